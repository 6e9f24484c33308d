"""The read-only index of names: countries, cities, divisions, organisations, people in office.

Tables and where they come from: see the heads of the files in `resources`; cities.bin
and divisions.bin hold GeoNames data (CC BY 4.0), packed by scripts/build_tables.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.resolving.agents import Agents, load_agents
from dragoman.resolving.lexicon import Entry, Lexicon, NameKind, Nature, build_lexicon
from dragoman.resolving.names import name_key
from dragoman.resolving.tables import PackedTable, listed, load_packed, read_table, read_toml
from dragoman.resolving.words import word_key

SHORT_NAME = 3  # "US", "UAE", "CAR": only in capitals, or "us" and "car" would be countries
FEATURE_OF_MARK = {"C": "PPLC", "": "PPL"}


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


@dataclass(frozen=True, slots=True)
class CountryName:
    """One name of a country, as the table spells it."""

    name: str
    kind: NameKind
    country: Country


@dataclass(frozen=True, slots=True)
class City:
    """A populated place of GeoNames; `province` is the name of its first-order division."""

    name: str
    country: str
    province: str | None
    lat: float
    lon: float
    population: int
    feature: str
    geonames: int


@dataclass(frozen=True, slots=True)
class Division:
    """A first- or second-order division of GeoNames (`level` 1 or 2); `province` holds a level 2."""

    name: str
    country: str
    level: int
    province: str | None
    geonames: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every name that the resolvers know; build it once with `load_gazetteer`."""

    countries: dict[str, Country]
    country_names: dict[str, tuple[CountryName, ...]]
    provinces: dict[tuple[str, str], str]
    city_table: PackedTable
    division_table: PackedTable
    lexicon: Lexicon
    agents: Agents
    money: dict[str, str]
    gender_of_first_name: dict[str, str]

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

    def cities(self, name: str) -> tuple[City, ...]:
        """The cities of this name, the most populous first."""
        return tuple(self._city(row) for row in self.city_table.find(without_article(name)))

    def divisions(self, name: str) -> tuple[Division, ...]:
        """The divisions of this name, with or without "Province" and the like, first order first."""
        return tuple(self._division(row) for row in self.division_table.find(without_article(name)))

    def _city(self, row: str) -> City:
        """The city that a row of the table says."""
        country, province, name, lat, lon, population, mark, geonames = row.split("|")
        where = self.provinces.get((country, province))
        feature = FEATURE_OF_MARK[mark]
        return City(
            name, country, where, float(lat), float(lon), int(population), feature, int(geonames)
        )

    def _division(self, row: str) -> Division:
        """The division that a row of the table says."""
        level, country, code, name, geonames = row.split("|")
        province = self.provinces.get((country, code.partition(".")[0])) if level == "2" else None
        return Division(name, country, int(level), province, int(geonames))


def load_gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package."""
    rows = list(read_table("countries.tsv"))
    countries = {row["code"]: _country(row) for row in rows}
    names = _country_names(rows, countries)
    cues = read_toml("country_cues.toml")
    divisions = load_packed("divisions.bin")
    return Gazetteer(
        countries=countries,
        country_names=names,
        provinces=_provinces(divisions),
        city_table=load_packed("cities.bin"),
        division_table=divisions,
        lexicon=build_lexicon([*_entries(names), *_part_entries(cues["parts"])]),
        agents=load_agents(),
        money={word: code for code, words in cues["money"].items() for word in words},
        gender_of_first_name=_genders(read_toml("first_names.toml")["names"]),
    )


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


def _provinces(divisions: PackedTable) -> dict[tuple[str, str], str]:
    """The names of the first-order divisions by country and GeoNames code."""
    found = {}
    for row in divisions.rows:
        level, country, code, name, _ = row.split("|")
        if level != "1":
            break  # rows are sorted: the first order stands before the second
        found[country, code] = name
    return found
