"""Where results go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from tempfile import mkdtemp
from typing import IO

from dragoman.errors import UsageError


@contextmanager
def open_output(path: Path | None, *, encoding: str = "utf-8") -> Iterator[IO[str]]:
    """A stream of text; a file takes its name only when all is written."""
    if path is None:
        yield _standard_output(encoding)
        sys.stdout.flush()
    else:
        with (
            _binary(path) as stream,
            TextIOWrapper(stream, encoding=encoding, errors="replace", newline="") as text,
        ):
            yield text


@contextmanager
def open_binary_output(path: Path | None) -> Iterator[IO[bytes]]:
    """A stream of bytes; a file takes its name only when all is written."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with _binary(path) as stream:
            yield stream


def _standard_output(encoding: str) -> IO[str]:
    """Standard output; away from a terminal in this encoding, whatever the locale says."""
    stream = sys.stdout
    if isinstance(stream, TextIOWrapper):
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding=encoding, errors="replace")
    return stream


@contextmanager
def _binary(path: Path) -> Iterator[IO[bytes]]:
    """The file to write to.  A device or a named pipe ("/dev/null") is never replaced."""
    if path.exists() and not path.is_file():
        with _opened(path) as stream:
            yield stream
    else:
        with _replacing(path.resolve()) as stream:
            yield stream


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file beside `path` that takes its place at the end, and is gone after a fault."""
    folder = _folder_beside(path)
    try:
        with _opened(folder / path.name) as stream:
            yield stream
        os.replace(folder / path.name, path)
    finally:
        (folder / path.name).unlink(missing_ok=True)
        folder.rmdir()


def _folder_beside(path: Path) -> Path:
    """A folder of our own on the same disk, so that the file in it has ordinary rights."""
    try:
        return Path(mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("wb")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
