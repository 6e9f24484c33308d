"""What a search file lacks of its store, and how it is taken in.

A story and its newest coder's number say which records it has: nothing else is compared.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from dragoman.store.asked import Asked

#: Stories whose texts are in memory at a time.
CHUNK = 5_000
#: When so large a part of what was indexed is no longer found, the file is made anew.
DEAD = 0.2

Known = Mapping[str, tuple[int, int]]  # by story: its newest coder and how many records it has


@dataclass(frozen=True, slots=True)
class Update:
    """What is to be done: stories that are new or coded anew, and whether to begin from nothing."""

    fingerprint: str
    stories: tuple[str, ...] = ()
    anew: bool = False


def needed(connection: sqlite3.Connection, store: Asked) -> Update:
    """What the file lacks."""
    fingerprint = _fingerprint(store)
    if _state(connection) == fingerprint:
        return Update(fingerprint)
    there, here = _in_store(store), _in_file(connection)
    changed = tuple(story for story, one in there.items() if here.get(story) != one)
    gone = here.keys() - there.keys()
    lost = any(there[story][1] < here[story][1] for story in here.keys() & there.keys())
    dead = sum(story in here for story in changed) > DEAD * max(len(here), 1)
    return Update(fingerprint, changed, anew=bool(here) and (bool(gone) or lost or dead))


def take_in(connection: sqlite3.Connection, store: Asked, update: Update) -> None:
    """Take these stories in, each chunk whole; the file is up to date when all are."""
    for chunk in _chunks(update.stories):
        stories, records = _stories(store, chunk), _records(store, chunk)
        with _transaction(connection):
            _replace(connection, stories, records)
    if _state(connection) != update.fingerprint:
        with _transaction(connection):
            connection.execute("delete from state")
            connection.execute("insert into state values (?)", (update.fingerprint,))
        connection.execute("pragma wal_checkpoint(truncate)")  # or the log stays as long as it was


def _transaction(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("begin immediate")
    return connection  # its block commits, or rolls back


def _fingerprint(store: Asked) -> str:
    """A text that changes when stories or records come, go or are coded anew."""
    [row] = store.read(
        "select count(*) as stories, bit_xor(hash(s.id, s.coder)) as mark, "
        "(select count(*) from records r where r.newest) as records from stories s"
    ).to_pylist()
    return f"{row['stories']} {row['mark']} {row['records']}"


def _state(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("select fingerprint from state").fetchone()
    return None if row is None else str(row[0])


def _in_store(store: Asked) -> Known:
    rows = store.read(
        "select s.id, s.coder, coalesce(r.records, 0) as records from stories s "
        "left join (select story, count(*) as records from records where newest group by story) r "
        "on r.story = s.id order by s.added, s.id"
    )
    return _known(*(rows[name].to_pylist() for name in ("id", "coder", "records")))


def _in_file(connection: sqlite3.Connection) -> Known:
    rows = connection.execute("select id, coder, records from stories").fetchall()
    return {story: (coder, records) for story, coder, records in rows}


def _known(ids: Sequence[str], coders: Sequence[int], records: Sequence[int]) -> Known:
    return dict(zip(ids, zip(coders, records, strict=True), strict=True))


def _stories(store: Asked, ids: Sequence[str]) -> pa.Table:
    return store.read(
        "select id, coder, title, text from stories where id = any(cast($1 as text[]))", [list(ids)]
    )


def _records(store: Asked, stories: Sequence[str]) -> pa.Table:
    return store.read(
        "select id, story, evidence from records where newest and story = any(cast($1 as text[]))",
        [list(stories)],
    )


def _replace(connection: sqlite3.Connection, stories: pa.Table, records: pa.Table) -> None:
    rows: dict[str, list[tuple[str, str]]] = {}
    for row in records.to_pylist():
        rows.setdefault(row["story"], []).append((row["id"], row["evidence"]))
    for story in stories.to_pylist():
        _forget(connection, story["id"])
        key = (story["id"], story["coder"], len(rows.get(story["id"], ())))
        number = connection.execute(
            "insert into stories (id, coder, records) values (?, ?, ?)", key
        ).lastrowid
        words = (number, story["title"], story["text"])
        connection.execute("insert into story_words (rowid, title, text) values (?, ?, ?)", words)
        for record, evidence in rows.get(story["id"], ()):
            place = connection.execute(
                "insert into records (id, story) values (?, ?)", (record, number)
            ).lastrowid
            connection.execute(
                "insert into record_words (rowid, evidence) values (?, ?)", (place, evidence)
            )


def _forget(connection: sqlite3.Connection, story: str) -> None:
    known = connection.execute("select number from stories where id = ?", (story,)).fetchone()
    if known is not None:
        connection.execute("delete from records where story = ?", known)
        connection.execute("delete from stories where number = ?", known)


def _chunks(stories: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(stories), CHUNK):
        yield stories[start : start + CHUNK]
