"""Places that no known name tells ("the plant"), in the country that the story's events are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.resolving.gazetteer import Country, Gazetteer, without_article
from dragoman.resolving.place_names import names_in, place_words, proper_name
from dragoman.resolving.place_readings import readings_of
from dragoman.resolving.places import UNLIKELY
from dragoman.types import Basis, Place

#: A place says where things happen, a party only whose they are.
PLACE_WEIGHT = 2
#: Share of the evidence that makes a country the story's.  (Of 178 such places of the training
#: stories 130 are in that country, of 48 that are not most have no place in the gold.)
SHARE = 0.5
#: A place so found is no surer than this.
SCORE = 0.5


def places_in_context(
    places: Sequence[Place], parties: Iterable[str | None], gazetteer: Gazetteer
) -> list[Place]:
    """The places, those without a known name in the country of most parties and places.

    The parties are given by country, once for each event that they have a part in.  A border,
    a strait or "international waters" stay open: nothing says whose they are.
    """
    told = Counter(code for code in parties if code in gazetteer.countries)
    for place in places:
        if place.country is not None:
            told[place.country] += PLACE_WEIGHT
    if not told:
        return list(places)
    code, most = max(told.items(), key=lambda item: (item[1], item[0]))
    share, country = most / told.total(), gazetteer.country_of(code)
    if country is None or share < SHARE:
        return list(places)
    return [
        _inside(country, share, place) if _is_open(place, gazetteer) else place for place in places
    ]


def _is_open(place: Place, gazetteer: Gazetteer) -> bool:
    """Whether the place is unresolved for want of a name, and lies in one country."""
    if place.name is not None or place.basis is not Basis.NONE:
        return False
    words = place.text.lower().replace("-", " ").split()
    return place_words().between.isdisjoint(words) and not _is_named(place.text, gazetteer)


def _is_named(words: str, gazetteer: Gazetteer) -> bool:
    """Whether the gazetteer knows a name in the words, which the story did not settle."""
    return any(
        named.whole or reading.prior >= UNLIKELY
        for named in names_in(words)
        if any(letter.isupper() for letter in named.name)
        for reading in readings_of(without_article(named.name), gazetteer)
    )


def _inside(country: Country, share: float, place: Place) -> Place:
    """The place by its own proper name if it has one, else only the country that it is in."""
    name = proper_name(place.text) or country.name
    reason = f'no known name in "{place.text}"; most of the story\'s events are of {country.name}'
    return replace(
        place,
        name=name,
        country=country.code,
        basis=Basis.CONTEXT,
        score=round(SCORE * share, 3),
        reason=reason,
    )
