"""PostgreSQL as a kept database: a store for a team, with several writers at once.

Every change first takes one lock of the store (an advisory lock, which the server frees when
the change ends, however it ends).  So linking always sees all that was linked before, and
writers wait for each other; readers wait for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Lock

import psycopg
import pyarrow as pa
from psycopg import errors, sql
from psycopg.pq import TransactionStatus

from dragoman.errors import StoreError, UsageError
from dragoman.store.columns import TABLES
from dragoman.store.database import Dialect, Parameter
from dragoman.store.indices import Index
from dragoman.store.lost import LostServerError
from dragoman.store.migrate import Origin, migrate
from dragoman.store.search_tables import RANKED
from dragoman.store.server_address import ServerAddress, read_address
from dragoman.store.server_rows import arrow_table, rows_to_copy, storable, type_name
from dragoman.store.server_search import SEARCH

#: Functions of the migrations want this version.
OLDEST = 14
#: The first half of the lock's number; the second is the schema's, so that stores in two schemas
#: of one database do not wait for each other.
_LOCK = 0x64726167  # "drag"
_TAKE_LOCK = "select pg_advisory_xact_lock($1, hashtext(current_schema()))"
_SETTINGS = {
    # A writer that stands still for so long, holding the lock, is ended by the server; it and one
    # whose machine is gone must not stop all others.
    "idle_in_transaction_session_timeout": "15min",
    "tcp_keepalives_idle": "60",
    "timezone": "UTC",
    # A batch looks up a few neighbours in large tables: by index, not by reading them whole.
    "random_page_cost": "1.1",
    "jit": "off",
}
#: Faults of the one who asks, not of the store.
_ASKED_WRONGLY = (
    errors.ProgrammingError,
    errors.DataError,
    errors.NotSupportedError,
    errors.ReadOnlySqlTransaction,
)

Connection = psycopg.Connection[tuple[object, ...]]


def open_postgres(address: str, origin: Origin) -> PostgresDatabase:
    """The store behind this address, its tables made or brought up to date."""
    database = PostgresDatabase(read_address(address))
    try:
        migrate(database, origin)
    except BaseException as error:
        database.close()
        if isinstance(error, StoreError) and database.name not in str(error):
            raise StoreError(f"{database.name}: {error}") from error
        raise
    return database


class PostgresDatabase:
    """A schema of a PostgreSQL database; a connection for each thread that is busy."""

    dialect = Dialect.POSTGRES

    def __init__(self, address: ServerAddress) -> None:
        self._address = address
        self._idle: list[Connection] = []
        self._sharing = Lock()
        self._closed = False

    @property
    def name(self) -> str:
        """The address without user and password."""
        return self._address.name

    def read(self, sql: str, parameters: Sequence[Parameter] = ()) -> pa.Table:
        """The rows of one select, as of one moment; writing statements are refused."""
        with self._connected(read_only=True) as connection, connection.transaction():
            return _asked(connection, sql, parameters)

    @contextmanager
    def change(self) -> Iterator[PostgresTransaction]:
        """A transaction: kept when the block ends, undone when it raises."""
        with self._connected(read_only=False) as connection, connection.transaction():
            connection.execute(_TAKE_LOCK, [_LOCK])
            yield PostgresTransaction(connection)

    def search(self, index: Index, phrases: Sequence[str]) -> pa.Table:
        """The `id` and `rank` of what holds all phrases, by the server's own text search."""
        return self.read(SEARCH[index], [list(phrases), RANKED])

    def purge(self) -> None:
        """Rid the disk of all that was deleted: the tables and their indices are written anew.

        What the server's own log and backups still hold is its keeper's to remove.
        """
        with self._connected(read_only=False) as connection:
            for table in TABLES:
                connection.execute(sql.SQL("vacuum full {}").format(sql.Identifier(table)))

    def close(self) -> None:
        """Let the connections go; those that are busy go when they are done."""
        with self._sharing:
            self._closed = True
        self._forget()

    @contextmanager
    def _connected(self, *, read_only: bool) -> Iterator[Connection]:
        """A connection for this thread; faults of the server as ours."""
        connection = self._taken()
        try:
            connection.read_only = read_only
            yield connection
        except psycopg.Error as error:
            if connection.closed:
                self._forget()  # what ended this one has ended the idle ones too
            raise _fault(self.name, error, lost=connection.closed) from error
        finally:
            self._give_back(connection)

    def _taken(self) -> Connection:
        with self._sharing:
            if self._closed:
                raise StoreError(f"{self.name} was closed")
            if self._idle:
                return self._idle.pop()
        return _connect(self._address)

    def _give_back(self, connection: Connection) -> None:
        free = connection.info.transaction_status == TransactionStatus.IDLE
        with self._sharing:
            if free and not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _forget(self) -> None:
        with self._sharing:
            idle, self._idle = self._idle, []
        for connection in idle:
            with suppress(psycopg.Error):
                connection.close()


class PostgresTransaction:
    """A change under way."""

    dialect = Dialect.POSTGRES

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, sql: str, parameters: Sequence[Parameter] = ()) -> pa.Table:
        """The rows of one select; parameters stand as $1, $2 ..."""
        cursor = self._connection.cursor(binary=True)
        cursor.execute(sql, _bound(parameters))
        return arrow_table(cursor)

    def write(self, sql: str, parameters: Sequence[Parameter] = ()) -> None:
        """Run one insert, update or delete."""
        self._connection.execute(sql, _bound(parameters))

    def insert(self, table: str, rows: pa.Table) -> None:
        """Append rows, whose columns are those of the table, in bulk."""
        if rows.num_rows == 0:
            return
        columns = ", ".join(f'"{name}"' for name in rows.column_names)
        sql = f'copy "{table}" ({columns}) from stdin (format binary)'
        with self._connection.cursor().copy(sql) as copy:
            copy.set_types([type_name(field.type) for field in rows.schema])
            for row in rows_to_copy(rows):
                copy.write_row(row)

    def stage(self, name: str, rows: pa.Table) -> None:
        """Rows under a name that selects of this transaction can join, gone at its end."""
        columns = ", ".join(f'"{field.name}" {type_name(field.type)}' for field in rows.schema)
        self.write(f'drop table if exists pg_temp."{name}"')
        self.write(f'create temp table "{name}" ({columns}) on commit drop')
        self.insert(name, rows)
        self.write(f'analyze "{name}"')  # else joins are planned for a thousand rows and more


def _asked(connection: Connection, sql: str, parameters: Sequence[Parameter]) -> pa.Table:
    """The rows of a select that a person may have written.

    A cursor is declared for it: the server takes nothing but one select there.
    """
    cursor = connection.cursor(binary=True)
    try:
        cursor.execute(f"declare answer no scroll cursor for {sql}", _bound(parameters))
        cursor.execute("fetch all from answer", [])
        rows = arrow_table(cursor)
    except errors.SyntaxError as error:
        raise UsageError(
            f"this cannot be asked: {_line(error)}; only one select can be asked here"
        ) from error
    except _ASKED_WRONGLY as error:
        raise UsageError(f"this cannot be asked: {_line(error)}") from error
    if not rows.column_names:
        raise UsageError("this cannot be asked: a select without columns")
    return rows


def _bound(parameters: Sequence[Parameter]) -> list[object]:
    return [storable(list(one) if isinstance(one, tuple) else one) for one in parameters]


def _connect(address: ServerAddress) -> Connection:
    """A new connection; a StoreError says why there is none."""
    try:
        connection = psycopg.connect(
            address.connection,
            autocommit=True,
            cursor_factory=psycopg.RawCursor,
            prepare_threshold=None,  # tables may change under a prepared statement
        )
        connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
        for name, value in _SETTINGS.items():
            connection.execute("select set_config($1, $2, false)", [name, value])
    except psycopg.Error as error:
        raise StoreError(
            f"cannot reach the store {address.name}: {_line(error)}; is the server up, and are "
            "host, database, user and password right?"
        ) from error
    _require_fit(connection, address)
    return connection


def _require_fit(connection: Connection, address: ServerAddress) -> None:
    """Refuse a server that is too old, or a database that cannot hold every text."""
    version, encoding = (
        connection.info.server_version // 10_000,
        connection.info.parameter_status("server_encoding"),
    )
    if version >= OLDEST and encoding == "UTF8":
        return
    connection.close()
    if version < OLDEST:
        raise StoreError(f"{address.name} is PostgreSQL {version}: a store needs {OLDEST} or later")
    raise StoreError(
        f"{address.name} keeps texts as {encoding}: make its database anew with "
        "`createdb --encoding UTF8 --template template0`"
    )


def _fault(name: str, error: psycopg.Error, *, lost: bool) -> StoreError:
    line = _line(error)
    if lost:
        return LostServerError(
            f"the connection to the store {name} was lost: {line}; a batch is kept whole or not "
            "at all, so run the same command again when the server is back"
        )
    if isinstance(error, errors.InsufficientPrivilege):
        return StoreError(f"the store {name} does not let this user: {line}; see docs/store.md")
    if isinstance(error, errors.DiskFull):
        return StoreError(f"the store {name} has no room left: {line}; make room and start again")
    return StoreError(f"the store {name} fails: {line}")


def _line(error: psycopg.Error) -> str:
    """What the server says, in one line."""
    words = error.diag.message_primary or str(error).strip() or type(error).__name__
    parts = (words.splitlines()[0], error.diag.message_detail or "")
    return ": ".join(part for part in parts if part)
