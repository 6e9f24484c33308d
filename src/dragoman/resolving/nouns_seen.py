"""Whose the story's nouns are: "Macedonian police" once tells whose "the police" are later."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.resolving.describe import OWNING
from dragoman.resolving.lexicon import Entry, Nature
from dragoman.resolving.sightings import Sighting, is_person
from dragoman.resolving.view import StoryView

REACH = 4  # words between a name and the noun that it owns


@dataclass(frozen=True, slots=True)
class NounsSeen:
    """For each noun the words at which a name is said to own it, with that name."""

    places: Mapping[str, list[int]]
    owners: Mapping[str, list[Entry]]

    def owner(self, noun: str, word: int) -> Entry | None:
        """The name that owned the noun before this word, if every one was of one country.

        Where they were of several, the body that has the noun in its own name is meant.
        """
        before = self._before(noun, word)
        if len({entry.country for entry in before}) == 1:
            return before[-1]
        return self.body(noun, word)

    def body(self, noun: str, word: int) -> Entry | None:
        """The body named last that is called so itself: "the Commission", "the alliance"."""
        before = self._before(noun, word)
        if not before or before[-1].nature is not Nature.ORGANISATION:
            return None
        key = stem(noun)
        called = noun.lower().endswith(key) and key in _nouns_of(before[-1])
        return before[-1] if called else None

    def _before(self, noun: str, word: int) -> list[Entry]:
        """The names that owned the noun before this word."""
        key = stem(noun)
        return self.owners.get(key, [])[: bisect_left(self.places.get(key, []), word)]


def nouns_seen(view: StoryView) -> NounsSeen:
    """Every noun of the story that a known name owns beside it."""
    places: dict[str, list[int]] = defaultdict(list)
    owners: dict[str, list[Entry]] = defaultdict(list)
    for sighting in view.sightings:
        if is_person(sighting):
            continue
        entry = view.choose(sighting.entries)
        nouns = [noun for noun in (_after(view, sighting), _before(view, sighting)) if noun]
        for noun in [*nouns, *_own(view, sighting, entry)]:
            if view.gazetteer.agents.has("anybodys", stem(noun)):
                continue
            places[stem(noun)].append(sighting.first)
            owners[stem(noun)].append(entry)
    return NounsSeen(places, owners)


def stem(noun: str) -> str:
    """The last word of a noun in the singular, roughly: enough to know it again."""
    word = noun.lower().rpartition(" ")[2]
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _after(view: StoryView, sighting: Sighting) -> str | None:
    """The noun that follows a name: "Macedonian riot police", "Ukraine's parliament"."""
    words, agents = view.words, view.gazetteer.agents
    noun = None
    for at in range(sighting.last, min(len(words), sighting.last + REACH)):
        if words.gap(at - 1) not in (" ", "'", "’", "-"):
            break
        key = words.keys[at]
        if key in agents.nouns:
            noun = key
        elif key != "s" and key not in agents.modifiers and not agents.has("filler", key):
            break
        if key in ("of", "in", "for", "at", "to", "and"):
            break
    return noun


def _before(view: StoryView, sighting: Sighting) -> str | None:
    """The noun that a name follows after "of": "the parliament of Ukraine"."""
    words, at = view.words, sighting.first - 1
    if at >= 0 and words.keys[at] == "the":
        at -= 1
    if at < 1 or words.keys[at] not in OWNING or words.gap(at) != " ":
        return None
    return words.keys[at - 1] if words.keys[at - 1] in view.gazetteer.agents.nouns else None


def _own(view: StoryView, sighting: Sighting, entry: Entry) -> list[str]:
    """The nouns inside an organisation's own name: "the Mission" after "UN Mission in ..."."""
    if entry.nature is not Nature.ORGANISATION:
        return []
    nouns = view.gazetteer.agents.nouns
    return [word for word in _nouns_of(entry) if word in nouns]


def _nouns_of(entry: Entry) -> tuple[str, ...]:
    """The words of a body's own name, and what else it is called: NATO is "the alliance"."""
    named = entry.name.lower().replace("(", " ").split()
    return (*named, *GENERIC.get(entry.name, ()))


GENERIC = {
    "European Union": ("bloc", "union"),
    "NATO": ("alliance",),
    "European Commission": ("commission",),
    "African Union": ("union",),
    "International Monetary Fund": ("fund", "lender"),
    "United Nations Security Council": ("council",),
}
