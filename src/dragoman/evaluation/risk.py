"""What a score is worth: of the records at or above it, how many there are and how many are right.

A record is right where it matches a gold event of its type and both sides have the gold's spans.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from dragoman.evaluation.events import match, same_spans, same_type
from dragoman.evaluation.gold import GoldEvent
from dragoman.types import Record

SCORES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


class Point(TypedDict):
    """Coverage is the share of records at or above `score`, right the share of those that are; percent."""

    score: float
    coverage: float
    right: float
    records: int


Judged = tuple[float, bool]


def judged(events: Sequence[GoldEvent], records: Sequence[Record]) -> list[Judged]:
    """The score of each record of one story, and whether it is right."""
    right = {
        id(record)
        for event, record in match(events, records, same=same_type)
        if same_spans(event, record)
    }
    return [(record.score, id(record) in right) for record in records]


def risk_curve(records: Sequence[Judged]) -> list[Point]:
    """The curve over all stories' records."""
    return [_point(records, score) for score in SCORES]


def _point(records: Sequence[Judged], score: float) -> Point:
    kept = [right for own, right in records if own >= score]
    return {
        "score": score,
        "coverage": round(100 * len(kept) / max(1, len(records)), 1),
        "right": round(100 * sum(kept) / max(1, len(kept)), 1),
        "records": len(kept),
    }
