"""What can be asked of a word or of a pair of words: the form that every lesson is given in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dragoman.tagging.labels import WIDE, Labels
from dragoman.tagging.words import Words

Integers = NDArray[np.int64]
#: A word for which a column has no right answer.
UNASKED = -1


@dataclass(frozen=True, slots=True)
class Space:
    """Names of the answers: `columns` with how many logits each has, and `relations`.

    A column of one logit is answered yes or no.  `wide` relations are asked over the whole
    window, the others inside the sentence.
    """

    columns: Mapping[str, int]
    relations: tuple[str, ...]
    wide: frozenset[str] = frozenset()


def tagger_space(labels: Labels) -> Space:
    """What a model folder's labels ask for."""
    return Space(labels.widths(), labels.relations, WIDE)


def _no_events() -> Integers:
    return np.zeros((0, 2), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Targets:
    """A text's words with the right answer in each column, UNASKED where there is none.

    `pairs` has rows (relation, from word, to word); `askers` are, for each relation, the words
    from which it is asked.  `contexts` is 1 for each context of the story, empty where nobody
    asked.  `events` has rows (first word of a trigger, number of its event); triggers of one
    event share the number, across stories too.
    """

    story: str
    words: Words
    columns: Mapping[str, Integers]
    pairs: Integers
    askers: Mapping[str, Integers]
    contexts: tuple[int, ...] = ()
    events: Integers = field(default_factory=_no_events)


class Draft:
    """Targets in the making: columns filled and pairs collected, then `finished`."""

    def __init__(self, story: str, words: Words, space: Space) -> None:
        self.story, self.words, self.space = story, words, space
        self.columns: dict[str, Integers] = {}
        self.pairs: set[tuple[int, int, int]] = set()
        self.askers: dict[str, set[int]] = {name: set() for name in space.relations}
        self.events: list[tuple[int, int]] = []
        self.contexts: tuple[int, ...] = ()

    def open(self, column: str, value: int) -> None:
        """Begin a column with one answer for all words: 0 where all are asked, else UNASKED."""
        self.columns[column] = np.full(len(self.words), value, dtype=np.int64)

    def at(self, start: int, end: int) -> tuple[int, int]:
        """The words that the characters touch, as a range."""
        low = int(np.searchsorted(self.words.end, start, side="right"))
        high = int(np.searchsorted(self.words.start, end, side="left"))
        return low, high

    def mark(self, column: str, begin: str, at: tuple[int, int], label: int) -> None:
        """A stretch with a label, its first word marked as a beginning."""
        low, high = at
        self.columns[column][low:high] = label
        self.columns[begin][low + 1 : high] = 0
        self.columns[begin][low : min(low + 1, high)] = 1

    def ask(self, relation: str, word: int) -> None:
        """Say that a relation is asked from this word, whether or not anything stands in it."""
        self.askers[relation].add(word)

    def pair(self, relation: str, word: int, others: range) -> None:
        """The words that stand in a relation to this one."""
        number = self.space.relations.index(relation)
        self.pairs.update((number, word, other) for other in others)

    def finished(self) -> Targets:
        """The targets as arrays; columns that were never opened are asked of no word."""
        for name in self.space.columns:
            if name not in self.columns:
                self.open(name, UNASKED)
        return Targets(
            story=self.story,
            words=self.words,
            columns={name: self.columns[name] for name in self.space.columns},
            pairs=np.array(sorted(self.pairs), dtype=np.int64).reshape(-1, 3),
            askers={
                name: np.array(sorted(words), dtype=np.int64) for name, words in self.askers.items()
            },
            contexts=self.contexts,
            events=np.array(self.events, dtype=np.int64).reshape(-1, 2),
        )
