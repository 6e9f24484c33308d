"""Rows of a store as the JSON of answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from dragoman.store.asked import Asked
from dragoman.store.event_rows import read_event_json
from dragoman.store.filters import Filter, Kind
from dragoman.store.query import read_page
from dragoman.store.totals import total

Json = dict[str, Any]

#: A score is kept in 32 bits; further decimals are noise.
SCORE_DECIMALS = 6
_STORY = "s.url, s.publisher, s.title, s.published"
_EVENT = (
    "e.id, e.type, e.mode, e.auxiliary, e.quad, e.scale, e.first, e.last, e.contexts, "
    "e.corroboration, e.disputed, e.score, e.body"
)
_RECORD = f"r.id, m.event, r.story, r.evidence, r.body, {_STORY}"
COLUMNS = {
    Kind.EVENTS: _EVENT,
    Kind.RECORDS: _RECORD,
    Kind.STORIES: "s.id, s.url, s.publisher, s.title, s.published, s.language, s.copy_of, s.added",
    Kind.VOICES: f"v.story, v.words, v.body, {_STORY}",
}


def page(store: Asked, kind: Kind, chosen: Filter) -> Json:
    """A page of items, the cursor to the next one, and how many there are in all."""
    found = read_page(store, kind, chosen, columns=COLUMNS[kind])
    items = [item(kind, row) for row in found.rows.to_pylist()]
    return {"items": items, "next": found.cursor, "total": total(store, kind, chosen)}


def item(kind: Kind, row: Mapping[str, Any]) -> Json:
    """A row of these columns as it stands in a list."""
    return _ITEMS[kind](row)


def records(store: Asked, ids: Sequence[str]) -> dict[str, Json]:
    """The records with these ids, by id."""
    rows = store.read(
        f"select {_RECORD} from records r join stories s on s.id = r.story "
        "left join membership m on m.record = r.id "
        "where r.newest and r.id = any(cast($1 as text[]))",
        [list(ids)],
    )
    found = {row["id"]: record_item(row) for row in rows.to_pylist()}
    return {one: found[one] for one in ids if one in found}


def event_item(row: Mapping[str, Any]) -> Json:
    """An event without its reports and its history."""
    body = read_event_json(row)
    score = round(body["score"], SCORE_DECIMALS)
    return {name: value for name, value in body.items() if name != "history"} | {"score": score}


def record_item(row: Mapping[str, Any]) -> Json:
    """A record with its story, and the words of its evidence."""
    body = json.loads(row["body"])
    event = {"event": row["event"], "event_in_story": body["event"]}
    return {**body, **event, "sentence": row["evidence"], "story": story_head(row, row["story"])}


def voice_item(row: Mapping[str, Any]) -> Json:
    """A voice with its words and its story."""
    words = {"words": row["words"], "story": story_head(row, row["story"])}
    return {**json.loads(row["body"]), **words}


def story_head(row: Mapping[str, Any], story: str) -> Json:
    """What a story is called beside what it tells."""
    return {
        "id": story,
        "url": row["url"],
        "publisher": row["publisher"],
        "title": row["title"],
        "published": iso(row["published"]),
    }


def as_lists(rows: pa.Table) -> list[tuple[Any, ...]]:
    """Rows without the names of their columns, read column by column: a dictionary a row costs more."""
    return list(zip(*(column.to_pylist() for column in rows.columns), strict=True))


def spans(bounds: Iterable[tuple[int, int]]) -> list[Json]:
    """Stretches of a text."""
    return [{"start": start, "end": end} for start, end in bounds]


def iso(moment: date | datetime | None) -> str | None:
    """A day or a time as text."""
    return None if moment is None else moment.isoformat()


def _story_item(row: Mapping[str, Any]) -> Json:
    copy_of = None if row["copy_of"] == row["id"] else row["copy_of"]
    rest = {"language": row["language"], "copy_of": copy_of, "added": iso(row["added"])}
    return {**story_head(row, row["id"]), **rest}


_ITEMS = {
    Kind.EVENTS: event_item,
    Kind.RECORDS: record_item,
    Kind.STORIES: _story_item,
    Kind.VOICES: voice_item,
}
