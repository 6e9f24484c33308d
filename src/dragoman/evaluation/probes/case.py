"""A probe's case: a text as it was and as it is changed, and what should follow."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from dragoman.types import Coded, Record, Span

Words = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts, and a judge: how many answers to the first count, and how many follow.

    The judge is given both codings; (0, 0) says that the first answer is not there to be asked.
    """

    before: str
    after: str
    judge: Callable[[Coded, Coded], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Rate:
    """Of `n` answers how many followed, in percent, with the floor that the probe has."""

    name: str
    n: int
    rate: float
    floor: float


def load_words() -> Words:
    """The word lists of the probes."""
    text = (files("dragoman.resources") / "probes.toml").read_text(encoding="utf-8")
    words: Words = tomllib.loads(text)
    return words


def record_at(coded: Coded, trigger: Span) -> Record | None:
    """The surest record whose trigger touches these characters."""
    touching = [record for record in coded.records if record.trigger.overlaps(trigger)]
    return max(touching, key=_score, default=None)


def _score(record: Record) -> float:
    return record.score


def moved(span: Span, *, behind: int, by: int) -> Span:
    """Where a span stands once so many characters came in before it."""
    return Span(span.start + by, span.end + by) if span.start >= behind else span


def signature(record: Record, *, behind: int = 0, by: int = 0) -> tuple[object, ...]:
    """What must stay of a record, its places told as those of the unchanged text."""

    def back(span: Span) -> Span:
        return moved(span, behind=behind, by=by)

    return (
        record.type,
        record.auxiliary,
        back(record.trigger),
        tuple(back(actor.span) for actor in record.actors),
        tuple(back(actor.span) for actor in record.recipients),
    )
