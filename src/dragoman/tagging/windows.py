"""From a story's text to the windows that the model reads, and back.

A window is a run of whole sentences of at most so many words; a sentence that is longer than
that is cut.  Words are counted and not their pieces, so that a rare name in place of a known one
moves no window.  Positions never leave this package: everything that does is characters of the
story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from dragoman.errors import SetupError
from dragoman.types import Span

Integers = NDArray[np.int64]

#: Places that the two special pieces of each window take.
SPECIALS = 2


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words: characters `start` to `end`, its sentence, its first word piece.

    `ids` are all word pieces; word i owns pieces `first[i]` up to `first[i + 1]`.
    """

    ids: Integers
    first: Integers
    start: Integers
    end: Integers
    sentence: Integers

    def __len__(self) -> int:
        return len(self.start)

    def span(self, low: int, high: int) -> Span:
        """The characters from word `low` through word `high - 1`."""
        return Span(int(self.start[low]), int(self.end[high - 1]))

    def word_at(self, character: int) -> int:
        """The number of the word that stands at a character."""
        return int(np.searchsorted(self.end, character, side="right"))


@dataclass(frozen=True, slots=True)
class Room:
    """What a window holds: so many words, and never more than so many pieces with both specials."""

    words: int
    pieces: int

    def holds(self, words: Words, low: int, high: int) -> bool:
        """Whether words `low` up to `high` fit into one window."""
        pieces = int(words.first[high] - words.first[low])
        return high - low <= self.words and pieces <= self.pieces - SPECIALS


@dataclass(frozen=True, slots=True)
class Window:
    """Words `low` up to `high`: the piece ids with both specials, and where words begin in them."""

    low: int
    high: int
    ids: Integers
    first: Integers


def split_words(tokenizer: Tokenizer, text: str, sentences: Sequence[Span]) -> Words:
    """The words of a text, each with the sentence that it stands in."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    first = _word_starts(encoding)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    count = len(encoding.ids)
    ends = np.append(first[1:], count) - 1 if len(first) else first
    start, end = offsets[first, 0], offsets[ends, 1]
    return Words(
        ids=np.array(encoding.ids, dtype=np.int64),
        first=np.append(first, count),
        start=start,
        end=end,
        sentence=_sentence_of(start, sentences),
    )


def _word_starts(encoding: Encoding) -> Integers:
    words = np.array(encoding.word_ids, dtype=np.int64)
    changes = np.ones(len(words), dtype=bool)
    changes[1:] = words[1:] != words[:-1]
    return np.flatnonzero(changes).astype(np.int64)


def _sentence_of(start: Integers, sentences: Sequence[Span]) -> Integers:
    opens = np.array([sentence.start for sentence in sentences] or [0], dtype=np.int64)
    return np.maximum(np.searchsorted(opens, start, side="right") - 1, 0)


def cut_windows(words: Words, tokenizer: Tokenizer, room: Room) -> list[Window]:
    """The windows that cover all words, in order, each word once."""
    return [_window(words, tokenizer, low, high) for low, high in _ranges(words, room)]


def _ranges(words: Words, room: Room) -> list[tuple[int, int]]:
    """Runs of whole sentences, filled from the end of the story.

    What is put before a story then changes its first window alone.
    """
    runs: list[tuple[int, int]] = []
    for low, high in reversed(list(_sentences(words, room))):
        if runs and room.holds(words, low, runs[-1][1]):
            runs[-1] = (low, runs[-1][1])
        else:
            runs.append((low, high))
    return runs[::-1]


def _sentences(words: Words, room: Room) -> Iterator[tuple[int, int]]:
    """Every sentence, one that is longer than the room in several parts."""
    for low, high in pairwise(sentence_cuts(words)):
        while not room.holds(words, low, high) and high - low > 1:
            cut = _last_fitting(words, low, room)
            yield low, cut
            low = cut
        yield low, high


def sentence_cuts(words: Words) -> list[int]:
    """The word numbers at which sentences begin, and the number of words."""
    if not len(words):
        return [0]
    inner = np.flatnonzero(np.diff(words.sentence)) + 1
    return [0, *inner.tolist(), len(words)]


def _last_fitting(words: Words, low: int, room: Room) -> int:
    most = words.first[low] + room.pieces - SPECIALS
    high = int(np.searchsorted(words.first, most, side="right")) - 1
    return max(min(high, low + room.words), low + 1)


def _window(words: Words, tokenizer: Tokenizer, low: int, high: int) -> Window:
    begin, end = int(words.first[low]), int(words.first[high])
    opening, closing = special_ids(tokenizer)
    ids = np.concatenate(([opening], words.ids[begin:end], [closing])).astype(np.int64)
    return Window(low, high, ids, words.first[low:high] - begin + 1)


def special_ids(tokenizer: Tokenizer) -> tuple[int, int]:
    """The ids of [CLS] and [SEP]."""
    return piece_id(tokenizer, "[CLS]"), piece_id(tokenizer, "[SEP]")


def piece_id(tokenizer: Tokenizer, piece: str) -> int:
    """The id of a special piece, which every BERT tokenizer has."""
    number: int | None = tokenizer.token_to_id(piece)
    if number is None:
        raise SetupError(f"the model's tokenizer has no {piece}: it is not a BERT tokenizer")
    return number
