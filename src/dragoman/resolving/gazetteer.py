"""The read-only index of names: countries, cities, divisions, organisations, people in office.

Tables and where they come from: see the heads of the files in `resources`; places.db holds
GeoNames data (CC BY 4.0), see dragoman/tables/places.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from dragoman.resolving.agents import Agents, load_agents
from dragoman.resolving.lexicon import Entry, Lexicon, NameKind, Nature, open_lexicon
from dragoman.resolving.names import name_key
from dragoman.resolving.place_index import GeoPlace, PlaceIndex, open_places
from dragoman.resolving.tables import listed, read_table, read_toml
from dragoman.resolving.words import word_key

#: Names whose readings are kept in memory: those of the news come back from story to story.
KEPT_NAMES = 20_000
SHORT_NAME = 3  # "US", "UAE", "CAR": only in capitals, or "us" and "car" would be countries


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory; `code` is what records carry, `adjective` its first demonym."""

    code: str
    alpha2: str
    name: str
    adjective: str
    capital: str
    continent: str
    population: int
    geonames: int
    wikidata: str
    neighbours: tuple[str, ...]
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class CountryName:
    """One name of a country, as the table spells it."""

    name: str
    kind: NameKind
    country: Country


@dataclass(frozen=True, slots=True)
class NationalBodies:
    """What each country's armed forces and parliament are called, and the words for the former."""

    forces_words: frozenset[str]
    armed_forces: dict[str, str]
    parliament: dict[str, str]

    def named(self, bare: str, code: str) -> str | None:
        """The body of this country that plain words mean: "troops", "parliament"."""
        if bare in self.forces_words:
            return self.armed_forces.get(code)
        return self.parliament.get(code) if bare == "parliament" else None


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Every name that the resolvers know; build it once with `load_gazetteer`.

    It is equal to itself alone, so that answers can be kept by gazetteer and name.
    """

    countries: dict[str, Country]
    country_names: dict[str, tuple[CountryName, ...]]
    places: PlaceIndex
    lexicon: Lexicon
    agents: Agents
    money: dict[str, str]
    gender_of_first_name: dict[str, str]
    national: NationalBodies

    def country_of(self, code: str) -> Country | None:
        """The country with this alpha-3 code."""
        return self.countries.get(code)

    def country(self, name: str) -> CountryName | None:
        """The country that goes by this name, demonym, capital or seat, the plainest kind first."""
        found = self.country_readings(name)
        return found[0] if found else None

    def country_readings(self, name: str) -> tuple[CountryName, ...]:
        """Every country that the name can mean: "Georgetown" is one capital, "Congolese" two peoples."""
        bare = without_article(name)
        if not bare or not bare[0].isupper() or _is_lower_abbreviation(bare):
            return ()
        return self.country_names.get(name_key(bare), ())

    def named(self, name: str) -> tuple[GeoPlace, ...]:
        """The places of this name: towns and regions by population, divisions of the first order first."""
        return self.places.named(without_article(name))

    def cities(self, name: str) -> tuple[GeoPlace, ...]:
        """The populated places of this name, the most populous first."""
        return tuple(place for place in self.named(name) if place.feature.startswith("PPL"))

    def divisions(self, name: str) -> tuple[GeoPlace, ...]:
        """The divisions of this name, with or without "Province" and the like, first order first."""
        found = [place for place in self.named(name) if place.feature.startswith("ADM")]
        return tuple(sorted(found, key=_order))


def _order(place: GeoPlace) -> str:
    return place.feature


def shipped_places() -> Path:
    """The file of places in the package."""
    return Path(str(files("dragoman.resources") / "places.db"))


def load_gazetteer(places: Path | None = None) -> Gazetteer:
    """The gazetteer that ships with the package, or with another file of places."""
    rows = list(read_table("countries.tsv"))
    countries = {row["code"]: _country(row) for row in rows}
    names = _country_names(rows, countries)
    cues = read_toml("country_cues.toml")
    index = open_places(places or shipped_places())
    return Gazetteer(
        countries=countries,
        country_names=names,
        places=index,
        lexicon=open_lexicon(index.db),
        agents=load_agents(),
        money={word: code for code, words in cues["money"].items() for word in words},
        gender_of_first_name=_genders(read_toml("first_names.toml")["names"]),
        national=_national(),
    )


def _national() -> NationalBodies:
    """The table of national_bodies.toml."""
    table = read_toml("national_bodies.toml")
    forces, parliament = (
        {code: names[0] for code, names in table[kind].items()}
        for kind in ("armed_forces", "parliament")
    )
    return NationalBodies(frozenset(table["words"]["forces"]), forces, parliament)


def without_article(name: str) -> str:
    """The name without a leading "the" and a trailing possessive."""
    bare = name.strip()
    for ending in ("'s", "’s", "'", "’"):
        if bare.endswith(ending):
            bare = bare[: -len(ending)]
            break
    return bare[4:] if bare[:4].lower() == "the " else bare


def plural(demonym: str) -> str:
    """The people's name from one of them: "Finn" to "Finns"; adjectives in -ese stay."""
    return demonym if demonym.endswith(("s", "sh", "ch", "ese", "men", "z")) else demonym + "s"


def _is_lower_abbreviation(name: str) -> bool:
    """Whether the letters are an abbreviation's but not its capitals: "Us", "Car"."""
    return len(name) <= SHORT_NAME and not name.isupper()


def _country(row: dict[str, str]) -> Country:
    """The country that a line of countries.tsv says."""
    demonyms, capitals = listed(row["demonyms"]), listed(row["capitals"])
    return Country(
        code=row["code"],
        alpha2=row["alpha2"],
        name=row["name"],
        adjective=demonyms[0] if demonyms else row["name"],
        capital=capitals[0] if capitals else row["name"],
        continent=row["continent"],
        population=int(row["population"]),
        geonames=int(row["geonames"]),
        wikidata=row["wikidata"],
        neighbours=listed(row["neighbours"]),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )


def _country_names(
    rows: list[dict[str, str]], countries: dict[str, Country]
) -> dict[str, tuple[CountryName, ...]]:
    """Every name of every country by its key: plain kinds and populous countries first."""
    found: dict[str, dict[str, CountryName]] = {}
    order = sorted(rows, key=_by_population)
    for kind in NameKind:
        for row in order:
            for name in _names_of_kind(row, kind):
                readings = found.setdefault(name_key(name), {})
                readings.setdefault(row["code"], CountryName(name, kind, countries[row["code"]]))
    return {key: tuple(readings.values()) for key, readings in found.items()}


def country_entries() -> Iterator[Entry]:
    """Every name of a country, and of peoples and regions that stand for a part of one."""
    rows = list(read_table("countries.tsv"))
    yield from _entries(_country_names(rows, {row["code"]: _country(row) for row in rows}))
    yield from _part_entries(read_toml("country_cues.toml")["parts"])


def _entries(names: dict[str, tuple[CountryName, ...]]) -> Iterator[Entry]:
    """The countries' names as the lexicon keeps them."""
    for readings in names.values():
        for reading in readings:
            country = reading.country
            name = reading.name if reading.kind is NameKind.PART else country.name
            yield Entry(Nature.COUNTRY, reading.name, name, country.code, ("GOV",), reading.kind)


def _part_entries(parts: dict[str, list[str]]) -> Iterator[Entry]:
    """Peoples and regions that stand for a part of one country."""
    for code, names in parts.items():
        for name in names:
            yield Entry(Nature.COUNTRY, name, name, code, ("GOV",), NameKind.PART)


def _genders(names: dict[str, list[str]]) -> dict[str, str]:
    """Whether a first name is a woman's or a man's; names of both are left out."""
    female, male = ({word_key(name) for name in names[key]} for key in ("female", "male"))
    return dict.fromkeys(female - male, "female") | dict.fromkeys(male - female, "male")


def _by_population(row: dict[str, str]) -> int:
    """Sorts the populous first."""
    return -int(row["population"])


def _names_of_kind(row: dict[str, str], kind: NameKind) -> tuple[str, ...]:
    """The names of one kind that a line gives."""
    if kind is NameKind.NAME:
        return (row["name"], *listed(row["names"]))
    if kind is NameKind.DEMONYM:
        demonyms = listed(row["demonyms"])
        return (*demonyms, *(plural(demonym) for demonym in demonyms))
    column = {NameKind.PART: "parts", NameKind.CAPITAL: "capitals", NameKind.SEAT: "seats"}[kind]
    return listed(row[column])
