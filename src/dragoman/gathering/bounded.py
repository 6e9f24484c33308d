"""Bytes from a file or a stream, never more than a stated number of them."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.errors import StoryError

# A news page is 0.2 MB on average and 2 MB at worst; what is larger is no page.
MAX_PAGE_BYTES = 10_000_000

_GZIP_MAGIC = b"\x1f\x8b"


def read_bounded(stream: BinaryIO, name: str, *, max_bytes: int = MAX_PAGE_BYTES) -> bytes:
    """All bytes of a stream; a StoryError as soon as there are more than `max_bytes`."""
    with faults_named(name):
        body = stream.read(max_bytes + 1)
    if len(body) > max_bytes:
        raise _too_large(name, max_bytes)
    return body


def read_file(path: Path, *, max_bytes: int = MAX_PAGE_BYTES) -> bytes:
    """The bytes of a file, unpacked if its name ends in .gz; a large one is refused unread."""
    with faults_named(str(path)):
        size = path.stat().st_size
    if size > max_bytes:
        raise _too_large(str(path), max_bytes, f"{megabytes(size)}, ")
    with open_file(path) as stream:
        return read_bounded(stream, str(path), max_bytes=max_bytes)


def open_file(path: Path) -> BinaryIO:
    """The file opened for reading bytes, unpacked on the way if its name ends in .gz."""
    with faults_named(str(path)):
        if path.suffix.lower() == ".gz":
            return cast(BinaryIO, gzip.open(path))
        return path.open("rb")


def unpacked(body: bytes, name: str, *, max_bytes: int = MAX_PAGE_BYTES) -> bytes:
    """`body` itself, or what it holds if it is gzip data."""
    if not body.startswith(_GZIP_MAGIC):
        return body
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    with faults_named(name):
        plain = unpacker.decompress(body, max_bytes + 1)
    if len(plain) > max_bytes:
        raise _too_large(name, max_bytes)
    if not unpacker.eof:
        raise StoryError("broken", f"{name}: the gzip data end too early")
    return plain


def lines_of(
    stream: BinaryIO, name: str, *, max_bytes: int = MAX_PAGE_BYTES
) -> Iterator[bytes | None]:
    """The lines of a stream; None stands for one that is longer than `max_bytes`."""
    while line := _line(stream, name, max_bytes):
        if len(line) <= max_bytes:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = _line(stream, name, max_bytes)
        yield None


def megabytes(count: int) -> str:
    """A number of bytes for a person: "10 MB"."""
    return f"{count / 1_000_000:.3g} MB"


@contextmanager
def faults_named(name: str) -> Iterator[None]:
    """Turns what goes wrong while bytes are read into a StoryError that says where."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise StoryError("broken", f"{name}: damaged gzip data ({error})") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoryError("unreadable", f"{name}: {reason}") from error


def _line(stream: BinaryIO, name: str, max_bytes: int) -> bytes:
    with faults_named(name):
        return stream.readline(max_bytes + 1)


def _too_large(name: str, max_bytes: int, size: str = "") -> StoryError:
    allowed = megabytes(max_bytes)
    return StoryError("too-large", f"{name}: {size}more than the {allowed} allowed for one page")
