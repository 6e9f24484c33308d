"""The countries of towns and divisions that a story names."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.resolving.gazetteer import Gazetteer
from dragoman.resolving.words import Words

LARGE_TOWN = 100_000  # the country of a name that several countries have
SMALL_TOWN = 15_000  # and of one that only one has
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
    """The country of a town or division: one that the story names, or that of a large town."""
    if len(name) < SHORTEST_PLACE or name.lower() in DIRECTIONS:
        return None
    divisions, cities = gazetteer.divisions(name), gazetteer.cities(name)
    codes = [*(place.country for place in divisions), *(place.country for place in cities)]
    named = [code for code in codes if tally.get(code, 0.0) >= 1]
    if named:
        return max(named, key=tally.__getitem__)
    if divisions and divisions[0].level == 1:
        return divisions[0].country
    least = SMALL_TOWN if len(set(codes)) == 1 else LARGE_TOWN
    return cities[0].country if cities and cities[0].population >= least else None


def _country_at(words: Words, at: int, gazetteer: Gazetteer, tally: Tally) -> str | None:
    """The country of the longest place name that opens at this word, if one is plain."""
    for count in range(MAX_PLACE_WORDS, 0, -1):
        last = at + count
        if last <= len(words) and all(words.capitals[at:last]):
            code = country_of_place(words.slice(at, last), gazetteer, tally)
            if code is not None:
                return code
    return None
