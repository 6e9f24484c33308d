"""Abbreviations that a story defines: "Free Syrian Army (FSA)"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.resolving.countries import country_by_context
from dragoman.resolving.describe import describe
from dragoman.resolving.lexicon import Entry, Nature
from dragoman.resolving.sightings import Sighting, by_word
from dragoman.resolving.view import StoryView
from dragoman.resolving.words import Words

SHORTEST, LONGEST = 2, 8
SMALL_WORDS = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "in",
        "on",
        "to",
        "a",
        "de",
        "la",
        "du",
        "des",
        "und",
        "für",
        "y",
        "e",
    ]
)


def with_acronyms(view: StoryView) -> StoryView:
    """The view with a sighting wherever an abbreviation that the story defines stands."""
    entry_of_key = {
        view.words.keys[at]: _defined(view, first, at) for first, at in acronyms(view.words)
    }
    if not entry_of_key:
        return view
    kept = {sighting.first: sighting for sighting in view.sightings}
    for at, key in enumerate(view.words.keys):
        entry = entry_of_key.get(key)
        if entry is not None and view.words.raw(at) == entry.spelled:
            sighting = view.sighting_of_word.get(at)
            if sighting is None or sighting.last - sighting.first == 1:
                kept[at] = Sighting(at, at + 1, (entry,))
    sightings = tuple(kept[first] for first in sorted(kept))
    return replace(view, sightings=sightings, sighting_of_word=by_word(sightings))


def _defined(view: StoryView, first: int, at: int) -> Entry:
    """The entry of an abbreviation: that of its long form if the tables know it."""
    spelled, name = view.words.raw(at), view.words.slice(first, at)
    sighting = view.sighting_of_word.get(first)
    if sighting is not None and (sighting.first, sighting.last) == (first, at):
        return replace(view.choose(sighting.entries), spelled=spelled)
    said = describe(view, first, at)
    country = said.country or country_by_context(view, first)
    return Entry(Nature.ORGANISATION, spelled, name, country, said.sectors)


def acronyms(words: Words) -> Iterator[tuple[int, int]]:
    """Each definition: the first word of the long form, and the word in brackets."""
    for at in range(1, len(words)):
        if words.gap(at - 1) == " (" and _is_abbreviation(words.raw(at)):
            first = _long_form(words, at)
            if first is not None:
                yield first, at


def _is_abbreviation(raw: str) -> bool:
    """Whether a word looks like an abbreviation: short, with capitals."""
    capitals = sum(letter.isupper() for letter in raw)
    return SHORTEST <= len(raw) <= LONGEST and capitals >= SHORTEST


def _long_form(words: Words, at: int) -> int | None:
    """The first word of the capitalised name whose initials the bracketed word has."""
    letters = [letter.lower() for letter in words.raw(at) if letter.isalpha()]
    first, place = at - 1, at - 1
    while place >= 0 and at - place <= 2 * len(letters) + 2:
        if place < at - 1 and words.gap(place) not in (" ", "-", "'", "’", " & ", ", "):
            break
        if words.capital(place):
            first = place
            if _has_initials(words, first, at, letters):
                return first
        elif words.keys[place] not in SMALL_WORDS and words.keys[place] != "s":
            break
        place -= 1
    return None


def _has_initials(words: Words, first: int, last: int, letters: list[str]) -> bool:
    """Whether the words' initials, small words aside or not, are the letters."""
    keys = words.keys[first:last]
    initials = [key[0] for key in keys if key not in SMALL_WORDS and key != "s"]
    return letters in (initials, [key[0] for key in keys if key != "s"])
