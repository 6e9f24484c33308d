"""A report as JSON: the record, what is known of its story, and the tagger's vector."""

from __future__ import annotations

from typing import Any

from dragoman.contract.writing import record_json
from dragoman.types import Report

Json = dict[str, Any]

_DECIMALS = 4  # the store keeps a byte a dimension


def report_json(report: Report) -> Json:
    """The report without its story's text; its record has words where the story has its text."""
    story, day = report.story, report.story.published.day
    return {
        "record": record_json(report.record, story.text),
        "story": story.id,
        "publisher": story.publisher,
        "url": story.url,
        "title": story.title,
        "published": None if day is None else day.isoformat(),
        "added": report.added.isoformat(),
        "copy_of": None if report.copy_of == story.id else report.copy_of,
        "trigger": report.trigger,
        "evidence": report.evidence,
        "vector": [round(value, _DECIMALS) for value in report.record.vector],
    }
