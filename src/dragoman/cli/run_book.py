"""The book of a run: a line for each story whose outcome is written, in the order of stories.

A line holds where the outcome ends in the result, a digest of the source, the number of records,
the kind of the fault if the story was set aside, and a digest of the outcome and of the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from hashlib import blake2b
from typing import BinaryIO

from dragoman.coding.source import Source
from dragoman.types import Outcome, SetAside

_DIGEST_BYTES = 8
_CELLS = 5
_LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the book; `check` is a digest of the outcome's bytes and of the other cells."""

    end: int
    source: str
    records: int
    fault: str
    check: str

    def line(self) -> bytes:
        """The line with its end."""
        cells = (self.end, self.source, self.records, self.fault, self.check)
        return ("\t".join(str(cell) for cell in cells) + "\n").encode()

    def fits(self, words: bytes) -> bool:
        """Whether these are the bytes of its outcome, and the line is as it was written."""
        return self.check == _check(self, words)


def entry_of(outcome: Outcome, words: bytes, *, source: str, start: int) -> Entry:
    """The entry of an outcome that is written as `words` from the byte `start` on."""
    entry = Entry(
        end=start + len(words),
        source=source,
        records=0 if isinstance(outcome, SetAside) else len(outcome.records),
        fault=outcome.kind if isinstance(outcome, SetAside) else "",
        check="",
    )
    return replace(entry, check=_check(entry, words))


def read_entries(book: BinaryIO) -> Iterator[Entry]:
    """The entries of a book, up to the first line that is torn or none of ours."""
    for line in book:
        cells = line.decode("utf-8", "replace").removesuffix("\n").split("\t")
        if len(cells) != _CELLS or not line.endswith(b"\n"):
            return
        end, source, records, fault, check = cells
        if not (_is_number(end) and _is_number(records)):
            return
        yield Entry(int(end), source, int(records), fault, check)


def sound_entries(book: BinaryIO, result: BinaryIO) -> Iterator[Entry]:
    """The entries whose outcomes stand in the result as they were written, from its place on."""
    at = result.tell()
    for entry in read_entries(book):
        if entry.end < at or not entry.fits(result.read(entry.end - at)):
            return
        at = entry.end
        yield entry


def _is_number(cell: str) -> bool:
    return cell.isascii() and cell.isdecimal() and len(cell) <= _LONGEST_NUMBER


def _check(entry: Entry, words: bytes) -> str:
    line = replace(entry, check="").line()
    return blake2b(line + words, digest_size=_DIGEST_BYTES).hexdigest()


def source_mark(source: Source) -> str:
    """A digest of all that a source is."""
    mark = blake2b(type(source).__name__.encode(), digest_size=_DIGEST_BYTES)
    for field in fields(source):
        value = getattr(source, field.name)
        data = value if isinstance(value, bytes) else repr(value).encode()
        mark.update(b"%d:" % len(data))
        mark.update(data)
    return mark.hexdigest()
