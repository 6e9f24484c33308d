"""Reports in order, each with whose telling it is: what every part of an event view counts by."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import fsum
from typing import TypeVar

from dragoman.linking.stands import stand_of
from dragoman.types import Record, Report, Stand, Voice

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Telling:
    """A report in an event.

    `teller` is the publisher of the text's first story in the event, so that copies speak
    with one mouth; `leads` is true for the reports of that story.
    """

    report: Report
    stand: Stand
    teller: str
    leads: bool

    @property
    def record(self) -> Record:
        """The claim."""
        return self.report.record

    @property
    def voice(self) -> Voice | None:
        """The speaker, None where the story tells it in its own voice."""
        return self.record.voices[-1] if self.record.voices else None


def tell(reports: Iterable[Report]) -> tuple[Telling, ...]:
    """The reports from the earliest on, copies folded into the text that they repeat."""
    ordered = sorted(reports, key=appearance)
    first: dict[str, Report] = {}
    for report in sorted(ordered, key=_is_copy):
        first.setdefault(report.copy_of, report)
    return tuple(_telling(report, first[report.copy_of]) for report in ordered)


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
    if len(tellings) == 1:
        return [value(tellings[0])]
    told = {value(telling) for telling in tellings}
    return [*told] if len(told) == 1 else []


def sureness(telling: Telling) -> float:
    """The record's score, the weight that most parts of a view give a report."""
    return telling.record.score


def tellers(tellings: Sequence[Telling]) -> set[str]:
    """The independent publishers."""
    return {telling.teller for telling in tellings}


def _is_copy(report: Report) -> bool:
    """Sorted by this, an original comes before its copies."""
    return report.copy_of != report.story.id


def _telling(report: Report, first: Report) -> Telling:
    leads = report.story.id == first.story.id
    return Telling(report, stand_of(report.record), first.story.publisher, leads)
