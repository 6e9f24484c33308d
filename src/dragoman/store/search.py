"""Text search beside a DuckDB store: one SQLite file with two full-text indices.

The file is derived: whatever it lacks is taken from the store when it is next asked, and a file
that is missing, broken or of another form is made anew.  What the store no longer holds makes
it anew as well, so that forgotten words are gone from it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TypeVar

import pyarrow as pa

from dragoman.errors import StoreError
from dragoman.store.asked import Asked
from dragoman.store.indices import Index
from dragoman.store.search_tables import LAYOUT, RANKED, SCHEMA, WORDS
from dragoman.store.search_update import needed, take_in

T = TypeVar("T")
Found = tuple[str, float]

#: Of everything that SQLite complains of, what a new file would mend.
_BROKEN = ("malformed", "not a database", "no such table", "no such column")


class SearchFile:
    """The indices of one store; safe to call from several threads, by one process at a time."""

    def __init__(self, path: Path, store: Asked) -> None:
        self.path, self._store = path, store
        self._connection: sqlite3.Connection | None = None
        self._using = Lock()

    def find(self, index: Index, phrases: Sequence[str]) -> pa.Table:
        """The `id` and `rank` of what holds all phrases, as the store is now."""
        with self._using:
            self._mended(self._catch_up)
            return self._mended(lambda connection: _find(connection, index, phrases))

    def catch_up(self) -> None:
        """Take in what the store has, and lose what it has no more."""
        with self._using:
            self._mended(self._catch_up)

    def discard(self) -> None:
        """Delete the file; the next search makes it anew from what the store has then."""
        with self._using, _faults(self.path):
            self._delete()

    def close(self) -> None:
        """Let the file go."""
        with self._using:
            self._close()

    def _catch_up(self, connection: sqlite3.Connection) -> None:
        update = needed(connection, self._store)
        if update.anew:
            connection = self._made_anew()
            update = needed(connection, self._store)
        take_in(connection, self._store, update)

    def _mended(self, use: Callable[[sqlite3.Connection], T]) -> T:
        """What `use` gives; a broken file is made anew once."""
        with _faults(self.path):
            try:
                return use(self._opened())
            except sqlite3.DatabaseError as error:
                if not any(words in str(error) for words in _BROKEN):
                    raise
                connection = self._made_anew()
                take_in(connection, self._store, needed(connection, self._store))
                return use(connection)

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = _connect(self.path)
            if not _is_ours(self._connection):
                return self._made_anew()
        return self._connection

    def _made_anew(self) -> sqlite3.Connection:
        self._delete()
        self._connection = _connect(self.path)
        self._connection.executescript(SCHEMA)
        return self._connection

    def _delete(self) -> None:
        self._close()
        for ending in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    def _close(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("pragma synchronous = off")  # a file that a power cut broke is made anew
    return connection


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the file has the tables that this dragoman knows."""
    return bool(connection.execute("pragma user_version").fetchone()[0] == LAYOUT)


def _find(connection: sqlite3.Connection, index: Index, phrases: Sequence[str]) -> pa.Table:
    asked = (" ".join(f'"{phrase}"' for phrase in phrases),)
    words = WORDS[index]
    count = f"select count(*) from {words} where {words} match ?"
    ranked = connection.execute(count, asked).fetchone()[0] <= RANKED
    rows = _ranked(connection, index, asked) if ranked else _unranked(connection, index, asked)
    ids, ranks = zip(*rows, strict=True) if rows else ((), ())
    return pa.table({"id": pa.array(ids, pa.string()), "rank": pa.array(ranks, pa.float64())})


def _ranked(connection: sqlite3.Connection, index: Index, asked: tuple[str]) -> list[Found]:
    words = WORDS[index]
    weights = "4.0, 1.0" if index is Index.STORIES else "1.0"  # a title says what a story is about
    return connection.execute(
        f"select k.id, -bm25({words}, {weights}) from {words} w "
        f"join {index.value} k on k.number = w.rowid where {words} match ?",
        asked,
    ).fetchall()


def _unranked(connection: sqlite3.Connection, index: Index, asked: tuple[str]) -> list[Found]:
    """All ids as one text: of very many that is much quicker than a row each."""
    words = WORDS[index]
    [together] = connection.execute(
        f"select group_concat(k.id, char(31)) from {words} w "
        f"join {index.value} k on k.number = w.rowid where {words} match ?",
        asked,
    ).fetchone()
    return [] if together is None else [(one, 0.0) for one in together.split("\x1f")]


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    """Faults of SQLite as ours, with the file's name."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(
            f"the search file {path} fails: {error}; delete it, it is made anew"
        ) from error
