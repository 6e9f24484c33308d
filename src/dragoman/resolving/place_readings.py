"""What a name can mean in the gazetteer, each reading with how likely it is by itself."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.resolving.gazetteer import (
    KEPT_NAMES,
    Country,
    CountryName,
    Gazetteer,
    without_article,
)
from dragoman.resolving.lexicon import NameKind
from dragoman.resolving.names import name_key
from dragoman.resolving.place_index import GeoPlace
from dragoman.resolving.place_names import place_words
from dragoman.types import Basis

# Log-odds of a reading by its kind; set on the train part of the gold.
COUNTRY = 3.2
PART = 3.0
REGION = 3.0
CAPITAL = 2.8
SEAT = 2.6
FIRST_DIVISION = 1.0  # of the smallest countries, whose divisions are parishes
DIVISION_STEP = 0.35  # for each factor of ten of the country's people
SMALLEST_COUNTRY = 10_000
DEMONYM = 2.6
CERTAIN = 2.2  # beside such a reading a district of the same name is not meant
OTHER_NAME = 2.5
NAMESAKE = 1.0
SECOND_DIVISION = 0.4
POPULATION_STEP = 0.65  # for each factor of ten
SMALLEST_CITY = 1000


@dataclass(frozen=True, slots=True)
class Reading:
    """One place that a name can mean; `prior` is its log-odds before the story is looked at."""

    name: str
    country: str | None
    prior: float
    province: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    feature: str | None = None
    basis: Basis = Basis.EXACT

    @property
    def is_city(self) -> bool:
        """Whether it is a populated place."""
        return (self.feature or "").startswith("PPL")

    @property
    def is_whole(self) -> bool:
        """Whether it is a country."""
        return self.feature == "PCLI"

    @property
    def is_division(self) -> bool:
        """Whether it is a first- or second-order division."""
        return (self.feature or "").startswith("ADM")


@lru_cache(maxsize=KEPT_NAMES)
def readings_of(name: str, gazetteer: Gazetteer) -> tuple[Reading, ...]:
    """Everything that the name can mean, in no order of merit."""
    stood_for = _stood_for(name, gazetteer)
    if stood_for is not None:
        return (stood_for,)
    found = _all_readings(name, gazetteer)
    if any(reading.prior >= CERTAIN for reading in found):
        return tuple(reading for reading in found if reading.feature != "ADM2")
    return found


def _all_readings(name: str, gazetteer: Gazetteer) -> tuple[Reading, ...]:
    key = name_key(name)
    countries = gazetteer.country_readings(name)
    found = [_country_reading(reading, gazetteer) for reading in countries]
    known = {(reading.name, reading.country) for reading in found if reading is not None}
    others = [_place_reading(place, gazetteer) for place in gazetteer.named(name)]
    capitals = {reading.country.code for reading in countries if reading.kind is NameKind.CAPITAL}
    others = [_more_likely_as_capital(reading, key) for reading in others]
    others = [
        reading if reading.country in capitals else _by_other_name(reading, key)
        for reading in others
    ]
    kept = [reading for reading in others if (reading.name, reading.country) not in known]
    return (*(reading for reading in found if reading is not None), *kept)


def _more_likely_as_capital(reading: Reading, key: str) -> Reading:
    """A city that its province is named for is meant by the bare name: "in Kano"."""
    if reading.is_city and reading.province and name_key(reading.province).startswith(key):
        return replace(reading, prior=reading.prior + NAMESAKE)
    return reading


def _by_other_name(reading: Reading, key: str) -> Reading:
    """The reading, less likely where the name is not its usual one: Salisbury for Harare."""
    if name_key(reading.name).startswith(key):
        return reading
    return replace(reading, prior=reading.prior - OTHER_NAME, basis=Basis.ALIAS)


def _stood_for(name: str, gazetteer: Gazetteer) -> Reading | None:
    """The place that an abbreviation or a place inside a city stands for."""
    lists = place_words()
    row = lists.provinces.get(name) or lists.inside.get(name_key(without_article(name)))
    if row is None:
        return None
    known = _all_readings(row["name"], gazetteer)
    in_country = [reading for reading in known if row["country"] in ("", reading.country)]
    best = max(in_country, key=_prior, default=None)
    return None if best is None else replace(best, prior=REGION, basis=Basis.ALIAS)


def _prior(reading: Reading) -> float:
    return reading.prior


def _country_reading(found: CountryName, gazetteer: Gazetteer) -> Reading | None:
    country = found.country
    match found.kind:
        case NameKind.NAME:
            return country_reading(country, COUNTRY, Basis.EXACT)
        case NameKind.DEMONYM:
            return country_reading(country, DEMONYM, Basis.ALIAS)
        case NameKind.PART:
            return _part_reading(found, gazetteer)
        case NameKind.SEAT:
            return capital_reading(country, gazetteer, SEAT)
    if any(city.country == country.code for city in gazetteer.cities(found.name)):
        return None  # the city's own reading says more
    return capital_reading(country, gazetteer, CAPITAL)


def country_reading(country: Country, prior: float, basis: Basis) -> Reading:
    """The country as a place."""
    return Reading(
        country.name,
        country.code,
        prior,
        latitude=country.latitude,
        longitude=country.longitude,
        geonames=country.geonames,
        feature="PCLI",
        basis=basis,
    )


def capital_reading(country: Country, gazetteer: Gazetteer, prior: float) -> Reading:
    """The capital of a country, meant by its seat of power or by "the capital"."""
    for city in gazetteer.cities(country.capital):
        if city.country == country.code:
            return _city_reading(city, prior=prior, basis=Basis.ALIAS)
    return Reading(country.capital, country.code, prior, feature="PPLC", basis=Basis.ALIAS)


def _part_reading(found: CountryName, gazetteer: Gazetteer) -> Reading:
    """A part of a country, as the division or region that the file of places has of that name."""
    code = found.country.code
    for place in gazetteer.named(found.name):
        if place.country in (code, None) and not place.feature.startswith(("PPL", "ADM2")):
            return _reading(place, PART, country=code)
    return Reading(found.name, code, PART, found.name, feature="ADM1")


def _place_reading(place: GeoPlace, gazetteer: Gazetteer) -> Reading:
    if place.feature.startswith("PPL"):
        return _reading(place, _city_prior(place))
    if place.feature.startswith("ADM"):
        return _reading(place, _division_prior(place, gazetteer))
    return _reading(place, REGION)


def _city_reading(city: GeoPlace, *, prior: float, basis: Basis) -> Reading:
    return replace(_reading(city, prior), basis=basis)


def _reading(place: GeoPlace, prior: float, *, country: str | None = None) -> Reading:
    return Reading(
        place.name,
        place.country or country,
        prior,
        place.name if place.feature == "ADM1" else place.province,
        place.latitude,
        place.longitude,
        place.geonames,
        place.feature,
    )


def _city_prior(city: GeoPlace) -> float:
    size = POPULATION_STEP * math.log10(max(city.population, SMALLEST_CITY) / SMALLEST_CITY)
    return max(CAPITAL, size) if city.feature == "PPLC" else size


def _division_prior(division: GeoPlace, gazetteer: Gazetteer) -> float:
    if division.feature != "ADM1":
        return SECOND_DIVISION
    country = gazetteer.country_of(division.country or "")
    people = max(country.population if country else 0, SMALLEST_COUNTRY)
    return FIRST_DIVISION + DIVISION_STEP * math.log10(people / SMALLEST_COUNTRY)
