"""A text as the tagger's words, each with its pieces and its sentence.

Positions never leave this package: everything that does is characters of the story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from dragoman.errors import SetupError
from dragoman.tagging.opening import foreign_opening
from dragoman.tagging.rare_names import rare_names
from dragoman.types import Span

Integers = NDArray[np.int64]

_BREAK = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words: characters `start` to `end`, its sentence, its first word piece.

    `ids` are all word pieces; word i owns pieces `first[i]` up to `first[i + 1]`.  The first
    `opening` words belong to another story.
    """

    ids: Integers
    first: Integers
    start: Integers
    end: Integers
    sentence: Integers
    opening: int = 0

    def __len__(self) -> int:
        return len(self.start)

    def span(self, low: int, high: int) -> Span:
        """The characters from word `low` through word `high - 1`."""
        return Span(int(self.start[low]), int(self.end[high - 1]))

    def word_at(self, character: int) -> int:
        """The number of the word that stands at a character."""
        return int(np.searchsorted(self.end, character, side="right"))


def split_words(
    tokenizer: Tokenizer, text: str, sentences: Sequence[Span], *, rare_name: str = ""
) -> Words:
    """The words of a text, each with the sentence that it stands in.

    Words of rare names are read as the piece `rare_name`, where one is given.
    """
    encoding = tokenizer.encode(text, add_special_tokens=False)
    pieces, at = encoding.ids, _word_starts(encoding)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    edges = np.append(at, len(pieces))
    start, end = offsets[at, 0], offsets[edges[1:] - 1, 1]
    sentence = _sentence_of(start, sentences)
    words = [tuple(pieces[low:high]) for low, high in pairwise(edges.tolist())]
    opening = foreign_opening(words, _paragraphs(text, start))
    if rare_name:
        several = np.diff(edges) > 1
        rare = rare_names(text, start, end, several=several, sentence=sentence)
        common = (piece_id(tokenizer, rare_name),)
        words = [common if is_rare else word for word, is_rare in zip(words, rare, strict=True)]
    first = np.cumsum([0, *map(len, words)], dtype=np.int64)
    ids = np.fromiter(chain.from_iterable(words), dtype=np.int64)
    return Words(ids, first, start, end, sentence, opening)


def _word_starts(encoding: Encoding) -> Integers:
    words = np.array(encoding.word_ids, dtype=np.int64)
    changes = np.ones(len(words), dtype=bool)
    changes[1:] = words[1:] != words[:-1]
    return np.flatnonzero(changes).astype(np.int64)


def _sentence_of(start: Integers, sentences: Sequence[Span]) -> Integers:
    opens = np.array([sentence.start for sentence in sentences] or [0], dtype=np.int64)
    return np.maximum(np.searchsorted(opens, start, side="right") - 1, 0)


def _paragraphs(text: str, start: Integers) -> list[int]:
    """The first words of all paragraphs, and the number of words."""
    breaks = [found.start() for found in _BREAK.finditer(text)]
    inner = np.searchsorted(start, np.array(breaks, dtype=np.int64)).tolist()
    return sorted({0, *inner, len(start)})


def piece_id(tokenizer: Tokenizer, piece: str) -> int:
    """The id of a piece that a model needs."""
    number: int | None = tokenizer.token_to_id(piece)
    if number is None:
        raise SetupError(f"the model's tokenizer has no {piece}: it is not the model's own")
    return number
