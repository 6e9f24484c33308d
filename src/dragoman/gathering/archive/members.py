"""The members of a gzip file, one after the other: in a .warc.gz each holds one record."""

from __future__ import annotations

import zlib

from dragoman.gathering.archive.damage import Mismatch, require_no_bomb
from dragoman.gathering.archive.kept import CHUNK, KeptStream

GZIP_MAGIC = b"\x1f\x8b\x08"
_GZIP = zlib.MAX_WBITS | 16
_HEAD = 1_024
_WARC = b"WARC/"
_PADDING = b"\0\r\n"


class Member:
    """One gzip member as a stream of what it holds; it ends where the member ends.

    Damage comes as zlib.error, Mismatch, EOFError or Bomb, after all that could be unpacked before it.
    """

    def __init__(self, packed: KeptStream) -> None:
        self.start = packed.tell()
        self._packed = packed
        self._unpacker = zlib.decompressobj(_GZIP)
        self._count = 0
        self._fault: zlib.error | Mismatch | None = None

    def read(self, size: int = CHUNK, /) -> bytes:
        """The next bytes, b"" at the end of the member."""
        while not self._unpacker.eof:
            data = self._unpacker.unconsumed_tail or self._packed.read(CHUNK)
            plain = self._unpacked(data, size)
            if self._unpacker.eof:
                self._packed.give_back(len(self._unpacker.unused_data))
            if plain:
                return self._counted(plain)
            if not data and not self._unpacker.eof:
                raise EOFError("the gzip data end too early")
        return b""

    def _unpacked(self, data: bytes, size: int) -> bytes:
        if self._fault is not None:
            raise self._fault
        before = self._unpacker.copy()
        try:
            return self._unpacker.decompress(data, size)
        except zlib.error as error:
            is_checksum = "check" in str(error) and "header" not in str(error)
            self._fault = Mismatch("the checksum does not fit") if is_checksum else error
            return _before_the_fault(before, data)

    def _counted(self, plain: bytes) -> bytes:
        self._count += len(plain)
        require_no_bomb(self._count, packed=self._packed.tell() - self.start)
        return plain


def find_member(packed: KeptStream) -> bool:
    """Go on to the next member that holds a WARC record; False, and at the end, if there is none."""
    while window := packed.peek(CHUNK + _HEAD):
        at = window.find(GZIP_MAGIC)
        while 0 <= at < CHUNK:
            if _holds_a_record(window[at : at + _HEAD]):
                packed.skip(at)
                return True
            at = window.find(GZIP_MAGIC, at + 1)
        packed.skip(CHUNK)
    return False


def skip_padding(packed: KeptStream) -> None:
    """Pass over the zeros and line ends that some writers put between members."""
    while (window := packed.peek(CHUNK)) and window[:1] in _PADDING:
        packed.skip(len(window) - len(window.lstrip(_PADDING)))


def _before_the_fault(unpacker: zlib._Decompress, data: bytes) -> bytes:
    """What can be unpacked before the byte at which it fails."""
    parts: list[bytes] = []
    try:
        for at in range(len(data)):
            parts.append(unpacker.decompress(data[at : at + 1]))
    except zlib.error:
        pass
    return b"".join(parts)


def _holds_a_record(head: bytes) -> bool:
    try:
        return zlib.decompressobj(_GZIP).decompress(head, len(_WARC)) == _WARC
    except zlib.error:
        return False
