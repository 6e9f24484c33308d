"""The countries of towns and divisions that a story names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from dragoman.resolving.gazetteer import KEPT_NAMES, Gazetteer
from dragoman.resolving.words import Words

LARGE_TOWN = 100_000  # the country of a name that several countries have
SMALL_TOWN = 15_000  # and of one that only one has
FAMOUS = 250_000  # a name known for one place ...
NAMESAKE = 20  # ... that has so many times the people of any other of the name
PLACE_CUES = frozenset({"in", "at", "near", "from", "of", "to", "outside", "across", "around"})
DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"}
)
MAX_PLACE_WORDS = 3
SHORTEST_PLACE = 3

Tally = Mapping[str, float]


def find_towns(
    words: Words, taken: Mapping[int, object], gazetteer: Gazetteer, tally: Tally
) -> list[tuple[int, str]]:
    """The towns and divisions that stand after "in" and the like, with their countries.

    They are looked up twice: the plain ones settle which country a common name is in.
    """
    places = [
        at
        for at in range(1, len(words))
        if words.keys[at - 1] in PLACE_CUES
        and words.capital(at)
        and at not in taken
        and not gazetteer.agents.has("function", words.keys[at])
    ]
    known = dict(tally)
    for at in places:
        code = _country_at(words, at, gazetteer, tally)
        if code is not None:
            known[code] = known.get(code, 0.0) + 1.0
    found = [(at, _country_at(words, at, gazetteer, known)) for at in places]
    return [(at, code) for at, code in found if code is not None]


def country_of_place(name: str, gazetteer: Gazetteer, tally: Tally) -> str | None:
    """The country of a town or division: one that the story names, or that of a large town.

    A far larger namesake outweighs the story's countries: "Texas" is no village of Mexico.
    """
    if len(name) < SHORTEST_PLACE or name.lower() in DIRECTIONS:
        return None
    size = _size_by_country(name, gazetteer)
    if not size:
        return None
    largest = max(size, key=size.__getitem__)
    least = size[largest] / NAMESAKE if size[largest] >= FAMOUS else 0
    named = [code for code in size if tally.get(code, 0.0) >= 1 and size[code] >= least]
    if named:
        return max(named, key=tally.__getitem__)
    return largest if size[largest] >= (SMALL_TOWN if len(size) == 1 else LARGE_TOWN) else None


@lru_cache(maxsize=KEPT_NAMES)
def _size_by_country(name: str, gazetteer: Gazetteer) -> Mapping[str, int]:
    """For each country the people of its largest place of this name."""
    size: dict[str, int] = {}
    for place in (*gazetteer.divisions(name), *gazetteer.cities(name)):
        if place.country is not None:
            least = LARGE_TOWN if place.feature == "ADM1" else 0
            size[place.country] = max(size.get(place.country, 0), place.population, least)
    return size


def _country_at(words: Words, at: int, gazetteer: Gazetteer, tally: Tally) -> str | None:
    """The country of the longest place name that opens at this word, if one is plain."""
    for count in range(MAX_PLACE_WORDS, 0, -1):
        last = at + count
        if last <= len(words) and all(words.capitals[at:last]):
            code = country_of_place(words.slice(at, last), gazetteer, tally)
            if code is not None:
                return code
    return None
