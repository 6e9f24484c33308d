"""Deleted rows made to leave the disk: a mark says that they still have to, whatever stops it."""

from __future__ import annotations

from dragoman.store.database import Database, Transaction

#: The row of `meta` that stands there from a deletion until nothing of it is on the disk.
_MARK = "unpurged"


def mark_unpurged(change: Transaction) -> None:
    """Say, together with a deletion, that what it deleted is still on the disk."""
    change.write("delete from meta where name = $1", [_MARK])
    change.write("insert into meta (name, value) values ($1, '1')", [_MARK])


def unmark(change: Transaction) -> None:
    """Say that nothing deleted is on the disk."""
    change.write("delete from meta where name = $1", [_MARK])


def purge_marked(database: Database) -> None:
    """Rid the disk of what was deleted, where that is still to be done."""
    if database.read("select 1 as one from meta where name = $1", [_MARK]).num_rows:
        database.purge()
        with database.change() as change:
            unmark(change)
