"""Reading the tables in `resources`: readable ones line by line, packed ones by binary search."""

from __future__ import annotations

import tomllib
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from dragoman.errors import SetupError
from dragoman.resolving.names import name_key

RESOURCES = "dragoman.resources"


@dataclass(frozen=True, slots=True)
class PackedTable:
    """Rows and, for each key in order, the numbers of its rows, best first."""

    rows: list[str]
    keys: list[str]
    numbers: list[str]

    def find(self, name: str) -> list[str]:
        """The rows kept under this name, best first."""
        key = name_key(name)
        at = bisect_left(self.keys, key)
        if at == len(self.keys) or self.keys[at] != key:
            return []
        return [self.rows[int(number)] for number in self.numbers[at].split(",")]


def load_packed(name: str) -> PackedTable:
    """A table that scripts/build_tables.py wrote."""
    body = _bytes_of(name)
    rows, keys, numbers = zlib.decompress(body).decode().split("\0")
    return PackedTable(rows.split("\n"), keys.split("\n"), numbers.split("\n"))


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The lines of a readable table by column name; lines that open with "#" are remarks."""
    lines = _bytes_of(name).decode().splitlines()
    kept = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for number, row in enumerate(kept[1:], start=1):
        if len(row) > len(kept[0]):
            raise SetupError(f"{name}: row {number} ({row[0]}) has {len(row)} columns")
        yield dict(zip(kept[0], [*row, *[""] * len(kept[0])], strict=False))


def read_toml(name: str) -> dict[str, dict[str, list[str]]]:
    """A table of word lists under headings."""
    return tomllib.loads(_bytes_of(name).decode())


def listed(cell: str) -> tuple[str, ...]:
    """The members of a cell that holds a list."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _bytes_of(name: str) -> bytes:
    """The resource's bytes."""
    try:
        return (files(RESOURCES) / name).read_bytes()
    except FileNotFoundError as missing:
        message = f"no table {name} in the package: install dragoman again"
        raise SetupError(message) from missing
