"""An archive's stream in, its pages and faults out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from fastwarc.stream_io import Lz4Reader, ZstdReader

from dragoman.errors import StoryError
from dragoman.gathering.archive.damage import FAULTS, reason
from dragoman.gathering.archive.kept import CHUNK, KeptStream, Readable
from dragoman.gathering.archive.members import GZIP_MAGIC, Member, find_member, skip_padding
from dragoman.gathering.archive.pages import page_in
from dragoman.gathering.archive.passed import Passed
from dragoman.gathering.archive.records import HEADER_BYTES, Damaged, read_records
from dragoman.types import Page, SetAside

#: Packed bytes that are kept, to be searched for the next member after damage.
_PACKED_KEPT = 2_000_000
_LZ4_MAGIC = b"\x04\x22\x4d\x18"
# A dictionary may come first, in a frame that other readers skip.
_ZSTD_MAGICS = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")
_WARC_MAGIC = b"WARC"
_MAGIC_BYTES = 4


@dataclass(frozen=True, slots=True)
class Archive:
    """What is being read: its name for people, the bound of a page, and what is passed over."""

    name: str
    max_bytes: int
    passed: Passed

    def place(self, member: int | None, offset: int) -> str:
        """Where a record stands, in bytes of the file and, inside a member, of what it holds."""
        if member is None:
            return f"{self.name} at byte {offset}"
        return f"{self.name} at byte {member}" + (f", {offset} unpacked" if offset else "")


def stories(stream: Readable, archive: Archive) -> Iterator[Page | SetAside]:
    """The pages of an archive in its order, and a fault for each stretch that is damaged.

    A StoryError where it is empty; what the stream raises as it begins passes through.
    """
    packed = KeptStream(stream, keep=_PACKED_KEPT)
    magic = packed.peek(_MAGIC_BYTES)
    if not magic:
        raise StoryError("empty", f"{archive.name}: the file is empty")
    if magic.startswith(GZIP_MAGIC):
        yield from _in_members(packed, archive)
    elif magic.startswith(_ZSTD_MAGICS):
        yield from _in_records(ZstdReader(packed), archive)
    elif magic == _LZ4_MAGIC:
        yield from _in_records(Lz4Reader(packed), archive)
    elif magic != _WARC_MAGIC and _is_damaged_gzip(packed):
        yield from _in_members(packed, archive)
    else:
        yield from _in_records(packed, archive)


def _is_damaged_gzip(packed: KeptStream) -> bool:
    """Whether members of gzip data lie behind a beginning that is none of an archive."""
    window = packed.peek(CHUNK)
    return GZIP_MAGIC in window and b"WARC/" not in window


def _in_members(packed: KeptStream, archive: Archive) -> Iterator[Page | SetAside]:
    """The pages in a gzip file; after a damaged member it goes on with the next."""
    try:
        while packed.peek(1):
            member = Member(packed)
            yield from _in_records(member, archive, member=member.start)
            if not _past(member, packed) and not find_member(packed):
                return
            skip_padding(packed)
    except FAULTS as error:  # the file itself cannot be read further
        place = archive.place(packed.tell(), 0)
        yield _set_aside(Damaged(0, reason(error), kind="unreadable"), place, archive.name)


def _past(member: Member, packed: KeptStream) -> bool:
    """Whether the member was read to its end; where it cannot be, its search begins anew."""
    try:
        while member.read(CHUNK):
            pass
    except FAULTS:
        packed.go_back(member.start + 1)
        return False
    return True


def _in_records(
    stream: Readable, archive: Archive, *, member: int | None = None
) -> Iterator[Page | SetAside]:
    plain = KeptStream(stream, keep=archive.max_bytes + 2 * HEADER_BYTES)
    for found in read_records(plain, partial(page_in, max_bytes=archive.max_bytes)):
        if isinstance(found, Page):
            yield found
        elif isinstance(found, str):
            archive.passed.add(found)
        else:
            yield _set_aside(found, archive.place(member, found.offset), archive.name)


def _set_aside(damaged: Damaged, place: str, name: str) -> SetAside:
    return SetAside(
        id=damaged.url or place,
        kind=damaged.kind,
        message=f"{place}: {damaged.message}",
        url=damaged.url or name,
    )
