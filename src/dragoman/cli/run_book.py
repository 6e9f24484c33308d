"""The book of a run: a line for each story whose outcome is written, in the order of stories.

A line holds where the outcome ends in the result, a digest of the source, one of the outcome's
bytes, the number of records, and the kind of the fault if the story was set aside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import BinaryIO

from dragoman.pipeline import Source
from dragoman.types import Outcome, SetAside

_DIGEST_BYTES = 8
_CELLS = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the book."""

    end: int
    source: str
    outcome: str
    records: int
    fault: str

    def line(self) -> bytes:
        """The line with its end."""
        cells = (self.end, self.source, self.outcome, self.records, self.fault)
        return ("\t".join(str(cell) for cell in cells) + "\n").encode()


def entry_of(outcome: Outcome, words: bytes, *, source: str, start: int) -> Entry:
    """The entry of an outcome that is written as `words` from the byte `start` on."""
    return Entry(
        end=start + len(words),
        source=source,
        outcome=digest(words),
        records=0 if isinstance(outcome, SetAside) else len(outcome.records),
        fault=outcome.kind if isinstance(outcome, SetAside) else "",
    )


def read_entries(book: BinaryIO) -> Iterator[Entry]:
    """The entries of a book, up to the first line that is torn or none of ours."""
    for line in book:
        cells = line.decode("utf-8", "replace").split("\t")
        if not line.endswith(b"\n") or len(cells) != _CELLS:
            return
        end, source, outcome, records, fault = cells
        if not (end.isdecimal() and records.isdecimal()):
            return
        yield Entry(int(end), source, outcome, int(records), fault.rstrip("\n"))


def sound_entries(book: BinaryIO, result: BinaryIO) -> Iterator[Entry]:
    """The entries whose outcomes stand in the result as they were written, from its place on."""
    at = result.tell()
    for entry in read_entries(book):
        if entry.end < at or digest(result.read(entry.end - at)) != entry.outcome:
            return
        at = entry.end
        yield entry


def source_mark(source: Source) -> str:
    """A digest of all that a source is."""
    mark = blake2b(type(source).__name__.encode(), digest_size=_DIGEST_BYTES)
    for field in fields(source):
        value = getattr(source, field.name)
        data = value if isinstance(value, bytes) else repr(value).encode()
        mark.update(b"%d:" % len(data))
        mark.update(data)
    return mark.hexdigest()


def digest(data: bytes) -> str:
    """A short digest of some bytes."""
    return blake2b(data, digest_size=_DIGEST_BYTES).hexdigest()
