"""A body unpacked while it arrives, never more than a stated number of bytes of it."""

from __future__ import annotations

import zlib
from typing import Protocol

from dragoman.gathering.bounded import megabytes
from dragoman.watching.faults import FetchFault

#: What we say that we can unpack.
ACCEPTED = "gzip, deflate"
_GZIP = zlib.MAX_WBITS | 16
_NAMES = {"": None, "identity": None, "gzip": _GZIP, "x-gzip": _GZIP, "deflate": zlib.MAX_WBITS}


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
        self._packed = False
        self._unpacker = self._unpacker_of(coding.strip().lower())

    def add(self, data: bytes) -> None:
        """The next bytes as they came; a FetchFault as soon as there are too many."""
        if self._unpacker is None:
            self._keep(data)
            return
        first = not self._packed
        self._packed = True
        if first and self._is_raw_deflate(data):
            self._unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            self._keep(self._unpacker.decompress(data, self._most - self._size + 1))
        except zlib.error as error:
            raise FetchFault(f"{self._url}: damaged packed data ({error})") from error

    def whole(self) -> bytes:
        """All bytes; a FetchFault if packed data end too early."""
        if self._unpacker is not None and self._packed and not self._unpacker.eof:
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
        if coding not in _NAMES:
            raise FetchFault(f"{self._url}: packed as {coding[:40]!r}, unasked", lasting=True)
        bits = _NAMES[coding]
        self._deflate = bits == zlib.MAX_WBITS
        return None if bits is None else zlib.decompressobj(bits)

    def _is_raw_deflate(self, data: bytes) -> bool:
        """Whether "deflate" stands for it without its header, as some servers send it."""
        return self._deflate and (len(data) < 2 or int.from_bytes(data[:2], "big") % 31 != 0)
