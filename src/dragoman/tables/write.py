"""Writing the gazetteer's file: beside the old one, then put in its place by one rename."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from dragoman.errors import SetupError
from dragoman.resolving.place_index import FORM, SCALE
from dragoman.tables.names import insert_names
from dragoman.tables.places import PlaceRow

# Names are taken as they come and sorted once: an index of twenty million names that grows in
# no order would be read and written over and over.
_SCHEMA = """
pragma page_size = 4096;
pragma journal_mode = off;
pragma synchronous = off;
create table meta (key text primary key, value text) without rowid;
create table place (
  id integer primary key, name text, latitude integer, longitude integer, country text,
  province text, feature text, population integer
);
create table place_name (key text, place integer, primary key (key, place)) without rowid;
create table unsorted_name (key text, place integer);
"""
_SORT = """
insert into place_name select distinct key, place from unsorted_name order by key, place;
drop table unsorted_name;
create index first_order on place (feature) where feature = 'ADM1';
"""
_BATCH = 10_000


def write_places(rows: Iterable[PlaceRow], path: Path, *, version: str) -> int:
    """How many places were written to `path`, with the names of countries, bodies and people.

    A reader of the old file is never disturbed.
    Rows are taken in batches, never all at once, and may come in any order: the same rows
    give the same bytes.  Of two rows with one number the first counts.
    """
    with _replacing(path) as db:
        db.executescript(_SCHEMA)
        db.executemany("insert into meta values (?, ?)", [("form", FORM), ("version", version)])
        for batch in _batches(rows):
            _insert(db, batch)
        (count,) = db.execute("select count(*) from place").fetchone()
        if not count:
            raise SetupError(f"no places to write to {path}: it stays as it was")
        db.commit()
        db.executescript(_SORT)
        insert_names(db)
        db.commit()
        db.execute("vacuum")
    return int(count)


def write_names(base: Path, persons: Path, path: Path) -> int:
    """A copy of the file `base` at `path` whose people are those of a user's table; how many names."""
    with _replacing(path) as db:
        with closing(sqlite3.connect(f"{base.resolve().as_uri()}?mode=ro", uri=True)) as old:
            old.backup(db)
        count = insert_names(db, persons)
        db.commit()
        db.execute("vacuum")
    return count


@contextmanager
def _replacing(path: Path) -> Iterator[sqlite3.Connection]:
    """A new file of SQLite that takes the place of `path` at the end, and is gone after a fault.

    Its name has the number of this process in it: two builds at once never write one file.
    What a killed build left is cleared away; a build that still goes on then fails at its end.
    """
    _clear(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    db = _opened(part)
    try:
        yield db
        db.close()
        _put_in_place(part, path)
    except sqlite3.Error as error:
        raise SetupError(_reason(path, error)) from error
    finally:
        db.close()
        part.unlink(missing_ok=True)


def _clear(path: Path) -> None:
    for left in path.parent.glob(f".{path.name}.*part"):
        left.unlink(missing_ok=True)


def _opened(part: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(part)
    except sqlite3.Error as error:
        raise SetupError(f"cannot write in {part.parent}: {error}") from error


def _put_in_place(part: Path, path: Path) -> None:
    """Rename the whole file; it is on the disk before, lest a power cut leave half of it."""
    try:
        with part.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        raise SetupError(f"cannot put {path} in place: {error.strerror}") from error


def _reason(path: Path, error: sqlite3.Error) -> str:
    """What a person can do about it; SQLite says "full" of the disk of its temporary files too."""
    if "full" in str(error):
        return (
            f"the disk is full: {path} stays as it was; free room in {path.parent},"
            " or name a larger folder for temporary files with SQLITE_TMPDIR"
        )
    return f"cannot write {path}, which stays as it was: {error}"


def _batches(rows: Iterable[PlaceRow]) -> Iterator[list[PlaceRow]]:
    """The rows in lists that fit in memory."""
    row = iter(rows)
    while batch := list(islice(row, _BATCH)):
        yield batch


def _insert(db: sqlite3.Connection, rows: list[PlaceRow]) -> None:
    db.executemany(
        "insert or ignore into place values (?, ?, ?, ?, ?, ?, ?, ?)", map(_place_values, rows)
    )
    db.executemany(
        "insert into unsorted_name values (?, ?)",
        ((key, row.geonames) for row in rows for key in row.keys),
    )


def _place_values(row: PlaceRow) -> tuple[object, ...]:
    return (
        row.geonames,
        row.name,
        round(row.latitude * SCALE),
        round(row.longitude * SCALE),
        row.country,
        row.province,
        row.feature,
        row.population,
    )
