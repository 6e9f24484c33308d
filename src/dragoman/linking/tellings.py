"""Reports in order, each with whose telling it is: what every part of an event view counts by."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import fsum
from typing import TypeVar

from dragoman.linking.stands import stand_of
from dragoman.types import Record, Report, Stand, Story, Voice

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Telling:
    """A report in an event, with its claim and its speaker at hand.

    `voice` is None where the story tells it in its own voice.  `teller` is the publisher of the
    text's first story in the event, so that copies speak with one mouth; `leads` is true for
    the reports of that story.
    """

    report: Report
    record: Record
    voice: Voice | None
    stand: Stand
    teller: str
    leads: bool


def tell(reports: Iterable[Report]) -> tuple[Telling, ...]:
    """The reports from the earliest on, copies folded into the text that they repeat."""
    return told_alone([_telling(report) for report in sorted(reports, key=appearance)])


def told_alone(tellings: Sequence[Telling]) -> tuple[Telling, ...]:
    """Some of an event's tellings as they are without the others: copies folded among these."""
    if not any(map(_is_copy, tellings)):
        return tuple(tellings)
    first: dict[str, Story] = {}
    for telling in sorted(tellings, key=_is_copy):
        first.setdefault(telling.report.copy_of, telling.report.story)
    return tuple(_led(telling, first[telling.report.copy_of]) for telling in tellings)


def appearance(report: Report) -> tuple[date, datetime, str]:
    """What puts the reports of an event in order: the first one's record names the event."""
    return report.story.published.day or date.max, report.added, report.record.id


def support(
    tellings: Iterable[Telling],
    values: Callable[[Telling], Iterable[Value]],
    weight: Callable[[Telling], float],
) -> dict[Value, float]:
    """How much speaks for each value, in the order in which they are told.

    An independent publisher counts once for a value, with the weightiest of its reports.
    """
    given: dict[Value, dict[str, float]] = {}
    for telling in tellings:
        for value in values(telling):
            tellers = given.setdefault(value, {})
            tellers[telling.teller] = max(tellers.get(telling.teller, 0.0), weight(telling))
    return {value: fsum(tellers.values()) for value, tellers in given.items()}


def best(supported: Mapping[Value, float]) -> Value:
    """The value that most speaks for, of equals the one that was told first."""
    return max(supported, key=supported.__getitem__)


def unanimous(tellings: Sequence[Telling], value: Callable[[Telling], Value]) -> list[Value]:
    """The one value that all tell, which then needs no weighing; none where they differ."""
    if not tellings:
        return []
    first, *others = tellings
    told = value(first)
    return [told] if all(value(other) == told for other in others) else []


def sureness(telling: Telling) -> float:
    """The record's score, the weight that most parts of a view give a report."""
    return telling.record.score


def tellers(tellings: Sequence[Telling]) -> set[str]:
    """The independent publishers."""
    return {telling.teller for telling in tellings}


def _is_copy(telling: Telling) -> bool:
    """Sorted by this, an original comes before its copies."""
    return telling.report.copy_of != telling.report.story.id


def _telling(report: Report) -> Telling:
    """A report by itself."""
    record = report.record
    voice = record.voices[-1] if record.voices else None
    return Telling(report, record, voice, stand_of(record), report.story.publisher, leads=True)


def _led(telling: Telling, first: Story) -> Telling:
    """A report whose text came first in this story."""
    leads = telling.report.story.id == first.id
    return replace(telling, teller=first.publisher, leads=leads)
