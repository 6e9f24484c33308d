"""How each source is: when it last answered, how much it brings, whether its pages still read."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from statistics import median

from dragoman.watching.ledger_health import HealthRows
from dragoman.watching.ledger_sources import SourceRows, SourceState
from dragoman.watching.plan import Source

#: Stories whose median length is compared with that of the stories before them ...
_LATEST = 8
#: ... of which there must be so many for a comparison ...
_BEFORE = 16
#: ... and below this share of it the page's layout has changed, or a wall stands before the text.
_COLLAPSE = 0.35
#: Days over which stories are counted.
_DAYS = 7


class Status(StrEnum):
    """How a source is, in a word."""

    WELL = "well"
    NEW = "not asked yet"
    FAILING = "failing"
    GONE = "gone"
    LAYOUT = "layout change suspected"


@dataclass(frozen=True, slots=True)
class Health:
    """How one source is.  Times are UTC; `next_poll` is when it is due."""

    source: str
    status: Status
    url: str
    last_success: datetime | None
    last_news: datetime | None
    next_poll: datetime | None
    stories_per_day: float
    median_length: int | None
    failures: int
    fault: str
    moved: str


def read_health(
    connection: sqlite3.Connection, sources: Sequence[Source], now: datetime
) -> list[Health]:
    """How these sources are, in their order."""
    rows, yields = SourceRows(connection), HealthRows(connection)
    days = [(now - timedelta(days=back)).date().isoformat() for back in range(_DAYS)]
    found = []
    for source in sources:
        stories = yields.stories(source.name, days)
        # A source that is new is not measured over days on which nobody watched it.
        watched = sum(day >= min(stories) for day in days) if stories else 1
        per_day = sum(stories.values()) / watched
        found.append(_health(rows.state_of(source), yields.lengths(source.name), per_day))
    return found


def has_collapsed(lengths: Sequence[int]) -> bool:
    """Whether the latest stories are far shorter than those before them used to be."""
    latest, before = lengths[-_LATEST:], lengths[:-_LATEST]
    if len(before) < _BEFORE:
        return False
    return median(latest) < _COLLAPSE * median(before)


def _health(state: SourceState, lengths: Sequence[int], per_day: float) -> Health:
    return Health(
        source=state.name,
        status=_status(state, lengths),
        url=state.url,
        last_success=_time(state.succeeded),
        last_news=_time(state.news),
        next_poll=_time(state.due) if state.polls and not state.gone else None,
        stories_per_day=round(per_day, 1),
        median_length=round(median(lengths[-_LATEST:])) if lengths else None,
        failures=state.failures,
        fault=state.fault,
        moved=state.moved,
    )


def _status(state: SourceState, lengths: Sequence[int]) -> Status:
    if state.gone:
        return Status.GONE
    if state.failures:
        return Status.FAILING
    if not state.polls:
        return Status.NEW
    return Status.LAYOUT if has_collapsed(lengths) else Status.WELL


def _time(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
