"""DuckDB as a kept database: one file, one connection, a cursor for every read."""

from __future__ import annotations

import glob
import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

import duckdb
import pyarrow as pa

from dragoman.errors import StoreError
from dragoman.settings import STORE_MEMORY
from dragoman.store.database import Dialect, Parameter
from dragoman.store.duck_cursor import DuckTransaction, fault, faults, first_line, read_once
from dragoman.store.gate import Gate
from dragoman.store.indices import Index
from dragoman.store.migrate import Origin, migrate
from dragoman.store.purging import purge_marked
from dragoman.store.rewritten import copy_rows, swap
from dragoman.store.search import SearchFile

log = logging.getLogger(__name__)

CONFIG = {
    "autoinstall_known_extensions": "false",  # a store never downloads a program
    "autoload_known_extensions": "false",
    "enable_external_access": "false",  # SQL reads and writes this file alone
    "python_enable_replacements": "false",  # a name in SQL is a table, never a variable
    "memory_limit": f"{STORE_MEMORY}MB",  # what is larger is let go, or spills to the disk
    # A checkpoint rewrites what was touched: rarely enough to be cheap, often enough that the
    # log is read back in a second after a crash.
    "checkpoint_threshold": "64MB",
}
#: Where a DuckDB file says what it is.
_MAGIC_AT, _MAGIC = 8, b"DUCK"


class LockedStoreError(StoreError):
    """Another process has the file open."""


def open_duck(path: Path, origin: Origin, *, memory: int = STORE_MEMORY) -> DuckDatabase:
    """The store in this file, made if there is none, its tables brought up to date.

    It holds so many megabytes in memory at most.
    """
    if not path.exists():
        _make(path, origin)
    database = DuckDatabase(path, memory=memory)
    try:
        with _naming(path):
            migrate(database, origin)
        _finish_purge(database)
    except BaseException:
        database.close()
        raise
    return database


class DuckDatabase:
    """A DuckDB file; it is this process's alone until `close`."""

    dialect = Dialect.DUCKDB

    def __init__(self, path: Path, *, name: Path | None = None, memory: int = STORE_MEMORY) -> None:
        self.path, self._memory = path if name is None else name, memory
        self._connection = _connect(path, memory)
        self._writing = Lock()
        self._gate = Gate()  # shut while the file is changed for another
        self._locks: list[int] = []
        self._words = SearchFile(path.with_name(f"{path.name}.search"), self)

    def read(self, sql: str, parameters: Sequence[Parameter] = ()) -> pa.Table:
        """The rows of one select, as of one moment; writing statements are refused."""
        with faults(self.path), self._cursor() as cursor:
            return read_once(cursor, sql, parameters)

    @contextmanager
    def change(self) -> Iterator[DuckTransaction]:
        """A transaction: kept when the block ends, undone when it raises."""
        with self._writing, faults(self.path), self._cursor() as cursor:
            cursor.execute("begin transaction")
            try:
                yield DuckTransaction(cursor)
                cursor.execute("commit")
            except BaseException:
                with suppress(duckdb.Error):  # a failed commit has rolled back by itself
                    cursor.execute("rollback")
                raise

    def checkpoint(self) -> None:
        """Write the log into the file."""
        with faults(self.path):
            self._connection.execute("checkpoint")

    def search(self, index: Index, phrases: Sequence[str]) -> pa.Table:
        """The `id` and `rank` of what holds all phrases, from the search file beside this one."""
        return self._words.find(index, phrases)

    def purge(self) -> None:
        """Rid the disk of all that was deleted: the file is written anew and takes its place."""
        self._words.discard()
        with self._writing, faults(self.path), _making(self.path), _anew(self.path) as folder:
            made = folder / self.path.name
            with self._gate.shut():
                self._write_anew(made)
                self._connection.execute("pragma disable_checkpoint_on_shutdown")
                self._locks.append(swap(made, self.path, self._connection.close))
                self._connection = _connect(self.path, self._memory)

    def _write_anew(self, made: Path) -> None:
        """All rows in a new file, and none left in the log of this one."""
        duckdb.connect(str(made), config=dict(CONFIG)).close()
        with closing(DuckDatabase(made, name=self.path)) as database:
            migrate(database, Origin(store="", program=""))  # its rows are replaced as all others
            copy_rows(self._connection, database._connection)
            database.checkpoint()
        self._connection.execute("checkpoint")

    def close(self) -> None:
        """Write the log into the file and let it go."""
        self._words.close()
        with suppress(duckdb.Error):  # the log stays beside the file and is read when next opened
            self._connection.close()
        while self._locks:
            os.close(self._locks.pop())

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._gate.passing():
            cursor = self._connection.cursor()
            try:
                yield cursor
            finally:
                cursor.close()


def _connect(path: Path, memory: int) -> duckdb.DuckDBPyConnection:
    """The file open; a StoreError says why it cannot be."""
    _require_duckdb(path)
    there = os.stat(path).st_ino
    try:
        connection = duckdb.connect(str(path), config={**CONFIG, "memory_limit": f"{memory}MB"})
    except duckdb.Error as error:
        if "lock" in str(error) and "PID" in str(error):
            raise LockedStoreError(f"{path} is in use: {first_line(error)}") from error
        raise fault(path, error) from error
    if os.stat(path).st_ino != there:  # its owner put another file here meanwhile: see `purge`
        connection.close()
        raise LockedStoreError(f"{path} is in use")
    return connection


def _require_duckdb(path: Path) -> None:
    """Refuse what is no DuckDB file before DuckDB guesses (a SQLite file makes it want more)."""
    try:
        with path.open("rb") as file:
            start = file.read(_MAGIC_AT + len(_MAGIC))
    except OSError as error:
        raise StoreError(f"cannot open the store {path}: {error.strerror}") from error
    if start[_MAGIC_AT:] != _MAGIC:
        raise StoreError(f"{path} is no store: name another file, or one that is yet to be made")


def _make(path: Path, origin: Origin) -> None:
    """A new store under this name, whole or not at all, whoever else makes it at this moment."""
    with faults(path), _making(path), _folder(path) as folder:
        made = folder / path.name
        duckdb.connect(str(made), config=dict(CONFIG)).close()
        with closing(DuckDatabase(made, name=path)) as database:
            migrate(database, origin)
            database.checkpoint()  # the log stays behind when the file moves
        with suppress(FileExistsError):  # another was quicker: theirs is as good
            os.link(made, path)


def _finish_purge(database: DuckDatabase) -> None:
    """Take up what was stopped; a store that has no room for it just now can be used all the same."""
    try:
        purge_marked(database)
    except StoreError as error:
        log.warning("%s: what was forgotten is still on the disk: %s", database.path, error)


def _anew(path: Path) -> AbstractContextManager[Path]:
    """A folder in which its owner writes the file anew; any that a kill left behind is gone."""
    name = path.with_name(f"{path.name}.anew")
    for left in path.parent.glob(f".{glob.escape(name.name)}.*"):
        shutil.rmtree(left, ignore_errors=True)
    return _folder(name)


@contextmanager
def _folder(path: Path) -> Iterator[Path]:
    """A folder beside the file, on the same disk, for as long as another is made."""
    with TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        yield Path(folder)


@contextmanager
def _making(path: Path) -> Iterator[None]:
    """Faults of the disk, while a file is made, as ours."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"cannot make the store {path}: {error.strerror}") from error


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Put the file's name before what migrations complain of."""
    try:
        yield
    except StoreError as error:
        raise StoreError(f"{path}: {error}") from error
