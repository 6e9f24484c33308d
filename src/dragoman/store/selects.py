"""The selects behind events, records, stories and voices: the right rows first, then their columns.

A page is found over a few narrow columns; only its rows are then read in full, by their place
in the table.  The order is total: rank, day (the latest first), id.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from dragoman.store.asked import Asked
from dragoman.store.conditions import ALIAS, Bound, conditions
from dragoman.store.cursor import Place, read_cursor
from dragoman.store.database import Dialect, Parameter
from dragoman.store.dialects import row_of
from dragoman.store.filters import Filter, Kind
from dragoman.store.indices import Index

#: Between the ids of a list that is handed over as one text: much quicker than a list of texts.
SEPARATOR = "\x1f"
#: What has no day stands last.
_NO_DAY = "date '0001-01-01'"
_ID = {
    Kind.EVENTS: "e.id",
    Kind.RECORDS: "r.id",
    Kind.STORIES: "s.id",
    Kind.VOICES: "v.story || ' ' || lpad(cast(v.position as text), 6, '0')",
}
_DAY = {
    Kind.EVENTS: "e.first",
    Kind.RECORDS: "r.first",
    Kind.STORIES: "s.published",
    Kind.VOICES: "v.published",
}
_JOINS = {
    Kind.EVENTS: "",
    Kind.RECORDS: (
        "left join membership m on m.record = r.id join stories s on s.id = r.story "
        "join coders k on k.number = r.coder"
    ),
    Kind.STORIES: "join coders k on k.number = s.coder",
    Kind.VOICES: "join stories s on s.id = v.story",
}
_CLAIM = [
    "type",
    "mode",
    "auxiliary",
    "quad",
    "scale",
    "first",
    "last",
    "actor_names",
    "actor_countries",
    "actor_sectors",
    "recipient_names",
    "recipient_countries",
    "recipient_sectors",
    "place",
    "place_country",
    "province",
    "latitude",
    "longitude",
    "contexts",
    "voice_names",
    "voice_countries",
]
COLUMNS = {
    Kind.EVENTS: ", ".join(
        f"e.{name}"
        for name in (
            *("id", *_CLAIM, "publishers", "records", "stories", "corroboration", "disputed"),
            *("first_report", "score"),
        )
    ),
    Kind.RECORDS: (
        f"r.id, m.event, r.story, {', '.join(f'r.{name}' for name in _CLAIM)}, r.publisher, "
        "r.published, s.title, s.url, r.score, r.trigger, r.evidence, k.name as coder"
    ),
    Kind.STORIES: (
        "s.id, s.url, s.publisher, s.title, s.published, s.language, s.copy_of, s.added, "
        "k.name as coder, s.text"
    ),
    Kind.VOICES: (
        "v.story, v.position, v.source, v.country, v.sectors, v.verb, v.manner, v.words, "
        "v.publisher, v.published, s.title, s.url"
    ),
}


@dataclass(frozen=True, slots=True)
class Select:
    """A statement with its values."""

    sql: str
    values: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search by words found, ready to be joined: ids and ranks as one text each."""

    ids: str
    ranks: str | None


def page(store: Asked, kind: Kind, chosen: Filter, *, columns: str) -> Select:
    """Rows of this kind in order, as many as the limit allows, with these columns.

    Beside them stand `key_rank`, `key_day` and `key_id`, the row's place in the order.
    """
    bound = Bound(store.dialect)
    tables = with_found(kind, search(store, kind, chosen), bound)
    where = [*conditions(kind, chosen, bound), *_after(kind, chosen, tables, bound)]
    limit = "" if chosen.limit is None else f"limit {bound.put(chosen.limit)}"
    t, table = ALIAS[kind], f"{kind.value} {ALIAS[kind]}"
    sql = (
        f"with {tables.before}page as materialized (select {row_of(store.dialect, t)} as at_row, "
        f"{tables.rank} as key_rank, coalesce({_DAY[kind]}, {_NO_DAY}) as key_day, "
        f"{_ID[kind]} as key_id from {table} {tables.join} where {_all(where)} {_ORDER} {limit}) "
        f"select key_rank, key_day, key_id, {columns} from page "
        f"join {table} on {row_of(store.dialect, t)} = page.at_row {_JOINS[kind]} {_ORDER}"
    )
    return Select(sql, tuple(bound.values))


_ORDER = "order by key_rank desc, key_day desc, key_id"


@dataclass(frozen=True, slots=True)
class Tables:
    """What a search by words adds to a statement: tables before it, a join, and the rank."""

    before: str = ""
    join: str = ""
    rank: str = "cast(0 as double precision)"


def with_found(kind: Kind, found: Found | None, bound: Bound) -> Tables:
    """The part of a statement that keeps to what was found."""
    if found is None:
        return Tables()
    ids = f"unnest(string_to_array({bound.put(found.ids)}, chr(31)))"
    ranks = Tables().rank if found.ranks is None else _unnested(bound.put(found.ranks))
    before = f"found as (select {ids} as id, {ranks} as rank), "
    return Tables(before, f"join found f on f.id = {ALIAS[kind]}.id", "f.rank")


def _unnested(numbers: str) -> str:
    return f"unnest(cast(string_to_array({numbers}, chr(31)) as double precision[]))"


#: The events of the records that were found, each with the rank of its best.
EVENTS_FOUND = (
    "select m.event as id, max(found.rank) as rank "
    f"from (select unnest(string_to_array($1, chr(31))) as id, {_unnested('$2')} as rank) found "
    "join membership m on m.record = found.id group by m.event order by m.event"
)


def search(store: Asked, kind: Kind, chosen: Filter) -> Found | None:
    """What holds the filter's words; None where words play no part, or are asked of voices."""
    if not chosen.words or kind is Kind.VOICES:
        return None
    index = Index.STORIES if kind is Kind.STORIES else Index.RECORDS
    rows = store.search(index, chosen.words)
    if kind is Kind.EVENTS and rows.num_rows:
        rows = store.read(EVENTS_FOUND, [_text(rows["id"]), _text(rows["rank"])])
    return Found(_text(rows["id"]), _text(rows["rank"]) if _ranked(rows) else None)


def _text(column: pa.ChunkedArray) -> str:
    return SEPARATOR.join(map(str, column.to_pylist()))


def _ranked(rows: pa.Table) -> bool:
    return rows.num_rows > 0 and bool(rows["rank"][0].as_py() != 0)


def source_of(dialect: Dialect, kind: Kind, rank: str) -> tuple[str, str, str]:
    """The columns of a row's place in its table and in the order, the table, and the place alone."""
    table, row, _ = as_rows(dialect, kind)
    day = f"coalesce({_DAY[kind]}, {_NO_DAY})"
    keys = f"{row} as at_row, {rank} as key_rank, {day} as key_day, {_ID[kind]} as key_id"
    return keys, table, row


def as_rows(dialect: Dialect, kind: Kind) -> tuple[str, str, str]:
    """The table, a row's place in it, and what a row of it is told with."""
    table = f"{kind.value} {ALIAS[kind]}"
    story = (
        ""
        if kind in (Kind.EVENTS, Kind.STORIES)
        else f"join stories s on s.id = {ALIAS[kind]}.story"
    )
    return table, row_of(dialect, ALIAS[kind]), story


def order_of() -> str:
    """The order of every list."""
    return _ORDER


def after(place: Place, bound: Bound) -> str:
    """What comes after a place in that order."""
    rank = f"cast({bound.put(place.rank)} as double precision)"
    day, key = f"cast({bound.put(place.day)} as date)", bound.put(place.id)
    later = f"(key_day < {day} or (key_day = {day} and key_id > {key}))"
    return f"(key_rank < {rank} or (key_rank = {rank} and {later}))"


def _after(kind: Kind, chosen: Filter, tables: Tables, bound: Bound) -> list[str]:
    """What comes after the cursor's place."""
    if chosen.cursor is None:
        return []
    place = read_cursor(chosen.cursor)
    rank = f"cast({bound.put(place.rank)} as double precision)"
    day, key = f"cast({bound.put(place.day)} as date)", bound.put(place.id)
    here = f"coalesce({_DAY[kind]}, {_NO_DAY})"
    later = f"({here} < {day} or ({here} = {day} and {_ID[kind]} > {key}))"
    return [f"({tables.rank} < {rank} or ({tables.rank} = {rank} and {later}))"]


def _all(parts: list[str]) -> str:
    return " and ".join(parts) if parts else "true"
