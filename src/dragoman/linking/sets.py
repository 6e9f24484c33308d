"""Sets, vectors and points of many pairs compared at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from dragoman.linking.faces import Bits, Faces, Ids, Points, Reals, Rows, Side

EARTH_KM = 6371.0

Kind = TypeVar("Kind", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Both:
    """Pairs of rows: what `left` and `right` number in the same place is compared."""

    rows: Faces
    left: Rows
    right: Rows

    def of(self, column: NDArray[Kind]) -> tuple[NDArray[Kind], NDArray[Kind]]:
        """A column's values at the left and at the right."""
        return column[self.left], column[self.right]

    def sides(self, side: Side) -> tuple[Side, Side]:
        """The actors or the recipients at the left and at the right."""
        return _taken(side, self.left), _taken(side, self.right)


def _taken(side: Side, at: Rows) -> Side:
    return Side(side.names[at], side.words[at], side.countries[at], side.close[at])


def meet(one: Ids, other: Ids) -> NDArray[np.bool_]:
    """Whether two rows of numbers share one; 0 is none."""
    return shared(one, other) > 0


def shared(one: Ids, other: Ids) -> Rows:
    """How many of the left row's numbers the right row has; 0 is none.

    Column by column: numpy is slow along rows as short as these.
    """
    found = np.zeros(len(one), np.int64)
    columns = _filled(other)
    for value in _filled(one):
        met = np.logical_or.reduce([value == column for column in columns])
        found += met & (value != 0)
    return found


def _filled(rows: Ids) -> list[Ids]:
    """The columns in which a row has a number."""
    return [column for column in np.ascontiguousarray(rows.T) if column.any()]


def overlap(one: Ids, other: Ids) -> Reals:
    """The share of the shorter row that the other has; nan where a row is empty."""
    least = np.minimum(_distinct(one), _distinct(other)).astype(np.float64)
    both = _least_shared(one, other)
    return _ratio(both, least, least > 0)


def _least_shared(one: Ids, other: Ids) -> Rows:
    """How many numbers two rows share, a number twice in a row counted as often as in the other."""
    return np.minimum(shared(one, other), shared(other, one))


def _distinct(row: Ids) -> Rows:
    found: Rows = (row != 0).sum(axis=1, dtype=np.int64)
    return found


def dice(one: Bits, other: Bits) -> Reals:
    """Twice the shared bits over all bits of both; nan where a row has none."""
    size_1, size_2 = _size(one), _size(other)
    both = _size(one & other)
    known = (size_1 > 0) & (size_2 > 0)
    return _ratio(2 * both, size_1 + size_2, known)


def _ratio(part: Reals | Rows, whole: Reals, known: NDArray[np.bool_]) -> Reals:
    """Part over whole where it is known, else nan."""
    found = np.full(len(whole), np.nan)
    np.divide(part, whole, out=found, where=known)
    return found


def _size(bits: Bits) -> Reals:
    size: Reals = np.bitwise_count(bits).sum(axis=1).astype(np.float64)
    return size


def cosines(one: NDArray[np.float32], other: NDArray[np.float32]) -> Reals:
    """Cosines of vectors of length 1; nan where one is missing."""
    known = one.any(axis=1) & other.any(axis=1)
    found = np.einsum("ij,ij->i", one, other).astype(np.float64)
    return np.where(known, found, np.nan)


def kilometres(one: Points, other: Points) -> Reals:
    """Distances over the globe between points (latitude, longitude); nan where one is missing."""
    (lat_1, lon_1), (lat_2, lon_2) = np.radians(one).T, np.radians(other).T
    height = np.sin((lat_2 - lat_1) / 2) ** 2
    width = np.cos(lat_1) * np.cos(lat_2) * np.sin((lon_2 - lon_1) / 2) ** 2
    arc: Reals = np.arcsin(np.sqrt(np.clip(height + width, 0, 1)))
    return 2 * EARTH_KM * arc
