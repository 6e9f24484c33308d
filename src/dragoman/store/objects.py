"""Rows as the typed nouns that they stand for: events with their reports, stories, voices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from dragoman.contract.reading import read_voice
from dragoman.store.asked import Asked
from dragoman.store.event_rows import read_event
from dragoman.store.filters import Filter, Kind
from dragoman.store.query import read_pages
from dragoman.store.reports import COLUMNS, read_report, read_story
from dragoman.types import Event, Report, Story, Voice

Row = dict[str, Any]

#: With `text` the stories of reports come with their texts.
_TEXT = ", s.text"


@dataclass(frozen=True, slots=True)
class Said:
    """A voice in its story, with the words that it says."""

    voice: Voice
    words: str
    story: str
    publisher: str
    published: date | None


def read_events(store: Asked, chosen: Filter, *, text: bool = False) -> Iterator[Event]:
    """Events with all their reports, in order and in little memory."""
    for page in read_pages(store, Kind.EVENTS, chosen, columns="e.*"):
        rows = page.rows.to_pylist()
        reports = reports_of(store, [row["id"] for row in rows], text=text)
        yield from (read_event(row, reports.get(row["id"], ())) for row in rows)


def read_records(store: Asked, chosen: Filter, *, text: bool = False) -> Iterator[Report]:
    """Records in their stories."""
    columns = COLUMNS + (_TEXT if text else "")
    for page in read_pages(store, Kind.RECORDS, chosen, columns=columns):
        yield from map(_report, page.rows.to_pylist())


def read_stories(store: Asked, chosen: Filter) -> Iterator[Story]:
    """Stories with their texts."""
    for page in read_pages(store, Kind.STORIES, chosen, columns="s.*"):
        yield from (read_story(row, row["text"]) for row in page.rows.to_pylist())


def read_voices(store: Asked, chosen: Filter) -> Iterator[Said]:
    """Voices with their words."""
    for page in read_pages(store, Kind.VOICES, chosen, columns="v.*"):
        yield from map(_said, page.rows.to_pylist())


def reports_of(
    store: Asked, events: Sequence[str], *, text: bool = False
) -> dict[str, list[Report]]:
    """The reports of each of these events."""
    columns = COLUMNS + (_TEXT if text else "")
    rows = store.read(
        f"select m.event, {columns} from membership m join records r on r.id = m.record "
        "join stories s on s.id = r.story where r.newest and m.event = any(cast($1 as text[]))",
        [list(events)],
    ).to_pylist()
    return _by_event(rows)


def _by_event(rows: Iterable[Row]) -> dict[str, list[Report]]:
    found: dict[str, list[Report]] = {}
    for row in rows:
        found.setdefault(row["event"], []).append(_report(row))
    return found


def _report(row: Row) -> Report:
    return read_report(row, text=row.get("text", ""))


def _said(row: Row) -> Said:
    voice = read_voice(orjson.loads(row["body"]))
    return Said(voice, row["words"], row["story"], row["publisher"], row["published"])
