"""A page of a list in two steps: which rows and what is narrow of them, then what is wide.

Wide columns are packed, and unpacking one row of them unpacks its two thousand neighbours: who
has seen a row before does well to keep what was made of it.  The first step counts as well, so
that a filter is gone through once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.store.asked import Asked
from dragoman.store.conditions import Bound, conditions
from dragoman.store.cursor import Place, read_cursor, write_cursor
from dragoman.store.filters import Filter, Kind
from dragoman.store.selects import after, as_rows, order_of, search, source_of, with_found

Row = dict[str, Any]

#: What tells a row from what stood there before: an event is written anew when it changes.
_NARROW = {
    Kind.EVENTS: "e.id, e.last, e.score, e.records, e.corroboration, e.first_report",
    Kind.RECORDS: "r.id, r.coder, r.story",
    Kind.STORIES: "s.id, s.coder",
    Kind.VOICES: "v.story, v.position, v.coder",
}
_KEYS = ("key_rank", "key_day", "key_id")
_EVENTS_OF = "select record, event from membership where record = any(cast($1 as text[]))"


@dataclass(frozen=True, slots=True)
class Listing:
    """Narrow rows in order, and the cursor to the next ones."""

    rows: tuple[Row, ...]
    cursor: str | None


def read_listing(store: Asked, kind: Kind, chosen: Filter) -> Listing:
    """A page of narrow rows; `at_row` is each one's place, and a record's `event` is with it."""
    bound = Bound(store.dialect)
    tables = with_found(kind, search(store, kind, chosen), bound)
    where = " and ".join(conditions(kind, chosen, bound)) or "true"
    place = None if chosen.cursor is None else read_cursor(chosen.cursor)
    later = "true" if place is None else after(place, bound)
    limit = "" if chosen.limit is None else f"limit {bound.put(chosen.limit)}"
    keys, table, _ = source_of(store.dialect, kind, tables.rank)
    before = f"with {tables.before.removesuffix(', ')} " if tables.before else ""
    rows = store.read(
        f"{before}select * from (select {keys}, {_NARROW[kind]} from {table} {tables.join} "
        f"where {where}) fit where {later} {order_of()} {limit}",
        bound.values,
    ).to_pylist()
    full = bool(rows) and len(rows) == chosen.limit
    cursor = write_cursor(_place(rows[-1])) if full else None
    return Listing(tuple(_with_events(store, kind, [_narrow(row) for row in rows])), cursor)


def read_wide(store: Asked, kind: Kind, places: Sequence[int], *, columns: str) -> dict[int, Row]:
    """The rows at these places in full, by place; what has moved meanwhile is missing."""
    table, row, joins = as_rows(store.dialect, kind)
    rows = store.read(
        f"select {row} as at_row, {columns} from {table} {joins} "
        f"where {row} = any(cast($1 as bigint[]))",
        [list(places)],
    )
    return {one["at_row"]: one for one in rows.to_pylist()}


def _with_events(store: Asked, kind: Kind, rows: list[Row]) -> list[Row]:
    """Records with their events, which are asked for by few ids rather than joined."""
    if kind is not Kind.RECORDS or not rows:
        return rows
    found = store.read(_EVENTS_OF, [[row["id"] for row in rows]]).to_pylist()
    event_by_record = {one["record"]: one["event"] for one in found}
    return [row | {"event": event_by_record.get(row["id"])} for row in rows]


def _narrow(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in _KEYS}


def _place(row: Row) -> Place:
    return Place(row["key_rank"], row["key_day"], row["key_id"])
