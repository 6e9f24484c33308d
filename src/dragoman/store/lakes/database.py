"""A lake as a database that can be asked: DuckDB over its Parquet files, in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from threading import Lock

import duckdb
import pyarrow as pa

from dragoman.store.database import Dialect, Parameter, Transaction
from dragoman.store.duck import CONFIG
from dragoman.store.duck_cursor import DuckTransaction, faults, read_once
from dragoman.store.indices import Index
from dragoman.store.lakes.journal import finish, reading
from dragoman.store.lakes.layout import STORED, Mark, files_of, read_mark
from dragoman.store.lakes.locks import SEARCH, held
from dragoman.store.lakes.views import own_view, quoted, view
from dragoman.store.migrate import read_steps
from dragoman.store.search import SearchFile

_WORDS = "_search.sqlite"


class LakeDatabase:
    """The tables of a store over a lake's files; what a run adds meanwhile is there at once.

    Safe to call from several threads, and beside other processes that read or write.
    """

    dialect = Dialect.DUCKDB

    def __init__(self, path: Path) -> None:
        """Open the lake; a StoreError says why it cannot be."""
        self.path = path.resolve()
        self._opening = Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._mark: Mark | None = None
        self._words = SearchFile(self.path / _WORDS, self)
        with self._cursor():
            pass

    def read(self, sql: str, parameters: Sequence[Parameter] = ()) -> pa.Table:
        """The rows of one select, as of one moment; writing statements are refused."""
        with faults(self.path), self._cursor() as cursor:
            return read_once(cursor, sql, parameters)

    @contextmanager
    def looking(self) -> Iterator[Transaction]:
        """Selects over one moment that may join rows staged beside them; nothing is kept."""
        with faults(self.path), self._cursor() as cursor:
            cursor.execute("begin transaction")
            try:
                yield DuckTransaction(cursor)
            finally:
                cursor.execute("rollback")

    def search(self, index: Index, phrases: Sequence[str]) -> pa.Table:
        """The `id` and `rank` of what holds all phrases, from a search file in the lake's folder.

        It is made when words are first asked for, and brought up to date then and later.
        """
        with held(self.path, SEARCH):
            return self._words.find(index, phrases)

    def discard_words(self) -> None:
        """Delete the search file; the next search makes it anew."""
        with held(self.path, SEARCH):
            self._words.discard()

    def close(self) -> None:
        """Let the files go."""
        self._words.close()
        self._connection = None

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor over the lake as it is, which stays so until the block ends."""
        with reading(self.path) as mark:
            with self._opening:
                if self._connection is None or mark != self._mark:
                    self._connection, self._mark = _connect(self.path, mark), mark
                cursor = self._connection.cursor()
            try:
                yield cursor
            finally:
                cursor.close()


def open_lake(path: Path) -> LakeDatabase:
    """The lake in this folder, with what a kill left undone taken up."""
    read_mark(path)
    finish(path)
    return LakeDatabase(path)


def _connect(lake: Path, mark: Mark) -> duckdb.DuckDBPyConnection:
    """A database in memory: views over the files there are, empty tables for the rest."""
    spill = str(Path(gettempdir()) / "dragoman-spill")
    connection = duckdb.connect(
        ":memory:",
        config={**CONFIG, "enable_external_access": "true", "temp_directory": spill},
    )
    with faults(lake):
        _make_tables(connection, mark)
        _make_views(connection, lake)
        connection.execute(f"set allowed_directories = ['{quoted(str(lake))}/']")
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    return connection


def _make_tables(connection: duckdb.DuckDBPyConnection, mark: Mark) -> None:
    steps = read_steps(Dialect.DUCKDB)
    for statement in (statement for step in steps for statement in step.statements):
        connection.execute(statement)
    connection.execute("create table meta (name text not null, value text not null)")
    told = {"store": mark.id, "schema": str(steps[-1].number), "dragoman": mark.program}
    for name, value in told.items():
        connection.execute("insert into meta values ($1, $2)", [name, value])


def _make_views(connection: duckdb.DuckDBPyConnection, lake: Path) -> None:
    originals = files_of(lake, "originals")
    for table in ("originals", "outcomes"):
        connection.execute(own_view(table, files_of(lake, table)))
    for table in STORED:
        files = files_of(lake, table)
        if files:
            connection.execute(f'drop table "{table}"')
            coders = _coders(connection) if table != "coders" else 1
            copies = bool(originals)
            connection.execute(view(table, files, coders=coders, copies=copies))


def _coders(connection: duckdb.DuckDBPyConnection) -> int:
    """How many coders the lake has the answers of."""
    [count] = connection.execute("select count(*) from coders").fetchone() or (0,)
    return int(count)
