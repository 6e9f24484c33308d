"""Who may touch a lake's files: many read at once, and one alone changes them."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import StoreError

#: Held shared while files are read, and alone for the moment in which they change.
FILES = "_lock"
#: Held by a run from its first story to its last change.
WRITER = "_writer"
#: Held while the search file is brought up to date.
SEARCH = "_search.lock"


@contextmanager
def held(lake: Path, name: str, *, alone: bool = True) -> Iterator[None]:
    """The lock until the block ends; waits for whoever has it."""
    with _opened(lake, name) as file:
        fcntl.flock(file, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield


@contextmanager
def only_writer(lake: Path) -> Iterator[None]:
    """Nobody else writes into the lake until the block ends; a StoreError where somebody does."""
    with _opened(lake, WRITER) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(f"another run writes into {lake}: wait for its end") from error
        yield


@contextmanager
def _opened(lake: Path, name: str) -> Iterator[int]:
    """The lock's file; who may not write into the lake can still hold a lock that is there."""
    path = lake / name
    try:
        file = os.open(path, os.O_RDONLY | os.O_CREAT, 0o666)
    except OSError:
        try:
            file = os.open(path, os.O_RDONLY)
        except OSError as error:
            raise StoreError(f"the lake {lake} cannot be used: {error.strerror}") from error
    try:
        yield file
    finally:
        os.close(file)
