"""Which sentence of its story a record stands in."""

from __future__ import annotations

from dragoman.types import Report


def sentence_number(report: Report) -> int | None:
    """Which sentence of the story holds the trigger, from 1; None where sentences are not at hand."""
    trigger = report.record.trigger
    for number, sentence in enumerate(report.story.sentences, start=1):
        if sentence.start <= trigger.start < sentence.end:
            return number
    return None
