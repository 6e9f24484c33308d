"""Lines of tab-separated formats: cells that break no reader, checked against the columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dragoman.errors import SetupError

Cell = str | int | float | date | None
#: Columns that a format has and we never fill, by the reason for it.
Empty = Mapping[str, tuple[str, ...]]

#: Control characters, line breaks of every kind, and halves of surrogate pairs.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
COORDINATE_DIGITS = 5  # about a metre


def clean(words: str) -> str:
    """Words without tabs, line breaks and control characters, each run of spaces one.

    Double quotation marks become single ones: most readers take one at the start of a cell
    for the start of a quoted cell, and none of the formats has a way to escape it.
    """
    if words.isprintable() and '"' not in words and "  " not in words:
        return words.strip()  # nearly all: no need to look for what is not there
    return " ".join(UNSAFE.sub(" ", words).split()).replace('"', "'")


def tab_line(columns: Sequence[str], cells: Mapping[str, Cell], *, missing: str = "") -> str:
    """One line with its end, the cells in the order of `columns`; None is written as `missing`."""
    check_cells(columns, cells)
    return "\t".join(_written(cells[column], missing) for column in columns) + "\n"


def header_line(columns: Sequence[str]) -> str:
    """The line of names."""
    return "\t".join(columns) + "\n"


def check_cells(columns: Sequence[str], cells: Mapping[str, object]) -> None:
    """A SetupError where a row has not exactly these columns."""
    if cells.keys() == set(columns):
        return
    lacking = ", ".join(sorted(set(columns) - set(cells))) or "nothing"
    beside = ", ".join(sorted(set(cells) - set(columns))) or "nothing"
    message = f"a fault of dragoman: an exported row lacks {lacking} and has {beside} beside"
    raise SetupError(message)


def joined(parts: Iterable[str | None], separator: str) -> str | None:
    """The parts that there are, each once and in order; a separator inside a part is a comma."""
    mark = separator.strip() or separator
    kept = [clean(part).replace(mark, ",") for part in parts if part]
    return separator.join(dict.fromkeys(part for part in kept if part)) or None


def day(value: date | None) -> str | None:
    """YYYY-MM-DD, also for years before 1000."""
    return None if value is None else value.isoformat()


def coordinate(value: float | None) -> float | None:
    """Degrees to about a metre."""
    return None if value is None else round(value, COORDINATE_DIGITS)


def _written(cell: Cell, missing: str) -> str:
    if cell is None:
        return missing
    return clean(cell) or missing if isinstance(cell, str) else str(cell)
