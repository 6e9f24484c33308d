"""Counts that can be added over stories, and the figures that they come to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

# A tally counts (task, part): what was right, extra or missed, and a rate's hits.
Tally = Counter[tuple[str, ...]]
Row = dict[str, float]
Figures = dict[str, Row | float]

_NOT_A_NAME = re.compile(r"[^a-z0-9]+")


def counts(task: str, *, right: int, extra: int, missed: int) -> Tally:
    """One task's counts; a task that was looked at is kept even where all three are 0."""
    return Counter({(task, "right"): right, (task, "extra"): extra, (task, "missed"): missed})


def total(tallies: Iterable[Tally]) -> Tally:
    """All counts together."""
    together: Tally = Counter()
    for tally in tallies:
        together.update(tally)
    return together


def row(tally: Tally, task: str) -> Row:
    """Precision, recall and F1 of a task in percent, and how many the gold has."""
    right, extra, missed = (tally[task, part] for part in ("right", "extra", "missed"))
    return {
        "precision": round(100 * (right / max(1, right + extra)), 1),
        "recall": round(100 * (right / max(1, right + missed)), 1),
        "f1": round(100 * (2 * right / max(1, 2 * right + extra + missed)), 1),
        "gold": right + missed,
    }


def rate(tally: Tally, task: str) -> float:
    """The share of a task's cases that were hit, in percent."""
    return round(100 * tally[task, "hit"] / max(1, tally[task, "of"]), 1)


def hits(task: str, hit: int, of: int) -> Tally:
    """How many of a task's cases were hit."""
    return Counter({(task, "hit"): hit, (task, "of"): of})


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are the same but for case, punctuation and "the"."""
    return plain_name(one) == plain_name(other)


def plain_name(name: str | None) -> str:
    """A name in small letters and digits, words parted by one space, without "the"."""
    return _NOT_A_NAME.sub(" ", (name or "").lower().replace("the ", "")).strip()
