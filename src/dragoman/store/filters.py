"""What is asked of events, records, stories and voices: one frozen filter for all four."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a store can be asked for."""

    EVENTS = "events"
    RECORDS = "records"
    STORIES = "stories"
    VOICES = "voices"


@dataclass(frozen=True, slots=True)
class Near:
    """A circle on the earth."""

    latitude: float
    longitude: float
    kilometres: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """All that must hold at once; several values of one field are alternatives.

    Days are inclusive: an event or a record fits when its own range of days meets them, and
    one without a day never does; stories and voices go by the publication day.  Names
    (`actor`, `recipient`, `party` for either, `voice`, `place`, `publisher`) are whole words of
    a name in their order, whatever their case and accents.  `country` and `sector` are those
    of either side.  `words` are searched for in the text of stories, in what voices say, and
    else in evidence.  `cursor` goes on where an earlier answer of `limit` rows ended.
    """

    since: date | None = None
    until: date | None = None
    type: tuple[str, ...] = ()
    quad: tuple[int, ...] = ()
    auxiliary: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    actor_country: tuple[str, ...] = ()
    recipient_country: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    place_country: tuple[str, ...] = ()
    near: Near | None = None
    publisher: tuple[str, ...] = ()
    voice: tuple[str, ...] = ()
    voice_country: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    disputed: bool | None = None
    min_corroboration: int | None = None
    min_score: float | None = None
    id: tuple[str, ...] = ()
    limit: int | None = None
    cursor: str | None = None


FIELDS = tuple(field.name for field in fields(Filter))
#: What a voice can be asked by: it is no record, and has neither type nor place.
OF_VOICES = frozenset(
    [
        "since",
        "until",
        "sector",
        "publisher",
        "voice",
        "voice_country",
        "words",
        "id",
        "limit",
        "cursor",
    ]
)


def given(chosen: Filter) -> tuple[str, ...]:
    """The names of the fields that are filled."""
    return tuple(name for name in FIELDS if getattr(chosen, name) not in (None, ()))
