"""A body unpacked while it arrives, never more than a stated number of bytes of it."""

from __future__ import annotations

import zlib
from typing import Protocol

from dragoman.gathering.bounded import megabytes
from dragoman.watching.faults import FetchFault

#: What we say that we can unpack.
ACCEPTED = "gzip"
_GZIP = zlib.MAX_WBITS | 16
_PACKED = {"": False, "identity": False, "gzip": True, "x-gzip": True}


class _Unpacker(Protocol):
    """What zlib gives to unpack with."""

    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, /, max_length: int = 0) -> bytes: ...


class Body:
    """The bytes of one answer, plain and counted."""

    def __init__(self, url: str, coding: str, *, most: int) -> None:
        """Ready for the first bytes; a FetchFault for a coding that we did not ask for."""
        self._url, self._most, self._size = url, most, 0
        self._parts: list[bytes] = []
        self._empty = True
        self._unpacker = self._unpacker_of(coding.strip().lower())

    def add(self, data: bytes) -> None:
        """The next bytes as they came; a FetchFault as soon as there are too many."""
        if self._unpacker is None:
            self._keep(data)
            return
        self._empty = False
        try:
            self._keep(self._unpacker.decompress(data, self._most - self._size + 1))
        except zlib.error as error:
            raise FetchFault(f"{self._url}: damaged packed data ({error})") from error

    def whole(self) -> bytes:
        """All bytes; a FetchFault if packed data end too early."""
        if self._unpacker is not None and not self._empty and not self._unpacker.eof:
            raise FetchFault(f"{self._url}: the packed data end too early")
        return b"".join(self._parts)

    def _keep(self, plain: bytes) -> None:
        self._size += len(plain)
        if self._size > self._most:
            allowed = megabytes(self._most)
            message = f"{self._url}: more than the {allowed} allowed"
            raise FetchFault(message, kind="too-large", lasting=True)
        self._parts.append(plain)

    def _unpacker_of(self, coding: str) -> _Unpacker | None:
        if coding not in _PACKED:
            raise FetchFault(f"{self._url}: packed as {coding[:40]!r}, unasked", lasting=True)
        return zlib.decompressobj(_GZIP) if _PACKED[coding] else None
