"""The records of an unpacked stretch of a WARC file, each whole or told to be damaged."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from fastwarc.warc import ArchiveIterator, WarcRecord

from dragoman.gathering.archive.damage import FAULTS, Mismatch, reason
from dragoman.gathering.archive.headers import require_one_record
from dragoman.gathering.archive.kept import CHUNK, KeptStream

#: The longest header of a record, the archive's or HTTP's.
HEADER_BYTES = 65_536
_SLACK = 1_024  # blank lines before a header
_BEGINNING = re.compile(rb"WARC/\d\.\d{1,2}\r?\n[A-Za-z]")
_LONGEST_BEGINNING = 16
_HEADER = re.compile(rb"\s*.*?\r?\n\r?\n", re.DOTALL)
#: What ends a record; one line end alone may be that of a header it has swallowed.
_BLANK = re.compile(rb"(\r?\n){2}|(\r?\n)?\Z")

Taken = TypeVar("Taken")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A stretch that begins at `offset` and gives no page; `url` where its page is known.

    `kind` is that of a StoryError.
    """

    offset: int
    message: str
    url: str = ""
    kind: str = "broken"


@dataclass(frozen=True, slots=True)
class _Held(Generic[Taken]):
    """What was made of a record, until what follows shows that its length is right."""

    end: int
    taken: Taken


def read_records(
    plain: KeptStream, take: Callable[[WarcRecord], Taken]
) -> Iterator[Taken | Damaged]:
    """What `take` makes of each record, and a Damaged for each stretch that cannot be read.

    `take` gets a record with its HTTP header read.  After damage the reading goes on at the next
    beginning of a record behind the one that was damaged: one with a wrong length swallows others.
    """
    more = True
    while more:
        damaged = yield from _until_damage(plain, take)
        if damaged is None:
            return
        yield damaged
        more = _find_beginning(plain, damaged.offset + 1)


def _until_damage(
    plain: KeptStream, take: Callable[[WarcRecord], Taken]
) -> Generator[Taken, None, Damaged | None]:
    held: _Held[Taken] | None = None
    at, url = plain.tell(), ""
    try:
        for record in _records(plain):
            if held is not None:
                yield held.taken
            held, at, url = None, record.stream_pos, url_of(record)
            held = _held(record, plain, take)
    except FAULTS as error:
        if held is None or isinstance(error, Mismatch):
            return Damaged(at, reason(error), url)
        if not _BLANK.match(plain.kept(held.end, 4)):
            return Damaged(at, "its length is wrong, or what follows is damaged", url)
        yield held.taken
        return Damaged(held.end, reason(error))
    if held is not None:
        yield held.taken
    return None


def url_of(record: WarcRecord) -> str:
    """The address of what the record holds, "" if it says none."""
    return (record.headers.get("WARC-Target-URI") or "").strip("<> ")


def _records(plain: KeptStream) -> Iterator[WarcRecord]:
    return iter(
        ArchiveIterator(plain, parse_http=False, stream_detect=False, max_header_len=HEADER_BYTES)
    )


def _held(
    record: WarcRecord, plain: KeptStream, take: Callable[[WarcRecord], Taken]
) -> _Held[Taken]:
    """What is made of the record; an EOFError if less of it is there than its header states."""
    end = _block_start(record, plain) + record.content_length
    record.parse_http(quirks_mode=True, max_header_len=HEADER_BYTES)
    left, began = record.content_length, record.reader.tell()
    taken = take(record)
    record.consume()
    short = left - (record.reader.tell() - began)
    if short > 0:
        raise EOFError(f"cut off, {short} bytes short of its stated length")
    return _Held(end, taken)


def _block_start(record: WarcRecord, plain: KeptStream) -> int:
    """The offset behind a record's header, which has just been read; a fault if it is damaged."""
    header = _HEADER.match(plain.kept(record.stream_pos, HEADER_BYTES + _SLACK))
    if header is None:
        raise EOFError("cut off in its header")
    require_one_record(header[0])
    return record.stream_pos + header.end()


def _find_beginning(plain: KeptStream, offset: int) -> bool:
    """Go on to the next beginning of a record from `offset`; False if none is left to be read."""
    plain.go_back(offset)
    try:
        while window := plain.peek(CHUNK + _LONGEST_BEGINNING):
            found = _BEGINNING.search(window)
            if found is not None and found.start() < CHUNK:
                plain.skip(found.start())
                return True
            plain.skip(CHUNK)
    except FAULTS:  # the packed data end here, or cannot be unpacked further
        pass
    return False
