"""What a server sent, freed of the ways in which it was packed for the journey."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Mapping

from fastwarc.stream_io import BrotliReader, ZstdReader

from dragoman.errors import StoryError
from dragoman.gathering.archive.damage import FAULTS, reason
from dragoman.gathering.bounded import megabytes

_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_LINE_END = re.compile(rb"\r?\n")
_LOOKS_PLAIN = re.compile(rb"[\t\n\r\x20-\x7e\xef\xbb\xbf]{1,64}")
_AS_IT_IS = frozenset({"", "identity", "none", "chunked"})

Unpack = Callable[[bytes, int], bytes]


def payload(body: bytes, headers: Mapping[str, str], *, max_bytes: int) -> bytes:
    """The page's own bytes; a StoryError if they are damaged or more than `max_bytes`.

    Archives exist that keep the bytes unpacked below headers that call them packed: what does
    not begin as it is called is taken as it is.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
        body = _unpacked(body, coding.strip(), max_bytes)
    if len(body) > max_bytes:
        raise _too_large(max_bytes)
    return body


def _joined(body: bytes) -> bytes:
    """The chunks put together, or the body if it is not in chunks."""
    if not _CHUNK_SIZE.match(body):
        return body
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        size = _CHUNK_SIZE.match(body, at)
        if size is None:
            raise StoryError("broken", "its chunks are damaged")
        at = size.end() + int(size[1], 16)
        if size.end() == at:
            return b"".join(parts)
        if at > len(body):
            break
        parts.append(body[size.end() : at])
        line_end = _LINE_END.match(body, at)
        at = at if line_end is None else line_end.end()
    raise StoryError("cut", "its chunks end too early")


def _unpacked(body: bytes, coding: str, max_bytes: int) -> bytes:
    if coding in _AS_IT_IS:
        return body
    if coding not in _UNPACK:
        raise StoryError("broken", f"packed as {coding[:40]!r}, which is not known here")
    try:
        plain = _UNPACK[coding](body, max_bytes + 1)
    except FAULTS as error:
        if _LOOKS_PLAIN.match(body):
            return body
        raise StoryError("broken", f"damaged {coding} data ({reason(error)})") from error
    if len(plain) > max_bytes:
        raise _too_large(max_bytes)
    return plain


def _gzip(body: bytes, most: int) -> bytes:
    return _inflated(body, most, zlib.MAX_WBITS | 16)


def _deflate(body: bytes, most: int) -> bytes:
    """What is called deflate is zlib data by the book, and bare deflate data in the wild."""
    try:
        return _inflated(body, most, zlib.MAX_WBITS)
    except zlib.error:
        return _inflated(body, most, -zlib.MAX_WBITS)


def _inflated(body: bytes, most: int, wbits: int) -> bytes:
    unpacker = zlib.decompressobj(wbits)
    plain = unpacker.decompress(body, most)
    if len(plain) < most and not unpacker.eof:
        raise EOFError("they end too early")
    return plain


def _brotli(body: bytes, most: int) -> bytes:
    return _all(BrotliReader(io.BytesIO(body)), most)


def _zstd(body: bytes, most: int) -> bytes:
    return _all(ZstdReader(io.BytesIO(body)), most)


def _all(reader: BrotliReader | ZstdReader, most: int) -> bytes:
    parts: list[bytes] = []
    count = 0
    while count < most and (data := reader.read(most - count)):
        parts.append(data)
        count += len(data)
    return b"".join(parts)


_UNPACK: Mapping[str, Unpack] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}


def _too_large(max_bytes: int) -> StoryError:
    return StoryError("too-large", f"more than the {megabytes(max_bytes)} allowed for one page")
