"""A stream read once, whose last bytes can be read again."""

from __future__ import annotations

from typing import Protocol

#: Bytes read at once.
CHUNK = 32_768
#: How far in all a reader may go back, besides once through what it has read.
_ALLOWANCE = 64_000_000


class Readable(Protocol):
    """What an archive is read from: b"" at its end, at most `size` bytes at a time."""

    def read(self, size: int, /) -> bytes:
        """The next bytes."""
        ...


class KeptStream:
    """A stream that keeps its last bytes, so that what follows damage can be searched.

    Offsets count from the start of the stream.  `keep` bounds the memory, and going back is
    granted no more often than keeps the whole reading linear in the length of the stream: an
    archive can be made so that each of its records asks to read all of the rest again.
    """

    def __init__(self, stream: Readable, *, keep: int) -> None:
        self._stream, self._keep = stream, keep
        self._kept = bytearray()
        self._first = 0  # the offset of the first byte kept
        self._at = 0
        self._spent = 0

    def read(self, size: int = CHUNK) -> bytes:
        """Up to `size` bytes; b"" at the end.  What the stream raises passes through."""
        start = self._at - self._first
        if start == len(self._kept):
            self._fetch()
            start = self._at - self._first
        data = bytes(self._kept[start : start + size])
        self._at += len(data)
        return data

    def tell(self) -> int:
        """The offset of the next byte."""
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Not for readers: an OSError.  fastwarc asks for the method and does not call it."""
        raise OSError(f"cannot go to {offset} from {whence}")

    def close(self) -> None:
        """Nothing: whoever opened the stream closes it."""

    def give_back(self, count: int) -> None:
        """Make the last `count` bytes the next ones; they were read a moment ago."""
        self._at = max(self._at - count, self._first)

    def go_back(self, offset: int) -> None:
        """Read again from `offset`, or from what is still kept after it, or from here."""
        target = min(max(offset, self._first), self._at)
        back = self._at - target
        if self._spent + back <= _ALLOWANCE + self._first + len(self._kept):
            self._spent += back
            self._at = target

    def peek(self, size: int) -> bytes:
        """The next `size` bytes, fewer at the end, without reading them."""
        parts: list[bytes] = []
        count = 0
        while count < size and (data := self.read(size - count)):
            parts.append(data)
            count += len(data)
        self.give_back(count)
        return b"".join(parts)

    def skip(self, size: int) -> None:
        """Read `size` bytes that `peek` has shown, or what there is of them."""
        self._at = min(self._at + size, self._first + len(self._kept))

    def kept(self, offset: int, size: int) -> bytes:
        """Up to `size` bytes from `offset` on, as far as they were read and are still kept."""
        start = max(offset - self._first, 0)
        return bytes(self._kept[start : start + size])

    def _fetch(self) -> None:
        data = self._stream.read(CHUNK)
        self._kept += data
        surplus = len(self._kept) - self._keep
        if surplus > self._keep // 2:
            del self._kept[:surplus]
            self._first += surplus
