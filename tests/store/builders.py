"""Stores in a folder, or on the server, of the test's own."""

import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from dragoman.store.database import Dialect
from dragoman.store.duck import open_duck
from dragoman.store.migrate import Origin, read_steps

ORIGIN = Origin(store="store-1", program="9.9")
NOW = datetime(2024, 3, 9, 12)
#: The number of the last migration, as a store says it.
NEWEST = str(read_steps(Dialect.DUCKDB)[-1].number)
HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); input()"


@contextmanager
def a_database(home):
    """A new store, or the one that an earlier call made in this folder or place on a server."""
    opened = a_duck(home) if isinstance(home, Path) else a_postgres(home.address)
    with opened as database:
        yield database


@contextmanager
def a_postgres(address):
    """A new store, or the one that an earlier call made behind this address."""
    from dragoman.store.postgres import open_postgres  # psycopg may be absent

    database = open_postgres(address, ORIGIN)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def a_duck(folder):
    """A new DuckDB store, or the one that an earlier call made in this folder."""
    database = open_duck(folder / "record.duckdb", ORIGIN)
    try:
        yield database
    finally:
        database.close()


def where(home):
    """What a command would be given as --store."""
    return str(home / "record.duckdb") if isinstance(home, Path) else home.address


def another(home):
    """Room for another store of the same kind."""
    folder = (home if isinstance(home, Path) else home.folder) / "another"
    folder.mkdir()
    return folder if isinstance(home, Path) else replace(home, folder=folder)


def coders(*names):
    """Rows of the simplest table."""
    numbers = pa.array(range(1, len(names) + 1), pa.int32())
    return pa.table({"number": numbers, "name": pa.array(names, pa.string())})


def names_in(database):
    return database.read("select name from coders order by number")["name"].to_pylist()


@contextmanager
def held_open(path):
    """While another process has the file open."""
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        try:
            assert other.stdout.readline() == b"held\n"
            yield
        finally:
            other.kill()
