"""The names of the tables found in a story's words, without those that the words around belie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.resolving.gazetteer import Gazetteer
from dragoman.resolving.lexicon import Entry, NameKind, Nature
from dragoman.resolving.words import Words

SMALL_COUNTRY = 1_000_000  # people; its capital is rather a namesake where it is not named itself
OF_CONTINENT = frozenset({"latin", "south", "central", "north", "inter", "pan"})
KOREA_OF_SIDE = {"north": "PRK", "south": "KOR", "northern": "PRK", "southern": "KOR"}


@dataclass(frozen=True, slots=True)
class Sighting:
    """Words `first` up to `last` that the lexicon knows, with what they can mean."""

    first: int
    last: int
    entries: tuple[Entry, ...]


def find_sightings(words: Words, gazetteer: Gazetteer) -> tuple[Sighting, ...]:
    """The known names from left to right; "the North" among them where North Korea is named."""
    found = [one for one in _longest(words, gazetteer) if not _is_misread(words, one, gazetteer)]
    plain = [one for one in found if one.entries[0].kind is not NameKind.CAPITAL]
    named = {code for one in plain for code in codes_of(one)}
    kept = [one for one in found if not _is_minor_capital(one, named, gazetteer)]
    if named.isdisjoint(KOREA_OF_SIDE.values()):
        return tuple(kept)
    sides = [one for one in _koreas(words, kept, gazetteer) if codes_of(one) <= named]
    return tuple(sorted([*kept, *sides], key=_first_word))


def by_word(sightings: Sequence[Sighting]) -> dict[int, Sighting]:
    """The sighting that each word belongs to."""
    return {word: one for one in sightings for word in range(one.first, one.last)}


def codes_of(sighting: Sighting) -> set[str]:
    """The countries that a sighting can mean."""
    return {entry.country for entry in sighting.entries if entry.country}


def is_country(sighting: Sighting) -> bool:
    """Whether the first reading is a country."""
    return sighting.entries[0].nature is Nature.COUNTRY


def is_demonym(sighting: Sighting) -> bool:
    """Whether the first reading is a demonym."""
    return sighting.entries[0].kind is NameKind.DEMONYM


def is_person(sighting: Sighting) -> bool:
    """Whether the first reading is a person."""
    return sighting.entries[0].nature is Nature.PERSON


def _first_word(sighting: Sighting) -> int:
    """Sorts sightings as they stand."""
    return sighting.first


def _longest(words: Words, gazetteer: Gazetteer) -> Iterator[Sighting]:
    """The longest known name at each word, from left to right."""
    lexicon, end = gazetteer.lexicon, 0
    for at, key in enumerate(words.keys):
        if at < end or key not in lexicon.longest:
            continue
        count, entries = lexicon.match(words, at)
        if count:
            end = at + count
            yield Sighting(at, end, entries)


def _is_minor_capital(sighting: Sighting, named: set[str], gazetteer: Gazetteer) -> bool:
    """Whether a name is the capital of a small country that the story never names."""
    entry = sighting.entries[0]
    if entry.kind is not NameKind.CAPITAL or not named.isdisjoint(codes_of(sighting)):
        return False
    country = gazetteer.country_of(entry.country or "")
    return country is not None and country.population < SMALL_COUNTRY


def _is_misread(words: Words, sighting: Sighting, gazetteer: Gazetteer) -> bool:
    """Whether one word is part of a longer name: "Michael Jordan", "Social Democrats"."""
    entry, at = sighting.entries[0], sighting.first
    if sighting.last - at > 1 or entry.nature is Nature.PERSON:
        return False
    before = at > 0 and words.gap(at - 1) == " " and words.capital(at - 1)
    after = at + 1 < len(words) and words.gap(at) == " " and words.capital(at + 1)
    if at > 0 and words.gap(at - 1) in (" ", "-") and _is_continent(words, at):
        return True
    genders, agents = gazetteer.gender_of_first_name, gazetteer.agents
    if entry.nature is Nature.COUNTRY:
        named = before and (
            words.keys[at - 1] in genders or agents.has("courtesy", words.keys[at - 1])
        )
        return named or (after and words.keys[at] in genders)
    if entry.sectors != ("PTY",):
        return False
    known = not before or agents.knows(words.keys[at - 1])
    opener = before and (agents.has("function", words.keys[at - 1]) or words.raw(at - 1).isupper())
    return not (known or opener) or (after and words.keys[at + 1] == "party")


def _is_continent(words: Words, at: int) -> bool:
    """Whether "America" is a continent or a part of it: "Latin America", "Inter-American"."""
    of_continent = words.keys[at].startswith("america") and words.keys[at - 1] in OF_CONTINENT
    return of_continent and words.capital(at - 1)


def _koreas(
    words: Words, sightings: Sequence[Sighting], gazetteer: Gazetteer
) -> Iterator[Sighting]:
    """The Koreas as "the North" and "Southern"; before another capital it is a longer name."""
    taken = by_word(sightings)
    for at, key in enumerate(words.keys):
        code = KOREA_OF_SIDE.get(key)
        named = at + 1 < len(words) and words.gap(at) == " " and words.capital(at + 1)
        if code is not None and words.capital(at) and at not in taken and not named:
            name = gazetteer.countries[code].name
            entry = Entry(Nature.COUNTRY, words.raw(at), name, code, ("GOV",), NameKind.NAME)
            yield Sighting(at, at + 1, (entry,))
