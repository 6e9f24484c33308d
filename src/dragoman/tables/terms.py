"""Terms in office, read from rows of Wikidata and put in the form of persons.tsv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.resolving.names import name_key
from dragoman.resolving.tables import listed, read_table
from dragoman.tables.offices import SEPARATOR, OfficeClass
from dragoman.tables.wikidata import Answer

SOURCE = "Wikidata"
ABOVE = "IGO"  # PLOVER's code of an organisation of states that no table of ours knows
MOST_NAMES = 8
LONG_TITLE = 4  # words; "minister for Europe and foreign affairs" is a "foreign minister"
DAY, MONTH, YEAR = "11", "10", "9"  # Wikidata's precisions; a decade is no date of an office
_LENGTHS = {DAY: len("2013-02-14"), MONTH: len("2013-02"), YEAR: len("2013")}
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAME = re.compile(r"[^\W\d_][\w'’. -]*( [\w'’.-]+)+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ0-9'’‘. -]+")


@dataclass(frozen=True, slots=True)
class PersonTerm:
    """A line of persons.tsv with Wikidata's number of the person; a time is a day, month or year."""

    country: str
    sectors: str
    name: str
    names: tuple[str, ...]
    office: str
    start: str
    end: str
    wikidata: str
    source: str = SOURCE


@dataclass(frozen=True, slots=True)
class Codes:
    """What tells a term's country: codes by Wikidata number and by an organisation's name."""

    countries: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    organisations: Mapping[str, str]


def read_codes() -> Codes:
    """The codes in the package's tables of countries and organisations."""
    rows = list(read_table("countries.tsv"))
    return Codes(
        {row["wikidata"]: row["code"] for row in rows if row["wikidata"]},
        {row["code"]: _country_names(row) for row in rows},
        {
            name_key(name): row["country"]
            for row in read_table("organisations.tsv")
            for name in (row["name"], *listed(row["names"]))
        },
    )


def _country_names(row: Mapping[str, str]) -> tuple[str, ...]:
    """Names and demonyms, the longest first: "Republic of the Congo" before "Congo"."""
    names = {row["name"], *listed(row["names"]), *listed(row["demonyms"])}
    return tuple(sorted(names, key=len, reverse=True))


def terms(office: OfficeClass, rows: Iterable[Answer], codes: Codes) -> Iterator[PersonTerm]:
    """The terms that the rows tell; what has no English name, no date or no country is left out."""
    for row in rows:
        term = _term(office, row, codes)
        if term is not None:
            yield term


def _term(office: OfficeClass, row: Answer, codes: Codes) -> PersonTerm | None:
    name = _clean(row.value("name") or row.value("plain"))
    country = _country(office, row, codes)
    start = when(row.value("start"), row.value("startPrecision"))
    ended = "ended" in row.unknown  # it has ended, nobody knows when
    if not _LATIN.fullmatch(name) or not country or not start or ended or not row.entity("person"):
        return None
    end = when(row.value("end"), row.value("endPrecision")) or when(row.value("died"), YEAR)
    if end and _before(end, start):
        return None
    title = _title(office, _clean(row.value("title")), codes.names.get(country, ()))
    names = tuple(_other_names(row.value("names"), name))
    return PersonTerm(country, office.sectors, name, names, title, start, end, row.entity("person"))


def when(time: str, precision: str) -> str:
    """The day, month or year of a time, as exact as it is known; "" for a decade and less."""
    found = _TIME.match(time)
    length = _LENGTHS.get(precision)
    return "" if found is None or length is None else found[0][:length]


def _before(first: str, second: str) -> bool:
    """Whether one time is before another, as far as both are known."""
    length = min(len(first), len(second))
    return first[:length] < second[:length]


def _country(office: OfficeClass, row: Answer, codes: Codes) -> str:
    if office.national:
        return codes.countries.get(row.entity("country"), "")
    body = row.value("bodyName") or row.value("title")
    return codes.organisations.get(name_key(body), ABOVE)


def _title(office: OfficeClass, name: str, country_names: Iterable[str]) -> str:
    """What the office is called: "president", not "President of Finland"."""
    if "{}" in office.title:
        return office.title.format(name).replace("the the ", "the ") if name else ""
    if not office.national:
        return name
    bare = plain_title(name, country_names)
    return bare if bare and len(bare.split()) <= LONG_TITLE else office.title


def plain_title(title: str, country_names: Iterable[str]) -> str:
    """The title in lower case without its country's name before or behind."""
    bare = title.removeprefix("the ").removeprefix("The ")
    for name in country_names:
        bare = re.sub(rf"(,? (of|for|to) (the )?|, ){re.escape(name)}$", "", bare)
        bare = re.sub(rf"^{re.escape(name)}('s|’s)? ", "", bare)
    return bare.lower().strip()


def _other_names(told: str, name: str) -> Iterator[str]:
    """The other names of more than one word that English news may write, each once."""
    seen = {name_key(name)}
    for other in map(_clean, told.split(SEPARATOR)):
        key = name_key(other)
        fit = _NAME.fullmatch(other) and _LATIN.fullmatch(other) and ";" not in other
        if fit and key not in seen and len(seen) <= MOST_NAMES:
            seen.add(key)
            yield other


def _clean(text: str) -> str:
    """The words with single spaces: a tab or a line end would break the table."""
    return " ".join(text.split())
