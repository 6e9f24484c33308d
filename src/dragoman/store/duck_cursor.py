"""What every DuckDB connection here has in common: selects asked safely, faults told as ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from dragoman.errors import StoreError, UsageError
from dragoman.store.database import Dialect, Parameter

_INVALID = "database has been invalidated"
#: Faults of the one who asks, not of the store.
_ASKED_WRONGLY = (
    duckdb.ProgrammingError,
    duckdb.DataError,
    duckdb.NotSupportedError,
    duckdb.PermissionException,
)


class DuckTransaction:
    """A change under way."""

    dialect = Dialect.DUCKDB

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor

    def read(self, sql: str, parameters: Sequence[Parameter] = ()) -> pa.Table:
        """The rows of one select; parameters stand as $1, $2 ..."""
        return rows_of(self._cursor, sql, parameters)

    def write(self, sql: str, parameters: Sequence[Parameter] = ()) -> None:
        """Run one insert, update or delete."""
        self._cursor.execute(sql, list(parameters))

    def insert(self, table: str, rows: pa.Table) -> None:
        """Append rows, whose columns are those of the table, in bulk."""
        if rows.num_rows == 0:
            return
        columns = ", ".join(f'"{name}"' for name in rows.column_names)
        self._with(rows, f'insert into "{table}" ({columns}) select {columns} from arriving')

    def stage(self, name: str, rows: pa.Table) -> None:
        """Rows under a name that selects of this transaction can join, gone at its end."""
        self._with(rows, f'create or replace temp table "{name}" as from arriving')

    def _with(self, rows: pa.Table, sql: str) -> None:
        self._cursor.register("arriving", rows)
        self._cursor.execute(sql)
        self._cursor.unregister("arriving")


def rows_of(
    cursor: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Parameter]
) -> pa.Table:
    """The rows of one select."""
    return cursor.sql(sql, params=list(parameters)).to_arrow_table()


def read_once(
    cursor: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Parameter]
) -> pa.Table:
    """The rows of a select that a person may have written, as of one moment; nothing is changed."""
    cursor.execute("begin transaction read only")
    try:
        return _asked(cursor, sql, parameters)
    finally:
        cursor.execute("rollback")


def _asked(
    cursor: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Parameter]
) -> pa.Table:
    """The rows of a select that a person may have written."""
    try:
        _require_select(cursor, sql)
        return rows_of(cursor, sql, parameters)
    except _ASKED_WRONGLY as error:
        raise UsageError(f"this cannot be asked: {first_line(error)}") from error


def _require_select(cursor: duckdb.DuckDBPyConnection, sql: str) -> None:
    statements = cursor.extract_statements(sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise UsageError("only one select can be asked here; other commands change a store")


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Faults of DuckDB as ours, with the file's name."""
    try:
        yield
    except duckdb.Error as error:
        raise fault(path, error) from error


def fault(path: Path, error: Exception) -> StoreError:
    """A fault of DuckDB in one line."""
    words = first_line(error)
    if _INVALID in str(error):
        words = "a fault before this one closed it; start again"
    return StoreError(f"the store {path} fails: {words}")


def first_line(error: Exception) -> str:
    """The first line of what DuckDB says."""
    return str(error).strip().splitlines()[0]
