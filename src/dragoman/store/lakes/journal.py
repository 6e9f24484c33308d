"""Many files of a lake changed at once: a journal says what is to be done, and is done to its end.

The journal's appearance is the moment of the change.  Whoever finds one that was left behind
by a kill takes it up, so that a lake is never seen half changed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from dragoman.errors import StoreError
from dragoman.store.lakes.layout import (
    MARK,
    WORK,
    Mark,
    is_lake,
    read_mark,
    write_mark,
    write_whole,
)
from dragoman.store.lakes.locks import FILES, held

_JOURNAL = "_journal.json"


@dataclass(frozen=True, slots=True)
class Change:
    """Files that take their place, each from where it was made, and those that go.

    All are paths below the lake's folder; a file that takes the place of another needs no `drop`.
    """

    put: Sequence[tuple[str, str]]
    drop: Sequence[str] = ()


def make_lake(lake: Path, mark: Mark) -> None:
    """An empty lake in this folder, if there is none; a StoreError where something else is."""
    if is_lake(lake):
        read_mark(lake)
        return
    try:
        lake.mkdir(parents=True, exist_ok=True)
        if {entry.name for entry in lake.iterdir()} - {f"{MARK}.new"}:
            raise StoreError(f"{lake} is no lake, and not empty: name another folder")
        write_mark(lake, mark)
    except OSError as error:
        raise StoreError(f"cannot make the lake {lake}: {error.strerror}") from error


@contextmanager
def reading(lake: Path) -> Iterator[Mark]:
    """The lake as it is, unchanged until the block ends."""
    while True:
        with held(lake, FILES, alone=False):
            if not (lake / _JOURNAL).exists():
                yield read_mark(lake)
                return
        finish(lake)


def commit(lake: Path, change: Change) -> None:
    """Make the change, all of it or nothing, whatever stops it and whoever reads meanwhile."""
    with held(lake, FILES):
        _finish(lake)
        words = asdict(change) | {"generation": read_mark(lake).generation + 1}
        write_whole(lake / _JOURNAL, json.dumps(words))
        _finish(lake)


def finish(lake: Path) -> None:
    """Take up a change that was stopped."""
    with held(lake, FILES):
        _finish(lake)


def _finish(lake: Path) -> None:
    journal = lake / _JOURNAL
    if not journal.exists():
        return
    words = json.loads(journal.read_text(encoding="utf-8"))
    try:
        _apply(lake, [tuple(pair) for pair in words["put"]], words["drop"])
        write_mark(lake, replace(read_mark(lake), generation=words["generation"]))
        journal.unlink()
    except OSError as error:
        message = f"the lake {lake} is half changed, the next command goes on: {error.strerror}"
        raise StoreError(message) from error


def _apply(lake: Path, put: Sequence[tuple[str, ...]], drop: Sequence[str]) -> None:
    """Every step can be done again."""
    for made, place in put:
        if (lake / made).exists():
            (lake / place).parent.mkdir(parents=True, exist_ok=True)
            os.replace(lake / made, lake / place)
    for place in {*drop} - {place for _, place in put}:
        (lake / place).unlink(missing_ok=True)
        with suppress(OSError):  # the day has other files
            (lake / place).parent.rmdir()


def work_folder(lake: Path, name: str) -> Path:
    """A folder below the lake in which files are made that do not belong to it yet."""
    folder = lake / WORK / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
