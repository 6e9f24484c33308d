"""A result in the making that outlives its run: the hidden folder .RESULT.part beside it.

It holds `run.json` (what was asked), `result` (the bytes so far) and `book` (a line for each
outcome in it).  An outcome counts once its line in the book is whole; what was written behind
the last such outcome is cut off when the run is taken up.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from dragoman.cli.begun import Asked, changes
from dragoman.cli.progress import Tally
from dragoman.cli.run_book import entry_of, read_entries, sound_entries, source_mark
from dragoman.coding.source import Source
from dragoman.errors import UsageError
from dragoman.types import Outcome


@dataclass(frozen=True, slots=True)
class PartFolder:
    """Where the files of a result in the making are."""

    out: Path

    @property
    def folder(self) -> Path:
        """The folder with the files: hidden, so that it is no input if the result lies among them."""
        return self.out.with_name(f".{self.out.name}.part")

    @property
    def run(self) -> Path:
        """What was asked."""
        return self.folder / "run.json"

    @property
    def result(self) -> Path:
        """The result so far."""
        return self.folder / "result"

    @property
    def book(self) -> Path:
        """The book of the result's outcomes."""
        return self.folder / "book"


class Part:
    """The open result of a run, and how far the run had come before."""

    def __init__(self, place: PartFolder, *, heading: bytes) -> None:
        """Open behind the last outcome that is whole; a new result begins with the heading."""
        self._place = place
        self._result, self._book = _open(place.result), _open(place.book)
        self._marks: deque[str] = deque()
        self.before = Tally()
        self._end = self._cut(heading)

    @property
    def done(self) -> int:
        """How many sources had their outcomes before."""
        return self.before.stories

    def checked(self, sources: Iterable[Source]) -> Iterator[Source]:
        """The same sources; a UsageError where they are not those of the run that was begun."""
        with self._place.book.open("rb") as lines:
            before = islice(read_entries(lines), self.done)
            for number, source in enumerate(sources, start=1):
                mark = source_mark(source)
                entry = next(before, None)
                if entry is None:
                    self._marks.append(mark)
                elif entry.source != mark:
                    raise self._other(f"story {number} is another now")
                yield source
            if next(before, None) is not None:
                raise self._other(f"they hold fewer than the {self.done} stories done")

    def add(self, outcome: Outcome, words: str) -> None:
        """Write the outcome of the next source, then that it is written."""
        data = words.encode("utf-8", "replace")
        entry = entry_of(outcome, data, source=self._marks.popleft(), start=self._end)
        _append(self._result, data)
        _append(self._book, entry.line())
        self._end = entry.end

    def finish(self) -> None:
        """Put the result in its place."""
        os.fsync(self._result.fileno())
        os.replace(self._place.result, self._place.out)
        _clear(self._place)

    def close(self) -> None:
        """Close the files; a result without an outcome is not kept."""
        self._result.close()
        self._book.close()
        if self._place.book.exists() and not self._place.book.stat().st_size:
            _clear(self._place)

    def _cut(self, heading: bytes) -> int:
        """Cut off what is not whole; the length of what stays."""
        end = book_end = 0
        if self._result.read(len(heading)) == heading:
            end = len(heading)
            for entry in sound_entries(self._book, self._result):
                self.before.count(entry.records, entry.fault)
                end, book_end = entry.end, book_end + len(entry.line())
        _truncate(self._book, book_end)
        _truncate(self._result, end)
        if not end:
            _append(self._result, heading)
        return end or len(heading)

    def _other(self, difference: str) -> UsageError:
        return UsageError(
            f"the inputs are not those that {self._place.folder} was begun with: {difference};"
            " remove that folder to begin anew"
        )


@contextmanager
def open_part(out: Path, asked: Asked, *, heading: str) -> Iterator[Part | None]:
    """The part of a result, taken up or begun; None where the result was finished before.

    A UsageError where the part was begun with another order, or is at work in another run, or
    where a result stands that no such run has made.
    """
    place = PartFolder(out)
    if _is_finished(place):
        _clear(place)
        yield None
        return
    with _locked(place) as run:
        _require_same(run, asked, place)
        part = Part(place, heading=heading.encode())
        try:
            yield part
        finally:
            part.close()


def _is_finished(place: PartFolder) -> bool:
    """Whether a run was killed when only its tidying up was left; a UsageError for a strange result."""
    if not place.out.exists():
        return False
    if place.folder.is_dir() and not place.result.exists():
        return True
    raise UsageError(
        f"{place.out} is there already: remove it, or leave out --resume to have it replaced"
    )


@contextmanager
def _locked(place: PartFolder) -> Iterator[BinaryIO]:
    """The file that says what was asked, open and ours alone."""
    try:
        place.folder.mkdir(exist_ok=True)
        run = place.run.open("a+b")
    except OSError as error:
        raise UsageError(f"cannot write {place.folder}: {error.strerror}") from error
    with run:
        try:
            fcntl.flock(run, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError(f"another run is at work with {place.folder}") from error
        yield run


def _require_same(run: BinaryIO, asked: Asked, place: PartFolder) -> None:
    """Nothing; a UsageError where something else was asked before."""
    run.seek(0)
    before = _json(run.read())
    if before is None:  # new, or killed as it was written: then there is no outcome yet
        place.book.unlink(missing_ok=True)
        _truncate(run, 0)
        _append(run, json.dumps(asked, indent=1).encode())
        os.fsync(run.fileno())
    elif differing := changes(before, asked):
        raise UsageError(
            f"{place.folder} was begun otherwise: {differing};"
            " ask as before, or remove that folder to begin anew"
        )


def _json(data: bytes) -> Asked | None:
    try:
        value = json.loads(data)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _open(path: Path) -> BinaryIO:
    path.touch()
    return path.open("r+b")


def _append(file: BinaryIO, data: bytes) -> None:
    file.write(data)
    file.flush()


def _truncate(file: BinaryIO, size: int) -> None:
    file.seek(size)
    file.truncate()


def _clear(place: PartFolder) -> None:
    for path in (place.result, place.book, place.run):
        path.unlink(missing_ok=True)
    with suppress(OSError):  # something else lies there
        place.folder.rmdir()
