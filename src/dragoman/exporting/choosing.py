"""What of an event goes into formats that know no auxiliary modes.

Such formats tell what happened.  They hold records told as actual, and those that PLOVER's
reductions turn into an actual one (a planned visit is an agreement); all others only when
asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.exporting.events import fullness
from dragoman.ontology import load_ontology
from dragoman.types import Auxiliary, Event, Record, Report


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caller asks for: records of every auxiliary, whole texts."""

    all_auxiliaries: bool = False
    with_text: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A type as it is told in a format without auxiliary modes."""

    type: str
    mode: str | None
    quad: int
    scale: float | None

    @property
    def label(self) -> str:
        """TYPE-mode, or TYPE."""
        return self.type if self.mode is None else f"{self.type}-{self.mode}"


@dataclass(frozen=True, slots=True)
class Telling:
    """One story's telling of an event: the report that says most, and what it tells."""

    report: Report
    told: Told


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as a format without auxiliary modes tells it, with the reports that tell it so."""

    event: Event
    told: Told
    reports: tuple[Report, ...]


def told(record: Record, wanted: Wanted) -> Told | None:
    """What the record tells in a format without auxiliary modes; None if it is left out."""
    if record.auxiliary is Auxiliary.ACTUAL:
        return Told(record.type, record.mode, record.quad, record.scale)
    ontology = load_ontology()
    own = _in_own_words(record)
    reduced = ontology.reduce(record.type, record.mode, record.auxiliary.value, own_words=own)
    if reduced.rule:
        scale = ontology.scale(reduced.type, reduced.mode)
        return Told(reduced.type, reduced.mode, ontology.quad(reduced.type), scale)
    if wanted.all_auxiliaries:
        return Told(record.type, record.mode, record.quad, record.scale)
    return None


def tellings(event: Event, wanted: Wanted) -> Iterator[Telling]:
    """For each story that tells the event the record that says most, in the order of reports."""
    by_story: dict[str, list[Telling]] = {}
    for report in event.reports:
        found = told(report.record, wanted)
        if found is not None:
            by_story.setdefault(report.story.id, []).append(Telling(report, found))
    for choice in by_story.values():
        yield max(choice, key=_fullness)


def happening(event: Event, wanted: Wanted) -> Happening | None:
    """The event as its view tells it; None if it is left out."""
    lead = leading_report(event)
    if event.auxiliary is Auxiliary.ACTUAL:
        found: Told | None = Told(event.type, event.mode, event.quad, event.scale)
    else:
        found = told(lead.record, wanted)
    if found is None:
        return None
    kept = tuple(one for one in event.reports if told(one.record, wanted) is not None)
    return Happening(event, found, kept or (lead,))


def leading_report(event: Event) -> Report:
    """The report that says most among those of the view's own type and auxiliary."""
    alike = [report for report in event.reports if _agrees(report.record, event)]
    return max(alike or event.reports, key=_report_fullness)


def independent_publishers(reports: Sequence[Report]) -> int:
    """How many publishers tell it, a copied text counted for the first of them alone."""
    first_by_text: dict[str, str] = {}
    for report in reports:
        first_by_text.setdefault(report.copy_of, report.story.publisher or report.story.id)
    return len(set(first_by_text.values()))


def _in_own_words(record: Record) -> bool:
    """Whether the innermost voice is one of the actors."""
    speaker = record.voices[-1].source if record.voices else None
    if speaker is None:
        return False
    return any(
        speaker.span == actor.span or (speaker.id is not None and speaker.id == actor.id)
        for actor in record.actors
    )


def _agrees(record: Record, event: Event) -> bool:
    return record.type == event.type and record.auxiliary is event.auxiliary


def _fullness(telling: Telling) -> tuple[int, float, int]:
    return fullness(telling.report.record)


def _report_fullness(report: Report) -> tuple[int, float, int]:
    return fullness(report.record)
