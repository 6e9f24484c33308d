"""The file of places: populated places, divisions and named regions, found by name.

A read-only SQLite file, `places.db`; docs/design/008-gazetteer.md says why.  It is written by
`dragoman gazetteer build` (dragoman/tables).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.errors import SetupError
from dragoman.resolving.names import name_key

#: The form of the file; a file of another form is refused.
FORM = "1"
#: Coordinates are kept as whole numbers of this many to a degree (about 100 m).
SCALE = 1000
#: Names looked up that are kept in memory.
KEPT = 50_000
LONGEST_NAME = 200

_FIND = """
select p.id, p.name, p.latitude, p.longitude, p.country, p.province, p.feature, p.population
from place_name n join place p on p.id = n.place
where n.key = ? order by p.population desc, p.id
"""


@dataclass(frozen=True, slots=True)
class GeoPlace:
    """A row of the file.  `province` is the name of its first-order division.

    `geonames` is None where the place has no number there.  `feature` is a feature code of
    GeoNames: PPL and its kin, ADM1 to ADM3, SEA, STRT, ISL, MTS, RGN ...
    """

    name: str
    latitude: float
    longitude: float
    country: str | None
    province: str | None
    feature: str
    population: int
    geonames: int | None


@dataclass(frozen=True)
class PlaceIndex:
    """An open file of places.  `provinces` are names by country and GeoNames code."""

    db: sqlite3.Connection
    provinces: Mapping[tuple[str, str], str]
    version: str
    found: dict[str, tuple[GeoPlace, ...]] = field(default_factory=dict)

    def named(self, name: str) -> tuple[GeoPlace, ...]:
        """The places of this name, the most populous first."""
        if len(name) > LONGEST_NAME:
            return ()
        key = name_key(name)
        if key not in self.found:
            if len(self.found) >= KEPT:
                self.found.clear()
            rows = self.db.execute(_FIND, (key,)).fetchall()
            self.found[key] = tuple(self._place(row) for row in rows)
        return self.found[key]

    def holds(self, geonames: int) -> bool:
        """Whether the file has the place of this GeoNames number."""
        row = self.db.execute("select 1 from place where id = ?", (geonames,)).fetchone()
        return row is not None

    def _place(self, row: tuple[int, str, int, int, str, str, str, int]) -> GeoPlace:
        number, name, latitude, longitude, country, province, feature, population = row
        return GeoPlace(
            name,
            latitude / SCALE,
            longitude / SCALE,
            country or None,
            self.provinces.get((country, province)),
            feature,
            population,
            number if number > 0 else None,
        )


def open_places(path: Path) -> PlaceIndex:
    """The file at `path`; SetupError where there is none, or one of another form."""
    try:
        db = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        told = dict(db.execute("select key, value from meta").fetchall())
        provinces = {
            (country, code): name
            for country, code, name in db.execute(
                "select country, province, name from place where feature = 'ADM1'"
            )
        }
    except sqlite3.Error as error:
        raise SetupError(f"{path} is not a file of places: {error}") from error
    if told.get("form") != FORM:
        raise SetupError(f"{path} has form {told.get('form')}, not {FORM}: build it again")
    return PlaceIndex(db, provinces, told.get("version", ""))
