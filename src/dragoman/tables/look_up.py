"""What the gazetteer in use knows of a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from dragoman.resolving.gazetteer import CountryName, Gazetteer, without_article
from dragoman.resolving.lexicon import Entry, Nature, Term
from dragoman.resolving.place_index import GeoPlace
from dragoman.resolving.words import phrase_key


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation by the name that records print."""

    name: str
    country: str | None
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A person with every term in office that the tables have."""

    name: str
    country: str | None
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """All that a name can mean; each part is empty where it means no such thing."""

    name: str
    places: tuple[GeoPlace, ...]
    countries: tuple[CountryName, ...]
    organisations: tuple[Organisation, ...]
    people: tuple[Person, ...]

    @property
    def nothing(self) -> bool:
        """Whether the name is unknown."""
        return not (self.places or self.countries or self.organisations or self.people)

    def plain(self) -> dict[str, object]:
        """The same as JSON can hold it."""
        countries = [
            {"code": one.country.code, "name": one.country.name, "kind": one.kind.value}
            for one in self.countries
        ]
        return {
            "name": self.name,
            "places": [asdict(place) for place in self.places],
            "countries": countries,
            "organisations": [asdict(one) for one in self.organisations],
            "people": [asdict(person) for person in self.people],
        }


def look_up(name: str, gazetteer: Gazetteer) -> Known:
    """What the gazetteer knows of a name, a person's by the surname alone as well.

    A name in small letters is looked up with a capital too: "oslo".
    """
    bare = without_article(name)
    key = phrase_key(bare)
    entries = gazetteer.lexicon.entries.get(key, ())
    surnames = gazetteer.lexicon.surnames.get(key, ())
    return Known(
        bare,
        gazetteer.named(bare),
        gazetteer.country_readings(bare) or gazetteer.country_readings(bare.title()),
        _organisations(entries),
        _people((*entries, *surnames)),
    )


def _organisations(entries: Iterable[Entry]) -> tuple[Organisation, ...]:
    found = (
        Organisation(entry.name, entry.country, entry.sectors)
        for entry in entries
        if entry.nature is Nature.ORGANISATION
    )
    return tuple(dict.fromkeys(found))


def _people(entries: Iterable[Entry]) -> tuple[Person, ...]:
    found = (
        Person(entry.name, entry.country, entry.terms)
        for entry in entries
        if entry.nature is Nature.PERSON
    )
    return tuple(dict.fromkeys(found))
