"""From a story's words to the windows that the model reads.

A window is a run of whole sentences of at most so many words; a sentence that is longer than
that is cut.  Words are counted and not their pieces, so that a rare name in place of a known one
moves no window.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from tokenizers import Tokenizer

from dragoman.tagging.words import Integers, Words, piece_id

#: Places that the two special pieces of each window take.
SPECIALS = 2


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


def cut_windows(words: Words, tokenizer: Tokenizer, room: Room) -> list[Window]:
    """The windows that cover all words, in order, each word once."""
    return [_window(words, tokenizer, low, high) for low, high in _ranges(words, room)]


def _ranges(words: Words, room: Room) -> list[tuple[int, int]]:
    """Runs of whole sentences, filled from the end of the story.

    What is put before a story then changes its first window alone, and not even that where it
    shares nothing with the story.
    """
    runs: list[tuple[int, int]] = []
    for low, high in reversed(list(_sentences(words, room))):
        if runs and runs[-1][0] != words.opening and room.holds(words, low, runs[-1][1]):
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
