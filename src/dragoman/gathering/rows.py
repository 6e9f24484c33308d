"""The rows of JSONL and CSV files, each a text handed in by its owner."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from dragoman.errors import StoryError
from dragoman.gathering.bounded import MAX_PAGE_BYTES, lines_of, megabytes
from dragoman.types import GivenText, SetAside

FIELDS = ("id", "url", "publisher", "title", "published", "text")

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BLANK = b" \t\r\n"
_DELIMITERS = (",", "\t", ";", "|")


def read_jsonl(
    stream: BinaryIO, name: str, *, max_bytes: int = MAX_PAGE_BYTES
) -> Iterator[GivenText | SetAside]:
    """One text or one fault for each line that is not blank."""
    for number, line in enumerate(lines_of(stream, name, max_bytes=max_bytes), start=1):
        where = f"{name} line {number}"
        if line is None:
            message = f"{where}: more than the {megabytes(max_bytes)} allowed for one line"
            yield SetAside(where, "too-large", message)
        elif line.removeprefix(_BYTE_ORDER_MARK).strip(_BLANK):
            yield _json_row(line.removeprefix(_BYTE_ORDER_MARK), where)


def read_csv(
    stream: BinaryIO, name: str, *, max_bytes: int = MAX_PAGE_BYTES
) -> Iterator[GivenText | SetAside]:
    """One text or one fault for each row below the header."""
    # A cell may hold 128 kB by default, too little for a long story; the limit is the module's.
    csv.field_size_limit(max(csv.field_size_limit(), max_bytes))
    lines = _text_lines(stream, name, max_bytes)
    header = next(lines, "")
    delimiter = max(_DELIMITERS, key=header.count)
    columns = [cell.strip().lower() for cell in _header(header, delimiter, name)]
    if "text" not in columns:
        raise StoryError("row", f'{name}: no column is named "text"')
    for number, row in _numbered(lines, name, delimiter):
        if isinstance(row, SetAside):
            yield row
        else:
            yield _csv_row(columns, row, f"{name} line {number}")


def _header(line: str, delimiter: str, name: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error as error:  # lines that end in a carriage return alone
        raise StoryError("row", f"{name}: no header can be read ({error})") from error


def text_or_fault(row: Mapping[str, object], where: str) -> GivenText | SetAside:
    """The row as a text, or what is wrong with it under the id that it has."""
    try:
        return _given_text(row, where)
    except StoryError as error:
        given = row.get("id")
        return SetAside(given if isinstance(given, str) else where, error.kind, error.message)


def _given_text(row: Mapping[str, object], where: str) -> GivenText:
    given = {field: _string(row.get(field), field, where) for field in FIELDS}
    if row.get("text") is None:
        raise StoryError("row", f'{where}: no "text"')
    if not given["text"].strip():
        raise StoryError("empty", f'{where}: "text" is empty')
    return GivenText(**given, origin=where)


def _string(value: object, field: str, where: str) -> str:
    if value is None:
        return ""
    # Ids are often numbers; true is one too in Python, but in nobody's mind.
    if field == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise StoryError("row", f'{where}: "{field}" is not a string')
    return value


def _json_row(line: bytes, where: str) -> GivenText | SetAside:
    try:
        row = _json_object(line, where)
    except StoryError as error:
        return SetAside(where, error.kind, error.message)
    return text_or_fault(row, where)


def _json_object(line: bytes, where: str) -> Mapping[str, object]:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise StoryError("encoding", f"{where}: not UTF-8 at byte {error.start}") from error
    except RecursionError as error:
        raise StoryError("json", f"{where}: nested too deeply") from error
    except ValueError as error:
        raise StoryError("json", f"{where}: no JSON ({error})") from error
    if not isinstance(value, dict):
        raise StoryError("json", f"{where}: not a JSON object")
    return value


def _text_lines(stream: BinaryIO, name: str, max_bytes: int) -> Iterator[str]:
    """The lines decoded; bytes that are not UTF-8 stay as surrogates, which reading refuses."""
    for number, line in enumerate(lines_of(stream, name, max_bytes=max_bytes)):
        if line is None:
            raise StoryError("too-large", f"{name}: a line of more than {megabytes(max_bytes)}")
        clean = line if number else line.removeprefix(_BYTE_ORDER_MARK)
        yield clean.decode("utf-8", "surrogateescape")


def _numbered(
    lines: Iterable[str], name: str, delimiter: str
) -> Iterator[tuple[int, list[str] | SetAside]]:
    """The rows with the number of the line at which each begins."""
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        number = rows.line_num + 2
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            where = f"{name} line {number}"
            yield number, SetAside(where, "row", f"{where}: {error}")
        else:
            if row:
                yield number, row


def _csv_row(columns: Sequence[str], row: Sequence[str], where: str) -> GivenText | SetAside:
    if len(row) != len(columns):
        message = f"{where}: {len(row)} cells under {len(columns)} columns"
        return SetAside(where, "row", message)
    return text_or_fault(dict(zip(columns, row, strict=True)), where)
