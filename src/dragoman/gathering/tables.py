"""The rows of Parquet files, a few at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.errors import StoryError
from dragoman.gathering.bounded import faults_named
from dragoman.gathering.rows import FIELDS, text_or_fault
from dragoman.types import GivenText, SetAside

#: Rows in memory, and bytes that are read at once: a column of a large file is never whole in
#: memory, as it would be with the reader's own buffering.
_ROWS_AT_ONCE, _BUFFER_BYTES = 64, 1_000_000


def read_parquet(path: Path) -> Iterator[GivenText | SetAside]:
    """One text or one fault for each row, in the order of the file."""
    try:
        with faults_named(str(path)), pa.OSFile(str(path)) as file:
            table = pq.ParquetFile(file, buffer_size=_BUFFER_BYTES, pre_buffer=False)
            yield from _rows(table, str(path))
    except pa.ArrowException as error:
        raise StoryError(
            "broken", f"{path}: no sound Parquet file ({_first_line(error)})"
        ) from error


def read_parquet_stream(stream: BinaryIO, name: str) -> Iterator[GivenText | SetAside]:
    """The same for a file that lies elsewhere; the stream can be sought in."""
    try:
        with faults_named(name):
            table = pq.ParquetFile(stream, buffer_size=_BUFFER_BYTES, pre_buffer=False)
            yield from _rows(table, name)
    except pa.ArrowException as error:
        raise StoryError(
            "broken", f"{name}: no sound Parquet file ({_first_line(error)})"
        ) from error


def _rows(table: pq.ParquetFile, name: str) -> Iterator[GivenText | SetAside]:
    kinds = {field.name: field.type for field in table.schema_arrow}
    if not _is_text(kinds.get("text")):
        raise StoryError("row", f'{name}: no column of strings is named "text"')
    known = [field for field in FIELDS if field in kinds]
    number = 0
    for batch in table.iter_batches(_ROWS_AT_ONCE, columns=known, use_threads=False):
        columns = [_cells(batch.column(field)) for field in known]
        for row in zip(*columns, strict=True):
            number += 1
            yield text_or_fault(dict(zip(known, row, strict=True)), f"{name} row {number}")


def _is_text(kind: pa.DataType | None) -> bool:
    if kind is not None and pa.types.is_dictionary(kind):
        kind = kind.value_type
    return kind in (pa.string(), pa.large_string(), pa.string_view())


def _cells(column: pa.Array) -> list[str | None]:
    """The cells as strings: days and numbers are written out, strings are as they are.

    Bytes that are not UTF-8 stay as surrogates, which reading refuses.
    """
    plain = column if _is_text(column.type) else column.cast(pa.string())
    try:
        cells: list[str | None] = plain.to_pylist()
    except UnicodeDecodeError:
        cells = [_cell(cell) for cell in plain.cast(pa.binary()).to_pylist()]
    return cells


def _cell(cell: bytes | None) -> str | None:
    return None if cell is None else cell.decode("utf-8", "surrogateescape")


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
