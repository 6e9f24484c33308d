"""A DuckDB file written anew, row by row: what was deleted has no place in it.

DuckDB leaves the bytes of deleted rows in its file, so nothing less is sure.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import duckdb

#: Rows in memory at a time.
_ROWS = 10_000
_TABLES = "select table_name from information_schema.tables where table_schema = 'main'"

Connection = duckdb.DuckDBPyConnection


def copy_rows(old: Connection, new: Connection) -> None:
    """All rows of one database into the tables of another, in order, in place of its own."""
    for (table,) in old.sql(_TABLES).fetchall():
        new.execute(f'delete from "{table}"')
        rows = old.sql(f'select * from "{table}"').to_arrow_reader(_ROWS)
        columns = ", ".join(f'"{name}"' for name in rows.schema.names)
        new.register("arriving", rows)
        new.execute(f'insert into "{table}" ({columns}) select {columns} from arriving')
        new.unregister("arriving")


def locked(path: Path) -> int:
    """A file held open that DuckDB of another process cannot open meanwhile; its number.

    The lock is this process's, as DuckDB's own: it ends when the process closes any file of
    that name, so it is let go after DuckDB's connection, never before.
    """
    file = os.open(path, os.O_RDWR)
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        raise
    return file


def swap(new: Path, path: Path, close_old: Callable[[], None]) -> int:
    """Put a file in the place of one that this process owns, which is never nobody's.

    Gives the new file's lock, to be let go with `os.close` after the connection to it.
    """
    lock = locked(new)
    os.replace(new, path)
    close_old()
    return lock
