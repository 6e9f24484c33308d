"""All that a run made, made part of the lake at one moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from dragoman.store.lakes.asked import read_table
from dragoman.store.lakes.journal import Change, commit
from dragoman.store.lakes.layout import COLUMNS, DERIVED, files_of, write_rows


@dataclass
class Edition:
    """The files of a change while they are made, in a folder below the lake."""

    lake: Path
    folder: Path
    generation: int
    put: list[tuple[str, str]] = field(default_factory=list)
    drop: list[str] = field(default_factory=list)

    def take(self, files: pa.Table) -> None:
        """Files that tasks made."""
        columns = (files[name].to_pylist() for name in ("made", "place"))
        self.put += list(zip(*columns, strict=True))

    def write(self, table: str, rows: pa.Table) -> None:
        """A file of our own."""
        if rows.num_rows:
            place = f"{table}/part-{self.generation:06d}.parquet"
            write_rows(self.folder / place, rows.cast(COLUMNS[table]))
            self.put.append((self._made(place), place))

    def replace(self, table: str, rows: pa.Table) -> None:
        """A small table, whole."""
        self._let_go(table)
        self.write(table, rows)

    def extend(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """More rows for a small table, which is written whole."""
        more = pa.Table.from_pylist(list(rows), schema=COLUMNS[table])
        self.replace(table, pa.concat_tables([read_table(self.lake, table), more]))

    def renew(self) -> None:
        """Let what linking makes anew go."""
        for table in DERIVED:
            self._let_go(table)

    def files(self, table: str) -> list[Path]:
        """The table's files as they will be."""
        gone = {self.lake / place for place in self.drop}
        new = [self.lake / made for made, place in self.put if place.startswith(f"{table}/")]
        return [file for file in files_of(self.lake, table) if file not in gone] + sorted(new)

    def publish(self) -> None:
        """Make it part of the lake."""
        commit(self.lake, Change(self.put, self.drop))

    def _let_go(self, table: str) -> None:
        self.drop += [str(file.relative_to(self.lake)) for file in files_of(self.lake, table)]

    def _made(self, place: str) -> str:
        return str((self.folder / place).relative_to(self.lake))
