"""Nouns, titles and words that tell what sort of actor is meant, from agent_nouns.toml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.resolving.tables import read_toml
from dragoman.resolving.words import phrase_key

LONGEST_NOUN = 4
NO_NAME = ("filler", "former", "courtesy")  # lists whose words are no part of a proper name
FORMER_SECTORS = {"GOV", "LEG"}  # PLOVER: who has left office is of the elite


@dataclass(frozen=True, slots=True)
class Noun:
    """An agent noun's sector; a weak one yields to the words beside it."""

    sector: str
    weak: bool
    plural: bool


@dataclass(frozen=True, slots=True)
class Agents:
    """Agent nouns, modifiers, titles and word lists by key.

    `last_words` are those that nouns end with, `known` the keys that are no part of a proper name.
    """

    nouns: dict[str, Noun]
    modifiers: dict[str, str]
    titles: dict[str, str]
    lists: dict[str, frozenset[str]]
    last_words: frozenset[str]
    known: frozenset[str]
    bodies: dict[str, frozenset[str]]
    above: dict[str, frozenset[str]]

    def noun_ending(self, keys: Sequence[str], last: int) -> tuple[int, Noun] | None:
        """The longest agent noun whose last word stands at `last`: its first word and the noun."""
        if keys[last] not in self.last_words:
            return None
        for first in range(max(0, last - LONGEST_NOUN + 1), last + 1):
            noun = self.nouns.get(" ".join(keys[first : last + 1]))
            if noun is not None:
                return first, noun
        return None

    def modifier(self, keys: Iterable[str]) -> str | None:
        """The sector that the words beside a weak noun give it."""
        for key in keys:
            sector = self.modifiers.get(key)
            if sector is not None:
                return sector
        return None

    def knows(self, key: str) -> bool:
        """Whether a word is a noun, a modifier, a title or filler: no part of a proper name."""
        return key in self.known

    def has(self, name: str, key: str) -> bool:
        """Whether a word is in one of the lists: "former", "courtesy", "female" ..."""
        return key in self.lists[name]


def load_agents() -> Agents:
    """The agent nouns that ship with the package."""
    table = read_toml("agent_nouns.toml")
    nouns = dict(_nouns(table["weak"], weak=True)) | dict(_nouns(table["strong"], weak=False))
    modifiers, titles = dict(_by_key(table["modifiers"])), dict(_by_key(table["titles"]))
    lists = {
        name: frozenset(phrase_key(word) for word in words)
        for name, words in table["words"].items()
    }
    return Agents(
        nouns=nouns,
        modifiers=modifiers,
        titles=titles,
        lists=lists,
        last_words=frozenset(key.rpartition(" ")[2] for key in nouns),
        known=frozenset().union(nouns, modifiers, titles, *(lists[name] for name in NO_NAME)),
        bodies={noun: frozenset(marks) for noun, marks in table["bodies"].items()},
        above={code: frozenset(phrases) for code, phrases in table["above"].items()},
    )


def _by_key(table: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Each word's key with its sector."""
    for sector, words in table.items():
        for word in words:
            yield phrase_key(word), sector


def _nouns(table: dict[str, list[str]], *, weak: bool) -> Iterator[tuple[str, Noun]]:
    """Each noun and its plural with its sector."""
    for key, sector in _by_key(table):
        for plural in _plurals(key):
            yield plural, Noun(sector, weak, plural=True)
        yield key, Noun(sector, weak, plural=False)


def _plurals(key: str) -> tuple[str, ...]:
    """The plural of a noun's key."""
    if key.endswith("man"):
        return (key[:-3] + "men",)
    if key.endswith("child"):
        return (key + "ren",)
    if key.endswith("y") and key[-2:] not in ("ay", "ey", "oy"):
        return (key[:-1] + "ies",)
    if key.endswith(("s", "ch", "sh", "x")):
        return (key + "es",)
    return (key + "s",)
