"""Events as rows, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from dragoman.contract.reading import read_actor, read_place, read_voice
from dragoman.contract.writing import actor_json, place_json, voice_json
from dragoman.store.rows import Row, packed_json, side_columns, where_columns
from dragoman.types import Actor, Auxiliary, Change, Event, Figure, Report, Stance, Stand

Json = Mapping[str, Any]


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
        "body": packed_json(_body(event)),
    }


def read_event(row: Json, reports: Sequence[Report]) -> Event:
    """The event of a row and its reports; `reports` in any order."""
    body = json.loads(row["body"])
    order = {record: at for at, record in enumerate(body["reports"])}
    ordered = sorted(reports, key=lambda report: order[report.record.id])
    return Event(
        auxiliary=Auxiliary(row["auxiliary"]),
        contexts=tuple(row["contexts"]),
        actors=_actors(body["actors"]),
        recipients=_actors(body["recipients"]),
        place=None if body["place"] is None else read_place(body["place"]),
        numbers=tuple(_figure(one) for one in body["numbers"]),
        reports=tuple(ordered),
        stances=tuple(_stance(one) for one in body["stances"]),
        first_report=next(one for one in ordered if one.record.id == body["first_report"]),
        history=tuple(_change(one) for one in body["history"]),
        **{name: row[name] for name in _SAME},
    )


#: Columns that are the event's fields as they stand.
_SAME = (
    *("id", "type", "mode", "quad", "scale", "first", "last"),
    *("corroboration", "disputed", "score"),
)


def _body(event: Event) -> Json:
    return {
        "actors": [actor_json(actor) for actor in event.actors],
        "recipients": [actor_json(actor) for actor in event.recipients],
        "place": None if event.place is None else place_json(event.place),
        "numbers": [asdict(figure) for figure in event.numbers],
        "stances": [_stance_json(stance) for stance in event.stances],
        "history": [asdict(change) | {"at": change.at.isoformat()} for change in event.history],
        "reports": [report.record.id for report in event.reports],
        "first_report": event.first_report.record.id,
    }


def _sources(event: Event) -> list[Actor]:
    voices = [voice for report in event.reports for voice in report.record.voices]
    return [voice.source for voice in voices if voice.source is not None]


def _stance_json(stance: Stance) -> Json:
    voice = None if stance.voice is None else voice_json(stance.voice, "")
    return asdict(stance) | {"voice": voice}


def _stance(row: Json) -> Stance:
    return Stance(
        stand=Stand(row["stand"]),
        voice=None if row["voice"] is None else read_voice(row["voice"]),
        record=row["record"],
        story=row["story"],
        publisher=row["publisher"],
        auxiliary=Auxiliary(row["auxiliary"]),
    )


def _figure(row: Json) -> Figure:
    by_source = tuple((source, count) for source, count in row["by_source"])
    return Figure(row["field"], row["least"], row["most"], by_source)


def _change(row: Json) -> Change:
    at = datetime.fromisoformat(row["at"])
    return Change(at, row["record"], row["field"], row["before"], row["after"])


def _actors(rows: Iterable[Json]) -> tuple[Actor, ...]:
    return tuple(read_actor(row) for row in rows)
