"""Our own plain tables of many events as CSV or Parquet, a batch of rows at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.exporting.choosing import Wanted
from dragoman.exporting.columns import (
    EVENTS,
    RECORDS,
    TEXT,
    VOICES,
    Row,
    Rows,
    event_rows,
    record_rows,
    voice_rows,
)
from dragoman.exporting.rows import check_cells
from dragoman.types import Event

ROWS_A_GROUP = 20_000  # of a Parquet file: a few megabytes in memory
LIST_SEPARATOR = "; "
ANY_BREAK = "\r\n"  # as a line's end it makes the writer quote a cell that holds either


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of table: its columns with their types, and an event's rows."""

    schema: pa.Schema
    rows: Rows


KINDS: Mapping[str, Kind] = {
    "events": Kind(EVENTS, event_rows),
    "records": Kind(RECORDS, record_rows),
    "voices": Kind(VOICES, voice_rows),
}


def schema_of(kind: str, wanted: Wanted) -> pa.Schema:
    """The columns of a table; those of records end with the text where texts are wanted."""
    schema = KINDS[kind].schema
    return schema.append(TEXT) if kind == "records" and wanted.with_text else schema


def table_rows(events: Iterable[Event], kind: str, wanted: Wanted) -> Iterator[Row]:
    """The rows of one table, checked against its columns."""
    names = schema_of(kind, wanted).names
    for event in events:
        for row in KINDS[kind].rows(event, wanted):
            check_cells(names, row)
            yield row


def csv_lines(events: Iterable[Event], kind: str, wanted: Wanted) -> Iterator[str]:
    """A table as CSV: the header, then a line a row; lists are joined by "; "."""
    names = schema_of(kind, wanted).names
    yield _csv_line(names)
    for row in table_rows(events, kind, wanted):
        yield _csv_line([_cell(row[name]) for name in names])


def write_parquet(events: Iterable[Event], stream: IO[bytes], kind: str, *, wanted: Wanted) -> None:
    """A table as Parquet, a row group every 20,000 rows."""
    schema = schema_of(kind, wanted)
    rows = table_rows(events, kind, wanted)
    with pq.ParquetWriter(stream, schema) as writer:
        while batch := list(islice(rows, ROWS_A_GROUP)):
            sound = [{name: _sound(value) for name, value in row.items()} for row in batch]
            writer.write_table(pa.Table.from_pylist(sound, schema=schema))


def _csv_line(cells: Iterable[object]) -> str:
    """A line that ends in \\n, with quotation marks around cells that hold any kind of break."""
    out = StringIO()
    csv.writer(out, lineterminator=ANY_BREAK).writerow(cells)
    return out.getvalue().removesuffix(ANY_BREAK) + "\n"


def _cell(value: object) -> object:
    """A cell as CSV writes it: yes and no in small letters, as readers of types expect."""
    if isinstance(value, list):
        return _cell(LIST_SEPARATOR.join(value))
    if isinstance(value, str):
        return value.replace("\0", " ")  # readers end the file there
    return str(value).lower() if isinstance(value, bool) else value


def _sound(value: object) -> object:
    """Text without halves of surrogate pairs, which no Arrow table can hold."""
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if isinstance(value, list):
        return [_sound(part) for part in value]
    return value
