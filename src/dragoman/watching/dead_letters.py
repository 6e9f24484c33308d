"""The file of dead letters: JSON lines that a watch adds to, and that leave it when they are sent."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from dragoman.errors import SetupError
from dragoman.watching.ledger_alerts import Letter

_ONLY_MINE = 0o600


def bury(path: Path, letter: Letter) -> None:
    """Add a letter, on the disk for certain."""
    with _alone(path), os.fdopen(_opened(path, os.O_RDWR | os.O_APPEND), "ab+") as file:
        file.write(b"" if _ends_well(path) else b"\n")  # a full disk may have cut a line off
        file.write(_line(letter))
        file.flush()
        os.fsync(file.fileno())


def read_dead(path: Path) -> tuple[list[Letter], int]:
    """The letters in the file, each once, and how many of its lines cannot be read."""
    found: dict[str, Letter] = {}
    unread = 0
    for line in _lines(path):
        letter = _letter(line)
        if letter is None:
            unread += 1
        else:
            found.setdefault(letter.id, letter)
    return list(found.values()), unread


def settle(path: Path, *, sent: Container[str], failed: Mapping[str, str]) -> None:
    """Let letters that were sent leave the file, and note why others failed once more.

    What came in meanwhile stays, and so do lines that cannot be read.
    """
    with _alone(path):
        if not path.exists():
            return
        new = path.with_name(f"{path.name}.new")
        with os.fdopen(_opened(new, os.O_WRONLY | os.O_TRUNC), "wb") as file:
            file.writelines(_left(_lines(path), sent, failed))
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)


class SentBook:
    """The ids of letters that were sent and still stand in the file: what a kill leaves behind."""

    def __init__(self, number: int) -> None:
        self._number = number

    def ids(self) -> frozenset[str]:
        """All of them."""
        words = os.pread(self._number, os.fstat(self._number).st_size, 0)
        return frozenset(words.decode().split("\n"))

    def add(self, letters: Iterable[Letter]) -> None:
        """Note letters that were just sent, on the disk for certain."""
        os.write(self._number, "".join(f"{one.id}\n" for one in letters).encode())
        os.fsync(self._number)

    def clear(self) -> None:
        """Forget them, as they have left the file."""
        os.ftruncate(self._number, 0)


@contextmanager
def open_sent(path: Path) -> Iterator[SentBook]:
    """The book beside a file of dead letters; a SetupError where somebody else is sending them."""
    number = _opened(path.with_name(f"{path.name}.sent"), os.O_RDWR | os.O_APPEND)
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SetupError(f"the letters of {path} are being sent already") from error
        yield SentBook(number)
    finally:
        os.close(number)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """While nobody else changes the file.  Its lock stays, for one that is deleted is no lock."""
    number = _opened(path.with_name(f"{path.name}.lock"), os.O_RDWR)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def _opened(path: Path, how: int) -> int:
    try:
        return os.open(path, how | os.O_CREAT, _ONLY_MINE)
    except OSError as error:
        raise SetupError(f"cannot write {path}: {error.strerror}") from error


def _ends_well(path: Path) -> bool:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 1))
        return file.read() in (b"", b"\n")


def _lines(path: Path) -> Iterator[bytes]:
    if path.exists():
        with path.open("rb") as file:
            yield from (line for line in file if line.strip())


def _left(
    lines: Iterable[bytes], sent: Container[str], failed: Mapping[str, str]
) -> Iterator[bytes]:
    for line in lines:
        letter = _letter(line)
        if letter is None:
            yield line if line.endswith(b"\n") else line + b"\n"
        elif letter.id in failed:
            yield _line(replace(letter, tries=letter.tries + 1, fault=failed[letter.id]))
        elif letter.id not in sent:
            yield line if line.endswith(b"\n") else line + b"\n"


def _line(letter: Letter) -> bytes:
    row = {
        "id": letter.id,
        "target": letter.target,
        "tries": letter.tries,
        "fault": letter.fault,
        "alert": json.loads(letter.body),
    }
    return f"{json.dumps(row, ensure_ascii=False)}\n".encode()


def _letter(line: bytes) -> Letter | None:
    """The letter of a line, None for one that is none."""
    try:
        row = json.loads(line)
        body = json.dumps(row["alert"] | {"data": row["alert"]["data"]}, ensure_ascii=False)
        words = str(row["id"]), str(row["target"]), str(row["fault"])
        return Letter(words[0], words[1], body, 0.0, int(row["tries"]), words[2])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
