"""The one day that most formats want for an event."""

from __future__ import annotations

from datetime import date

from dragoman.types import Event, Record, Report


def day_of_event(event: Event, lead: Report) -> date | None:
    """The event's first day; without one the day on which a report of it was published."""
    return event.first or lead.story.published.day


def day_of_report(record: Record, report: Report) -> date | None:
    """The record's first day; without one the day on which its story was published."""
    return record.date.first or report.story.published.day
