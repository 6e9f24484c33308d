"""Rows of events, records, stories and voices: a page, all of them, or a stream."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyarrow as pa

from dragoman.store.asked import Asked
from dragoman.store.cursor import Place, write_cursor
from dragoman.store.filters import Filter, Kind
from dragoman.store.selects import COLUMNS, page

#: Rows that are in memory at a time where many are read.
PAGE = 20_000
_KEYS = ("key_rank", "key_day", "key_id")


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in order, and the cursor from which the next ones follow; None after the last."""

    rows: pa.Table
    cursor: str | None


def read_page(store: Asked, kind: Kind, chosen: Filter, *, columns: str = "") -> Page:
    """As many rows as the filter's limit allows."""
    select = page(store, kind, chosen, columns=columns or COLUMNS[kind])
    rows = store.read(select.sql, select.values)
    full = chosen.limit is not None and rows.num_rows == chosen.limit
    cursor = write_cursor(_last(rows)) if full else None
    return Page(rows.drop_columns(list(_KEYS)), cursor)


def read_pages(store: Asked, kind: Kind, chosen: Filter, *, columns: str = "") -> Iterator[Page]:
    """The same in pages, so that any number of rows needs little memory."""
    left, cursor = chosen.limit, chosen.cursor
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        one = read_page(store, kind, replace(chosen, limit=size, cursor=cursor), columns=columns)
        yield one
        cursor = one.cursor
        left = None if left is None else left - one.rows.num_rows
        if cursor is None:
            return


def read_rows(store: Asked, kind: Kind, chosen: Filter) -> pa.Table:
    """All rows that fit, in order."""
    return pa.concat_tables(one.rows for one in read_pages(store, kind, chosen))


def _last(rows: pa.Table) -> Place:
    [row] = rows.select(list(_KEYS)).slice(rows.num_rows - 1).to_pylist()
    return Place(row["key_rank"], row["key_day"], row["key_id"])
