"""The events of one coded story, for formats that hold events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from dragoman.exporting import plover, polecat
from dragoman.exporting.choosing import Wanted
from dragoman.exporting.formats import EventLines
from dragoman.linking.merge import build_event
from dragoman.types import Coded, Event, Outcome, Record, Report, SetAside

FORMATS: Mapping[str, EventLines] = {
    "plover": plover.event_lines,
    "polecat": polecat.event_lines,
}


def story_lines(outcome: Outcome, form: str) -> str:
    """The lines of one story; none of one that was set aside."""
    if isinstance(outcome, SetAside):
        return ""
    now = datetime.now(UTC).replace(tzinfo=None)
    events = events_of(outcome, now)
    return "".join(line for event in events for line in FORMATS[form](event, Wanted()))


def events_of(coded: Coded, now: datetime) -> list[Event]:
    """The story's own events, as if it were the only story that there is."""
    groups: dict[str, list[Report]] = {}
    for record in coded.records:
        groups.setdefault(record.event, []).append(_report(record, coded, now))
    return [build_event(reports) for reports in groups.values()]


def _report(record: Record, coded: Coded, now: datetime) -> Report:
    story = coded.story
    return Report(
        record=record,
        story=story,
        added=now,
        copy_of=story.id,
        trigger=record.trigger.of(story.text),
        evidence=record.evidence.of(story.text),
    )
