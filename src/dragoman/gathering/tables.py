"""The rows of Parquet files: through DuckDB, or from a stream through pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.errors import StoryError
from dragoman.gathering.rows import FIELDS, text_or_fault
from dragoman.types import GivenText, SetAside

_ROWS_AT_ONCE = 256


def read_parquet(path: Path) -> Iterator[GivenText | SetAside]:
    """One text or one fault for each row, in the order of the file."""
    with duckdb.connect() as connection:
        columns = _columns(connection, path)
        if columns.get("text") != "VARCHAR":
            raise StoryError("row", f'{path}: no column of strings is named "text"')
        known = [field for field in FIELDS if field in columns]
        # Dates and numbers are written out; the text itself is a string already.
        cast = ", ".join(f"cast({field} as varchar) as {field}" for field in known)
        connection.execute(f"select {cast} from read_parquet(?)", [str(path)])
        number = 0
        while rows := _batch(connection, path):
            for row in rows:
                number += 1
                cells = dict(zip(known, row, strict=True))
                yield text_or_fault(cells, f"{path} row {number}")


def read_parquet_stream(stream: BinaryIO, name: str) -> Iterator[GivenText | SetAside]:
    """The same for a file that lies elsewhere; the stream can be sought in."""
    try:
        file = pq.ParquetFile(stream)
        columns = {one.name: one.type for one in file.schema_arrow}
        if columns.get("text") not in (pa.string(), pa.large_string()):
            raise StoryError("row", f'{name}: no column of strings is named "text"')
        known = [field for field in FIELDS if field in columns]
        texts = pa.schema([(field, pa.large_string()) for field in known])
        number = 0
        for batch in file.iter_batches(_ROWS_AT_ONCE, columns=known):
            for row in pa.Table.from_batches([batch]).select(known).cast(texts).to_pylist():
                number += 1
                yield text_or_fault(row, f"{name} row {number}")
    except (pa.ArrowException, OSError) as error:
        raise StoryError("broken", f"{name}: no Parquet file ({_first_line(error)})") from error


def _columns(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, str]:
    try:
        described = connection.execute(
            "select column_name, column_type from (describe from read_parquet(?))", [str(path)]
        )
    except duckdb.Error as error:
        raise StoryError("broken", f"{path}: no Parquet file ({_first_line(error)})") from error
    return {str(name): str(kind) for name, kind in described.fetchall()}


def _batch(connection: duckdb.DuckDBPyConnection, path: Path) -> list[tuple[str | None, ...]]:
    try:
        return connection.fetchmany(_ROWS_AT_ONCE)
    except duckdb.Error as error:
        raise StoryError("broken", f"{path}: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
