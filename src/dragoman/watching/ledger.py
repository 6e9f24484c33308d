"""The watch's own book, a small SQLite file: what was seen, what waits, who must be told.

All that follows from one answer of a server is written in one transaction, so a watch that is
killed at any moment finds a state from which it can go on.  One process writes at a time,
which a lock beside the file sees to; others may read.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from dragoman.errors import SetupError

_VERSION = 2
#: Seconds that one thread waits while another writes.
_BUSY = 30.0
_ONLY_MINE = 0o600
_TABLES = """
create table sources (
    name text primary key,
    url text not null,
    moved text not null default '',      -- where a permanent redirect leads
    etag text not null default '',
    modified text not null default '',
    digest text not null default '',     -- of the last body
    due real not null default 0,         -- times are seconds since 1970
    pace real not null default 0,        -- seconds between polls, adapted
    polls integer not null default 0,
    tried real,
    succeeded real,
    news real,                           -- when an entry was last new
    failures integer not null default 0, -- in a row
    fault text not null default '',
    gone integer not null default 0      -- its server says that it will not come back
) strict;
create table parts (                     -- of an index of sitemaps
    source text not null,
    url text not null,
    stamp text not null,
    primary key (source, url)
) strict, without rowid;
create table pages (
    key text primary key,                -- the canonical address
    url text not null,
    source text not null,
    host text not null,
    state text not null,                 -- waiting, fetched, done
    due real not null,
    tries integer not null default 0,
    unclosed integer not null default 0, -- how often in a row it came without its end
    handed integer not null default 0,   -- how often it was given to be coded
    published text not null,
    listed real not null,
    body blob,
    charset text,
    fault text not null default '',
    fault_kind text not null default '',
    changed real not null default 0,     -- when its source says that it last did
    fetched real not null default 0,     -- when it last came
    version integer not null default 1   -- how often it was to be had, for its changes
) strict;
create index pages_by_host on pages (state, host, due);
create table hosts (
    name text primary key,
    failures integer not null,
    rest real not null
) strict;
create table robots (
    site text primary key,
    words text not null,
    at real not null
) strict;
create table days (
    source text not null,
    day text not null,
    stories integer not null,
    primary key (source, day)
) strict, without rowid;
create table lengths (                   -- of the latest stories, 0 for a page without one
    id integer primary key,
    source text not null,
    characters integer not null
) strict;
create index lengths_by_source on lengths (source, id);
create table told (                      -- what a rule has told of, record by record
    rule text not null,
    id text not null,
    primary key (rule, id)
) strict, without rowid;
create table letters (
    id text primary key,
    target text not null,
    body text not null,
    made real not null,
    due real not null,
    tries integer not null default 0,
    fault text not null default ''
) strict;
"""
#: What makes a book of each earlier version one of the next.
_CHANGES = {
    1: (
        "alter table pages add column changed real not null default 0",
        "alter table pages add column fetched real not null default 0",
        "alter table pages add column version integer not null default 1",
    )
}


@contextmanager
def open_ledger(path: Path) -> Iterator[sqlite3.Connection]:
    """The book, made where there is none; a SetupError where it cannot be used."""
    try:
        with closing(_connect(path)) as connection:
            _require_tables(connection, path)
            yield connection
    except sqlite3.OperationalError as error:
        raise SetupError(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise SetupError(f"{path} is no file of a watch: {error}") from error


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """While no other watch uses this book; a SetupError where one does."""
    with _lock_file(path.with_name(f"{path.name}.lock")) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SetupError(f"another watch is at work with {path}: stop it first") from error
        yield


@contextmanager
def change(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block is written, or nothing."""
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


@contextmanager
def _lock_file(path: Path) -> Iterator[int]:
    """The file's number; the file stays, for one that is deleted could be locked twice."""
    try:
        number = os.open(path, os.O_RDWR | os.O_CREAT, _ONLY_MINE)
    except OSError as error:
        raise SetupError(f"cannot write {path}: {error.strerror}") from error
    try:
        yield number
    finally:
        os.close(number)


def _connect(path: Path) -> sqlite3.Connection:
    """A connection whose transactions we begin ourselves."""
    connection = sqlite3.connect(path, timeout=_BUSY, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    return connection


def _require_tables(connection: sqlite3.Connection, path: Path) -> None:
    with change(connection):
        version = connection.execute("pragma user_version").fetchone()[0]
        if version == 0:
            _execute(connection, _TABLES.split(";\n"))
            version = _VERSION
        while version in _CHANGES:
            _execute(connection, _CHANGES[version])
            version += 1
        if version != _VERSION:
            raise SetupError(
                f"{path} is of another dragoman (version {version}, not {_VERSION}): "
                "use that one, or move the file away to start anew"
            )
        connection.execute(f"pragma user_version = {_VERSION}")


def _execute(connection: sqlite3.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.execute(statement)
