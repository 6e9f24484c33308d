"""The words of a text with their places: what every name is matched on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from dragoman.resolving.names import name_key

KEPT_WORDS = 20_000  # keys kept in memory: a text's words are mostly those of the texts before
# Hyphens part words ("Park Geun-hye" is three), a possessive "s" and the "re" of "we're" stand alone, "U.S." is one.
WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’](?!(?:s|re|ve|ll|d|m)\b)[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words: where they start and end, the key of each, and what stands before the next."""

    text: str
    starts: list[int]
    ends: list[int]
    keys: list[str]
    gaps: list[str]
    capitals: list[bool]

    def __len__(self) -> int:
        return len(self.keys)

    def raw(self, at: int) -> str:
        """The word as it stands in the text."""
        return self.text[self.starts[at] : self.ends[at]]

    def gap(self, at: int) -> str:
        """What stands between a word and the next."""
        return self.gaps[at]

    def capital(self, at: int) -> bool:
        """Whether the word opens with a capital letter."""
        return self.capitals[at]

    def slice(self, first: int, last: int) -> str:
        """The text from word `first` up to, not including, word `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The words that touch the characters `start` to `end`, as a half-open range."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def split_words(text: str) -> Words:
    """The words of a text."""
    spans = [match.span() for match in WORD.finditer(text)]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    words = [text[start:end] for start, end in spans]
    keys = [word_key(word) for word in words]
    capitals = [word[0].isupper() for word in words]
    gaps = [text[end:start] for end, start in zip(ends, starts[1:], strict=False)]
    return Words(text, starts, ends, keys, [*gaps, ""], capitals)


@lru_cache(maxsize=KEPT_WORDS)
def word_key(word: str) -> str:
    """The key of one word."""
    return word.lower() if word.isascii() and word.isalnum() else name_key(word)


def phrase_key(name: str) -> str:
    """The keys of a name's words, as the lexicon keeps them."""
    if name.isascii() and name.replace(" ", "").isalnum():
        return name.lower()
    return " ".join(word_key(match.group()) for match in WORD.finditer(name))
