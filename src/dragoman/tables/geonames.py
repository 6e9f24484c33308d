"""Places from GeoNames' dump: allCountries.zip, or the zip of one country.

GeoNames (https://www.geonames.org/, CC BY 4.0).  The dump has twelve million lines, so rows
come one by one and nothing is kept but the regions of resources/regions.tsv.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from dragoman.errors import SetupError
from dragoman.resolving.names import name_key
from dragoman.resolving.tables import read_table
from dragoman.tables.features import DIVISIONS, is_kept
from dragoman.tables.places import PlaceRow, region_rows
from dragoman.tables.regions import Regions
from dragoman.tables.spellings import bare_name, is_latin

COLUMNS = 19
MEMBER = "allCountries.txt"
#: Classes whose every place lies in a country: towns and divisions.
OWNED = frozenset("PA")
#: No name of a place is longer; what is has lost its line ends.
LONGEST_NAME = 200

#: Told how many bytes have been read, of how many.
Told = Callable[[int, int], object]


class BrokenDump(SetupError):
    """The zip itself is at fault: to read it again is of no use."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of the dump says, as far as it is used."""

    geonames: int
    name: str
    plain: str
    others: tuple[str, ...]
    latitude: float
    longitude: float
    kind: str
    feature: str
    alpha2: str
    province: str
    population: int


def dump_version(path: Path) -> str:
    """What a dump is called in the file made of it: "GeoNames 2026-11-27", the day it was packed."""
    with _opened(path) as archive:
        year, month, day = archive.getinfo(_member(archive, path)).date_time[:3]
    return f"GeoNames {year:04d}-{month:02d}-{day:02d}"


def dump_rows(path: Path, told: Told) -> Iterator[PlaceRow]:
    """The places of a dump, and after them the regions of resources/regions.tsv that it has not."""
    countries = {row["alpha2"]: row["code"] for row in read_table("countries.tsv")}
    regions = Regions(region_rows())
    for line in read_dump(path, told):
        row = place_row(line, countries)
        if row is not None:
            yield from regions.matched(row)
    yield from regions.rows()


def place_row(line: Line, countries: Mapping[str, str]) -> PlaceRow | None:
    """The place of a line; None for what is not kept or lies in a country that is no more."""
    country = countries.get(line.alpha2, "") if line.alpha2 else ""
    nowhere = not country and (line.alpha2 != "" or line.kind in OWNED)
    if nowhere or not is_kept(line.kind, line.feature, len(line.others)):
        return None
    return PlaceRow(
        line.geonames,
        line.name,
        line.latitude,
        line.longitude,
        country,
        line.province,
        line.feature,
        line.population,
        _keys(line),
    )


def _keys(line: Line) -> frozenset[str]:
    names = (line.name, line.plain, *filter(is_latin, line.others))
    keys = {name_key(name) for name in names if len(name) <= LONGEST_NAME}
    if line.feature in DIVISIONS:
        keys |= {bare_name(line.name), bare_name(line.plain)}
    return frozenset(keys - {""})


# --- the zip and its lines -------------------------------------------------------------


def read_dump(path: Path, told: Told) -> Iterator[Line]:
    """The lines of the table in a zip; BrokenDump where it is cut off or no such table."""
    with _opened(path) as archive:
        member = archive.getinfo(_member(archive, path))
        where = f"{member.filename} in {path}"
        done = number = 0
        for number, text in enumerate(_texts(archive, member, where), start=1):
            done += len(text.encode())
            if number % 1000 == 0:
                told(done, member.file_size)
            yield _line(text, f"line {number} of {where}")
        if not number:
            raise BrokenDump(f"{where} is empty: download it again")
        told(member.file_size, member.file_size)


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        message = f"{path} is no zip file, or was cut off: download it again ({error})"
        raise BrokenDump(message) from error
    except OSError as error:
        raise SetupError(f"cannot read {path}: {error.strerror or error}") from error


def _member(archive: zipfile.ZipFile, path: Path) -> str:
    """The table's name: allCountries.txt, or that of one country, "NO.txt"."""
    names = archive.namelist()
    found = [MEMBER] if MEMBER in names else [name for name in names if len(name) == len("NO.txt")]
    if len(found) != 1:
        raise BrokenDump(f"{path} has no {MEMBER}: take allCountries.zip of GeoNames' export/dump")
    return found[0]


def _texts(archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str) -> Iterator[str]:
    """The lines as they stand, each fault of the zip told as one line."""
    try:
        with archive.open(member) as packed:
            for text in TextIOWrapper(packed, encoding="utf-8", newline="\n"):
                yield text.removesuffix("\n")
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise BrokenDump(f"{where} is broken: download it again ({error})") from error
    except UnicodeDecodeError as error:
        raise BrokenDump(
            f"{where} is broken or not in UTF-8: download it again ({error.reason})"
        ) from error
    except (NotImplementedError, RuntimeError) as error:  # packed or locked in another way
        raise BrokenDump(f"{where} cannot be unpacked: {error}") from error
    except OSError as error:
        raise SetupError(f"cannot read {where}: {error.strerror or error}") from error


def _line(text: str, where: str) -> Line:
    cells = text.split("\t")
    if len(cells) != COLUMNS:
        raise BrokenDump(f"{where} has {len(cells)} columns, not {COLUMNS}: no dump of GeoNames")
    try:
        return Line(
            geonames=int(cells[0]),
            name=cells[1],
            plain=cells[2],
            others=tuple(filter(None, cells[3].split(","))),
            latitude=float(cells[4]),
            longitude=float(cells[5]),
            kind=cells[6],
            feature=cells[7],
            alpha2=cells[8],
            province=cells[10],
            population=int(cells[14] or 0),
        )
    except ValueError as error:
        raise BrokenDump(f"{where} is no dump of GeoNames: {error}") from error
