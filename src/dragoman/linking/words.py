"""Words and names in the form in which records of many stories are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import blake2b

from dragoman.linking.table import load_table
from dragoman.resolving.names import name_key
from dragoman.resolving.tables import read_table
from dragoman.types import Actor

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STEM = 5  # letters that forms of one word share: "attac-ked", "attac-ks"
_SHORT = 3  # shorter words tell little
_KEPT = 20_000  # names and words met again and again in a run


@lru_cache(maxsize=_KEPT)
def number_of(words: str) -> int:
    """A signed 64-bit number for a text, the same on every machine; never 0."""
    digest = blake2b(words.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True) or 1


def stem(word: str) -> str:
    """What the forms of a word share."""
    return word[:_STEM] if len(word) > _STEM else word.rstrip("s")


def stems(text: str) -> set[str]:
    """The stems of a text's telling words."""
    return {*map(_telling, _WORD.findall(text))} - {""}


@lru_cache(maxsize=_KEPT)
def _telling(word: str) -> str:
    """The stem of a word that tells something, else nothing."""
    lower = word.lower()
    return "" if len(lower) < _SHORT or lower in _common() else stem(lower)


def figures(text: str) -> set[str]:
    """The numbers in digits that a text gives, but for years."""
    return {word for word in re.findall(r"\d+(?:[.,]\d+)*", text) if not _is_year(word)}


def _is_year(word: str) -> bool:
    return len(word) == 4 and word[:2] in ("19", "20")


@lru_cache(maxsize=_KEPT)
def parts_of(name: str) -> tuple[str, ...]:
    """The members of a compound name ("Norway and Sweden"), each as its key."""
    return tuple(_keys(name))


def _keys(name: str) -> Iterator[str]:
    for part in re.split(r"\s+and\s+|,\s*", name):
        key = (
            name_key(part).removeprefix("the ").removeprefix("government of ").removeprefix("the ")
        )
        if key:
            yield key


@lru_cache(maxsize=_KEPT)
def telling_words(key: str) -> tuple[str, ...]:
    """The words of a name's key that tell it from others: "police" and "Norway" don't."""
    generic = _generic()
    return tuple(word for word in key.split() if len(word) >= _SHORT and stem(word) not in generic)


def name_of(actor: Actor) -> str:
    """The actor's name, or the words where there is none."""
    return actor.name or actor.text


@cache
def _common() -> frozenset[str]:
    return frozenset(load_table().common)


@cache
def _generic() -> frozenset[str]:
    """The stems that tell one actor from another no better than its country and sectors do."""
    columns = ("name", "names", "parts", "demonyms")
    countries = (row[column] for row in read_table("countries.tsv") for column in columns)
    words = [
        *load_table().generic,
        *(word for cell in countries for word in name_key(cell).split()),
    ]
    return frozenset(stem(word.strip(";")) for word in words)
