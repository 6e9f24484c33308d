"""The list of measured speeds and sizes: one row a name, written by every benchmark."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dragoman.errors import SetupError


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure under a name that no other has; `ratio` is its value over that of `ratio_to`."""

    name: str
    value: float
    unit: str
    cores: int
    ratio: float | None
    ratio_to: str | None
    command: str
    date: str


def read_bench(path: Path) -> tuple[Measurement, ...]:
    """The rows of a file; none where there is no file yet."""
    if not path.exists():
        return ()
    try:
        return tuple(Measurement(**row) for row in json.loads(path.read_bytes()))
    except (ValueError, TypeError) as error:
        raise SetupError(f"{path} is no list of measurements: {error}") from error


def merged(old: Iterable[Measurement], new: Sequence[Measurement]) -> tuple[Measurement, ...]:
    """Old and new rows, a new one in the place of the old one of its name."""
    by_name = {row.name: row for row in old} | {row.name: row for row in new}
    return tuple(by_name.values())


def write_bench(rows: Iterable[Measurement], path: Path) -> None:
    """Write the rows, one a line."""
    lines = ",\n ".join(json.dumps(asdict(row), ensure_ascii=False) for row in rows)
    path.write_text(f"[\n {lines}\n]\n", encoding="utf-8")
