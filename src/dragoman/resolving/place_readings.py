"""What a name can mean in the gazetteer, each reading with how likely it is by itself."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from dragoman.resolving.gazetteer import (
    City,
    Country,
    CountryName,
    Division,
    Gazetteer,
    without_article,
)
from dragoman.resolving.lexicon import NameKind
from dragoman.resolving.names import name_key
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
POPULATION_STEP = 0.55  # for each factor of ten
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
    def is_division(self) -> bool:
        """Whether it is a first- or second-order division."""
        return (self.feature or "").startswith("ADM")


def readings_of(name: str, gazetteer: Gazetteer) -> tuple[Reading, ...]:
    """Everything that the name can mean, in no order of merit."""
    region = _region(name, gazetteer)
    if region is not None:
        return (region,)
    found = _all_readings(name, gazetteer)
    if any(reading.prior >= CERTAIN for reading in found):
        return tuple(reading for reading in found if reading.feature != "ADM2")
    return found


def _all_readings(name: str, gazetteer: Gazetteer) -> tuple[Reading, ...]:
    key = name_key(name)
    countries = gazetteer.country_readings(name)
    found = [_country_reading(reading, gazetteer) for reading in countries]
    known = {(reading.name, reading.country) for reading in found if reading is not None}
    others = [_city_reading(city) for city in gazetteer.cities(name)]
    others += [_division_reading(division, gazetteer) for division in gazetteer.divisions(name)]
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


def _region(name: str, gazetteer: Gazetteer) -> Reading | None:
    """What regions.toml says of the name, with what the gazetteer knows of that place."""
    lists = place_words()
    row = lists.provinces.get(name) or lists.regions.get(name_key(without_article(name)))
    if row is None:
        return None
    called = row["name"]
    known = _all_readings(called, gazetteer) if name_key(called) != name_key(name) else ()
    in_country = [reading for reading in known if reading.country == row["country"]]
    if in_country:
        best = max(in_country, key=_prior)
        return replace(best, prior=REGION, basis=Basis.ALIAS)
    return Reading(called, row["country"] or None, REGION, feature="RGN", basis=Basis.ALIAS)


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
        country.name, country.code, prior, geonames=country.geonames, feature="PCLI", basis=basis
    )


def capital_reading(country: Country, gazetteer: Gazetteer, prior: float) -> Reading:
    """The capital of a country, meant by its seat of power or by "the capital"."""
    for city in gazetteer.cities(country.capital):
        if city.country == country.code:
            return _city_reading(city, prior=prior, basis=Basis.ALIAS)
    return Reading(country.capital, country.code, prior, feature="PPLC", basis=Basis.ALIAS)


def _part_reading(found: CountryName, gazetteer: Gazetteer) -> Reading:
    """A part of a country, with its GeoNames id where it is a division."""
    code = found.country.code
    rows = [
        row for row in gazetteer.divisions(found.name) if row.country == code and row.level == 1
    ]
    geonames = rows[0].geonames if rows else None
    return Reading(found.name, code, PART, found.name, geonames=geonames, feature="ADM1")


def _city_reading(city: City, *, prior: float | None = None, basis: Basis = Basis.EXACT) -> Reading:
    return Reading(
        city.name,
        city.country,
        _city_prior(city) if prior is None else prior,
        city.province,
        city.lat,
        city.lon,
        city.geonames,
        city.feature,
        basis,
    )


def _city_prior(city: City) -> float:
    size = POPULATION_STEP * math.log10(max(city.population, SMALLEST_CITY) / SMALLEST_CITY)
    return max(CAPITAL, size) if city.feature == "PPLC" else size


def _division_reading(division: Division, gazetteer: Gazetteer) -> Reading:
    first = division.level == 1
    country = gazetteer.country_of(division.country)
    people = max(country.population if country else 0, SMALLEST_COUNTRY)
    weight = DIVISION_STEP * math.log10(people / SMALLEST_COUNTRY)
    prior = FIRST_DIVISION + weight if first else SECOND_DIVISION
    province = division.name if first else division.province
    feature = "ADM1" if first else "ADM2"
    return Reading(
        division.name,
        division.country,
        prior,
        province,
        geonames=division.geonames,
        feature=feature,
    )
