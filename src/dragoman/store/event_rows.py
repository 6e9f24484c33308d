"""Events as rows, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import orjson

from dragoman.contract import event_reading
from dragoman.contract.event_writing import body_json
from dragoman.store.rows import Row, packed_json, side_columns, where_columns
from dragoman.types import Actor, Event, Report

Json = Mapping[str, Any]

_AS_THEY_STAND = (
    *("id", "type", "mode", "auxiliary", "quad", "scale", "contexts"),
    *("corroboration", "disputed", "score"),
)


def event_row(event: Event) -> Row:
    """The event's row: columns to ask by, and in its body what only a reader of it needs."""
    stories = [report.story for report in event.reports]
    sources = _sources(event)
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "auxiliary": event.auxiliary.value,
        "quad": event.quad,
        "scale": event.scale,
        "first": event.first,
        "last": event.last,
        "first_report": event.first_report.added,
        **side_columns("actor", event.actors),
        **side_columns("recipient", event.recipients),
        "voice_names": list(dict.fromkeys(source.name or source.text for source in sources)),
        "voice_countries": list(dict.fromkeys(one.country for one in sources if one.country)),
        "publishers": list(dict.fromkeys(story.publisher for story in stories if story.publisher)),
        "contexts": list(event.contexts),
        **where_columns(event.place),
        "records": len(event.reports),
        "stories": len({story.id for story in stories}),
        "corroboration": event.corroboration,
        "disputed": event.disputed,
        "score": event.score,
        "body": packed_json(body_json(event)),
    }


def read_event_json(row: Json) -> Json:
    """The JSON of docs/event.md in a row, without its `reports`: enough to show the event."""
    columns = {name: row[name] for name in _AS_THEY_STAND}
    return {
        **columns,
        "first": _iso(row["first"]),
        "last": _iso(row["last"]),
        **orjson.loads(row["body"]),
    }


def read_event(row: Json, reports: Iterable[Report]) -> Event:
    """The event of a row and its reports, in any order."""
    return event_reading.read_event(read_event_json(row), reports)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _sources(event: Event) -> list[Actor]:
    voices = [voice for report in event.reports for voice in report.record.voices]
    return [voice.source for voice in voices if voice.source is not None]
