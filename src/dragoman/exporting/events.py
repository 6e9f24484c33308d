"""One record to stand for each event of a story, where a row an event is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dragoman.types import Basis, Record


def leading_records(records: Sequence[Record]) -> list[Record]:
    """For each event the record that tells most, then the surest, then the first."""
    ordered = sorted(records, key=_event)
    best = [max(group, key=fullness) for _, group in groupby(ordered, key=_event)]
    return sorted(best, key=_start)


def records_of(event: str, records: Sequence[Record]) -> list[Record]:
    """All records of one event."""
    return [record for record in records if record.event == event]


def fullness(record: Record) -> tuple[int, float, int]:
    """How much a record tells: arguments found, then its score, then how early it stands."""
    said = record.date.basis not in (Basis.DEFAULT, Basis.NONE)
    known = record.place is not None and record.place.name is not None
    parts = (bool(record.actors), bool(record.recipients), said, known)
    return sum(parts), record.score, -record.trigger.start


def _event(record: Record) -> str:
    return record.event


def _start(record: Record) -> tuple[int, str]:
    return record.trigger.start, record.id
