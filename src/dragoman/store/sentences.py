"""Events whose stories know where their sentences stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

import orjson

from dragoman.store.asked import Asked
from dragoman.types import Event, Report, Span

#: Events that are in memory at a time.
BATCH = 2_000
_Sentences = Mapping[tuple[str, str], tuple[Span, ...]]


def with_sentences(store: Asked, events: Iterable[Event]) -> Iterator[Event]:
    """The same events; each report's story has the sentences that the record's coder cut."""
    coming = iter(events)
    while batch := list(islice(coming, BATCH)):
        sentences = _sentences(store, (one for event in batch for one in event.reports))
        yield from (_event(event, sentences) for event in batch)


def _sentences(store: Asked, reports: Iterable[Report]) -> _Sentences:
    """Sentences by story and coder."""
    stories = sorted({report.story.id for report in reports})
    rows = store.read(
        "select c.story, k.name as coder, c.body from codings c "
        "join coders k on k.number = c.coder where c.story = any(cast($1 as text[]))",
        [stories],
    )
    return {(row["story"], row["coder"]): _spans(row["body"]) for row in rows.to_pylist()}


def _spans(body: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in orjson.loads(body)["sentences"])


def _event(event: Event, sentences: _Sentences) -> Event:
    return replace(
        event,
        reports=tuple(_report(report, sentences) for report in event.reports),
        first_report=_report(event.first_report, sentences),
    )


def _report(report: Report, sentences: _Sentences) -> Report:
    found = sentences.get((report.story.id, report.record.coder), ())
    return replace(report, story=replace(report.story, sentences=found))
