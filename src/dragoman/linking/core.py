"""The part of an event view whose changes are kept: act, time, place, numbers, who stands by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.linking.corroboration import corroboration
from dragoman.linking.event_dates import days_of
from dragoman.linking.event_labels import auxiliary_of, label_of
from dragoman.linking.event_places import place_of
from dragoman.linking.figures import figures
from dragoman.linking.stances import disputed
from dragoman.linking.tellings import Telling
from dragoman.types import Auxiliary, Figure, Place


@dataclass(frozen=True, slots=True)
class Core:
    """The fields of an Event of the same names."""

    type: str
    mode: str | None
    auxiliary: Auxiliary
    first: date | None
    last: date | None
    place: Place | None
    numbers: tuple[Figure, ...]
    corroboration: int
    disputed: bool


def core_of(tellings: Sequence[Telling]) -> Core:
    """What most speaks for in each field."""
    event_type, mode = label_of(tellings)
    first, last = days_of(tellings)
    return Core(
        type=event_type,
        mode=mode,
        auxiliary=auxiliary_of(tellings),
        first=first,
        last=last,
        place=place_of(tellings),
        numbers=figures(tellings),
        corroboration=corroboration(tellings),
        disputed=disputed(tellings),
    )
