"""Reading the tables in `resources`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from dragoman.errors import SetupError

RESOURCES = "dragoman.resources"


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The lines of a readable table by column name; lines that open with "#" are remarks."""
    return table_rows(_bytes_of(name).decode(), name)


def table_rows(text: str, name: str) -> Iterator[dict[str, str]]:
    """The lines of a table that is given as text; `name` is told in faults."""
    kept = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
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
