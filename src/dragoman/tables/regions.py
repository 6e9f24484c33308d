"""Which places of GeoNames are regions of resources/regions.tsv, so that none comes twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.resolving.names import name_key
from dragoman.tables.places import PlaceRow

#: How far apart, in degrees, two middles of one thing lie: a region's, and a town's or a base's.
REGION_DEGREES, PLACE_DEGREES = 4.0, 0.5
#: There is one of each name, wherever its middle is put.
UNIQUE = frozenset({"OCN", "SEA", "CONT"})


class Regions:
    """The regions of our table while the places of a dump go by."""

    def __init__(self, rows: Iterable[PlaceRow]) -> None:
        self._rows = list(rows)
        self._named: dict[str, list[int]] = defaultdict(list)
        self._gone: set[int] = set()
        for number, row in enumerate(self._rows):
            for key in row.keys:
                self._named[key].append(number)

    def matched(self, row: PlaceRow) -> Iterator[PlaceRow]:
        """The place as it is to be written: nothing, where a region of ours stands for it.

        A town or division of GeoNames knows its province and people, so it replaces ours and
        takes its names; of all else ours knows better whose it is, and takes the number.
        """
        number = self._same(row)
        if number is None:
            yield row
        elif _is_owned(row):
            self._gone.add(number)
            yield replace(row, keys=row.keys | self._rows[number].keys)
        elif self._rows[number].geonames < 0:
            self._rows[number] = replace(self._rows[number], geonames=row.geonames)

    def rows(self) -> Iterator[PlaceRow]:
        """The regions that no place of the dump replaces."""
        return (row for number, row in enumerate(self._rows) if number not in self._gone)

    def _same(self, row: PlaceRow) -> int | None:
        for number in self._named.get(name_key(row.name), ()):
            if _are_one(self._rows[number], row):
                return number
        return None


def _is_owned(row: PlaceRow) -> bool:
    return row.feature.startswith(("PPL", "ADM"))


def _are_one(region: PlaceRow, row: PlaceRow) -> bool:
    """Whether a region and a place of the same name are one thing."""
    if region.feature[:3] != row.feature[:3] and (_is_owned(region) or _is_owned(row)):
        return False
    if region.feature == row.feature and row.feature in UNIQUE:
        return True
    across = abs(region.longitude - row.longitude) % 360
    far = max(abs(region.latitude - row.latitude), min(across, 360 - across))
    wide = region.feature == row.feature and not row.feature.startswith("PPL")
    return far <= (REGION_DEGREES if wide else PLACE_DEGREES)
