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
from dragoman.store.totals import total

Row = dict[str, Any]

#: What tells a row from what stood there before: an event is written anew when it changes.
_NARROW = {
    Kind.EVENTS: "e.id, e.last, e.score, e.records, e.corroboration, e.first_report",
    Kind.RECORDS: "r.id, r.coder, r.story",
    Kind.STORIES: "s.id, s.coder",
    Kind.VOICES: "v.story, v.position, v.coder",
}
_KEYS = ("key_rank", "key_day", "key_id", "total")
_EVENTS_OF = "select record, event from membership where record = any(cast($1 as text[]))"


@dataclass(frozen=True, slots=True)
class Listing:
    """Narrow rows in order, the cursor to the next ones, and how many there are in all."""

    rows: tuple[Row, ...]
    cursor: str | None
    total: int


def read_listing(store: Asked, kind: Kind, chosen: Filter) -> Listing:
    """A page of narrow rows; `at_row` is each one's place, and a record's `event` is with it."""
    bound = Bound(store.dialect)
    tables = with_found(kind, search(store, kind, chosen), bound)
    where = " and ".join(conditions(kind, chosen, bound)) or "true"
    place = None if chosen.cursor is None else read_cursor(chosen.cursor)
    later = "true" if place is None else after(place, bound)
    limit = "" if chosen.limit is None else f"limit {bound.put(chosen.limit)}"
    keys, table, row = source_of(store.dialect, kind, tables.rank)
    rows = store.read(
        f"with {tables.before}fit as materialized "
        f"(select {keys} from {table} {tables.join} where {where}), "
        "page as materialized (select *, (select count(*) from fit) as total from fit "
        f"where {later} {order_of()} {limit}) "
        f"select page.*, {_NARROW[kind]} from page join {table} on {row} = page.at_row {order_of()}",
        bound.values,
    ).to_pylist()
    number = int(rows[0]["total"]) if rows else 0
    if not rows and place is not None:  # after the last row nobody has counted
        number = total(store, kind, chosen)
    full = bool(rows) and len(rows) == chosen.limit
    cursor = write_cursor(_place(rows[-1])) if full else None
    return Listing(tuple(_with_events(store, kind, [_narrow(row) for row in rows])), cursor, number)


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
