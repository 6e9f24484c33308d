"""Where results go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from dragoman.errors import UsageError


@contextmanager
def open_output(path: Path | None) -> Iterator[IO[str]]:
    """A stream to write to; a file takes its name only when all is written."""
    if path is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    stream = _temporary(path)
    try:
        with stream:
            yield stream
        os.replace(stream.name, path)
    except BaseException:
        Path(stream.name).unlink(missing_ok=True)
        raise


def _temporary(path: Path) -> IO[str]:
    try:
        return NamedTemporaryFile(
            "w",
            encoding="utf-8",
            newline="",
            dir=path.parent,
            prefix=f".{path.name}.",
            delete=False,
        )
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
