"""Files of a lake written anew without some of their rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dragoman.store.lakes.journal import Change
from dragoman.store.lakes.layout import COLUMNS, DAILY, files_of, folder_of, read_mark, write_rows


@dataclass(frozen=True)
class Where:
    """Which rows of a table: a flag for each, told by these columns."""

    columns: tuple[str, ...]
    flags: Callable[[pa.Table], Iterable[bool]]


ALL = Where((), lambda rows: [True] * rows.num_rows)


def among(column: str, values: Collection[str]) -> Where:
    """Rows whose column holds one of the values."""
    wanted = pa.array(sorted(values), pa.string())

    def flags(rows: pa.Table) -> Iterable[bool]:
        found: list[bool] = pc.is_in(rows[column], value_set=wanted).to_pylist()
        return found

    return Where((column,), flags)


def those(column: str, test: Callable[[str], bool]) -> Where:
    """Rows whose column holds words that pass a test."""
    return Where((column,), lambda rows: [test(words) for words in rows[column].to_pylist()])


def either(one: Where, other: Where) -> Where:
    """Rows of which one or the other holds."""

    def flags(rows: pa.Table) -> Iterable[bool]:
        return [a or b for a, b in zip(one.flags(rows), other.flags(rows), strict=True)]

    return Where(tuple(dict.fromkeys((*one.columns, *other.columns))), flags)


def set_aside_among(triples: Collection[tuple[str, str, str]], *columns: str) -> Where:
    """Rows of stories that were set aside, by id, address and message, as these columns tell."""
    wanted = {*triples}
    return Where(columns, lambda rows: [_triple(row) in wanted for row in rows.to_pylist()])


def _triple(row: dict[str, str]) -> tuple[str, str, str] | None:
    if "line" not in row:
        return row["story"], row["url"], row["message"]
    if not row["kind"]:
        return None
    told = json.loads(row["line"])
    return row["story"], told["story"]["url"], told["error"]["message"]


class Rewriting:
    """A change of many files, made in a folder of its own until it is committed."""

    def __init__(self, lake: Path, work: Path) -> None:
        self._lake, self._work = lake, work
        self._generation = read_mark(lake).generation + 1
        self._put: list[tuple[str, str]] = []
        self._drop: list[str] = []

    def without(self, table: str, where: Where) -> None:
        """Write each file of the table that holds such rows without them; an empty one goes."""
        for file in files_of(self._lake, table):
            told = pq.read_table(file, columns=list(where.columns), partitioning=None)
            gone = pa.array(where.flags(told), pa.bool_())
            if not pc.any(gone).as_py():
                continue
            left = pq.read_table(file, partitioning=None).filter(pc.invert(gone))
            place = str(file.relative_to(self._lake))
            if left.num_rows:
                self._write(left, place)
            else:
                self._drop.append(place)

    def add(self, table: str, rows: pa.Table) -> None:
        """Rows in a file of their own; events by the day that they are filed under."""
        if not rows.num_rows:
            return
        if table in DAILY:
            for day in pc.unique(rows["day"]).to_pylist():
                same = pc.is_null(rows["day"]) if day is None else pc.equal(rows["day"], day)
                self._add(f"{folder_of(table, day)}", table, rows.filter(same))
        else:
            self._add(table, table, rows)

    def change(self) -> Change:
        """What is to be committed."""
        return Change(self._put, self._drop)

    def _add(self, folder: str, table: str, rows: pa.Table) -> None:
        place = f"{folder}/part-{self._generation:06d}-anew.parquet"
        self._write(rows.select(COLUMNS[table].names), place)

    def _write(self, rows: pa.Table, place: str) -> None:
        made = self._work / place
        write_rows(made, rows)
        self._put.append((str(made.relative_to(self._lake)), place))
