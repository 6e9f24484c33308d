"""Rows in the form that is asked for: a table to read, or jsonl, csv and parquet for programs."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BufferedWriter
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console

from dragoman.cli.output import open_output
from dragoman.cli.table import table_console
from dragoman.cli.wanted import FORMS
from dragoman.errors import UsageError
from dragoman.store.whole_rows import plain, whole_row

Row = Mapping[str, Any]
Print = Callable[[Console, Iterable[Row]], None]

#: Between the values of a list in one cell, as in the csv of `dragoman code`.
JOINT = "; "


@dataclass(frozen=True)
class Form:
    """How rows are written, and where: a file, or the screen."""

    name: str
    out: Path | None


def form_of(name: str | None, out: Path | None) -> Form:
    """The form asked for, or the one that the output suggests."""
    if name is None:
        ending = "" if out is None else out.suffix[1:]
        screen = "table" if out is None and sys.stdout.isatty() else "jsonl"
        name = ending if ending in FORMS[1:] else screen
    if name == "parquet" and out is None and sys.stdout.isatty():
        raise UsageError("parquet is no text: name a file with --out")
    return Form(name, out)


def write(form: Form, tables: Iterable[pa.Table], show: Print) -> int:
    """Write all rows of these tables; how many there were.  A file appears whole or not at all."""
    counted = _Counted(tables)
    if form.name == "parquet":
        with _binary(form.out) as file:
            _write_parquet(file, counted)
        return counted.rows
    with open_output(form.out) as stream:
        if form.name == "table":
            show(table_console(stream), (row for table in counted for row in table.to_pylist()))
        elif form.name == "csv":
            _write_csv(stream, counted)
        else:
            _write_jsonl(stream, counted)
    return counted.rows


class _Counted:
    """Tables that are counted while they are read."""

    def __init__(self, tables: Iterable[pa.Table]) -> None:
        self._tables, self.rows = tables, 0

    def __iter__(self) -> Iterator[pa.Table]:
        for table in self._tables:
            self.rows += table.num_rows
            yield table


def _write_jsonl(stream: IO[str], tables: Iterable[pa.Table]) -> None:
    for table in tables:
        for row in table.to_pylist():
            stream.write(f"{json.dumps(whole_row(row), ensure_ascii=False, default=plain)}\n")


def _write_csv(stream: IO[str], tables: Iterable[pa.Table]) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    for number, table in enumerate(tables):
        if number == 0:
            writer.writerow(table.column_names)
        for row in table.to_pylist():
            writer.writerow([_cell(value) for value in row.values()])


def _write_parquet(file: IO[bytes], tables: Iterable[pa.Table]) -> None:
    writer: pq.ParquetWriter | None = None
    for table in tables:
        writer = pq.ParquetWriter(file, table.schema) if writer is None else writer
        writer.write_table(table)
    if writer is not None:
        writer.close()


@contextmanager
def _binary(path: Path | None) -> Iterator[IO[bytes]]:
    """A file of bytes that takes its name only when all is written; None: standard output."""
    if path is None:
        yield sys.stdout.buffer
        return
    folder = _folder_beside(path)
    try:
        with BufferedWriter((folder / path.name).open("wb", buffering=0)) as file:
            yield file
        os.replace(folder / path.name, path)
    finally:
        (folder / path.name).unlink(missing_ok=True)
        folder.rmdir()


def _folder_beside(path: Path) -> Path:
    try:
        return Path(mkdtemp(prefix=f".{path.name}.", dir=path.resolve().parent))
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error


def _cell(value: object) -> object:
    if isinstance(value, list):
        return JOINT.join(str(one) for one in value)
    if isinstance(value, str):
        return " ".join(value.split()) if "\n" in value else value
    return value.isoformat() if isinstance(value, date) else value
