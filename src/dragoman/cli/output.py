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
def open_output(path: Path | None) -> Iterator[IO[str]]:
    """A stream in UTF-8; a file takes its name only when all is written."""
    if path is None:
        yield _standard_output()
        sys.stdout.flush()
    elif path.exists() and not path.is_file():
        # A device or a named pipe ("/dev/null") is written to, never replaced.
        with _opened(path) as stream:
            yield stream
    else:
        with _replacing(path.resolve()) as stream:
            yield stream


def _standard_output() -> IO[str]:
    """Standard output; away from a terminal in UTF-8, whatever the locale says."""
    stream = sys.stdout
    if isinstance(stream, TextIOWrapper):
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")
    return stream


@contextmanager
def _replacing(path: Path) -> Iterator[IO[str]]:
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


def _opened(path: Path) -> IO[str]:
    try:
        return path.open("w", encoding="utf-8", errors="replace", newline="")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
