"""Coded stories as CSV: a row an event, or a row a record.

Lists inside a cell are joined by "; ", so that the second actor's country is the second in its
column.  The columns are those of COLUMNS, in that order; docs/record.md says what they hold.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from dragoman.exporting.events import leading_records, records_of
from dragoman.types import Actor, Coded, Outcome, Place, Record, SetAside

COLUMNS = (
    "story_id", "url", "publisher", "title", "published", "event", "record_id", "records",
    "type", "mode", "auxiliary", "auxiliaries", "quad", "scale", "trigger",
    "actors", "actor_names", "actor_countries", "actor_sectors",
    "recipients", "recipient_names", "recipient_countries", "recipient_sectors",
    "date_first", "date_last", "date_text", "date_basis",
    "place", "place_name", "place_country", "latitude", "longitude", "geonames",
    "dead", "injured", "arrested", "participants",
    "sources", "source_countries", "cue", "voice_verb", "manner",
    "evidence", "start", "end", "score", "coder", "error",
)  # fmt: skip
Cell = str | int | float | None


def header_line() -> str:
    """The first line of the file."""
    return _line(COLUMNS)


def outcome_rows(outcome: Outcome, *, mentions: bool = False) -> str:
    """The lines of one story: an event each, or with `mentions` every record.

    A story that is set aside is one line with its fault in the last column.
    """
    if isinstance(outcome, SetAside):
        row = {"story_id": outcome.id, "url": outcome.url}
        return _row(row | {"error": f"{outcome.kind}: {outcome.message}"})
    records = outcome.records if mentions else leading_records(outcome.records)
    return "".join(_row(record_cells(record, outcome)) for record in records)


def record_cells(record: Record, coded: Coded) -> dict[str, Cell]:
    """A record's cells by column."""
    story, text = coded.story, coded.story.text
    together = records_of(record.event, coded.records)
    return {
        "story_id": story.id,
        "url": story.url,
        "publisher": story.publisher,
        "title": story.title,
        "published": _text(story.published.day),
        "event": record.event,
        "record_id": record.id,
        "records": len(together),
        "type": record.type,
        "mode": record.mode,
        "auxiliary": record.auxiliary.value,
        "auxiliaries": _joined(dict.fromkeys(each.auxiliary.value for each in together)),
        "quad": record.quad,
        "scale": record.scale,
        "trigger": record.trigger.of(text),
        **_side("actor", record.actors),
        **_side("recipient", record.recipients),
        "date_first": _text(record.date.first),
        "date_last": _text(record.date.last),
        "date_text": record.date.text,
        "date_basis": record.date.basis.value,
        **_place(record.place),
        "dead": record.numbers.dead,
        "injured": record.numbers.injured,
        "arrested": record.numbers.arrested,
        "participants": record.numbers.participants,
        **_voices(record, text),
        "evidence": " ".join(record.evidence.of(text).split()),
        "start": record.trigger.start,
        "end": record.trigger.end,
        "score": record.score,
        "coder": record.coder,
    }


def _side(name: str, actors: Sequence[Actor]) -> dict[str, Cell]:
    return {
        f"{name}s": _joined(actor.text for actor in actors),
        f"{name}_names": _joined(actor.name or "" for actor in actors),
        f"{name}_countries": _joined(actor.country or "" for actor in actors),
        f"{name}_sectors": _joined(" ".join(actor.sectors) for actor in actors),
    }


def _place(place: Place | None) -> dict[str, Cell]:
    if place is None:
        return {}
    return {
        "place": place.text,
        "place_name": place.name,
        "place_country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geonames": place.geonames,
    }


def _voices(record: Record, text: str) -> dict[str, Cell]:
    if not record.voices:
        return {}
    sources = [voice.source for voice in record.voices]
    speaker = record.voices[-1]
    return {
        "sources": _joined("" if one is None else one.name or one.text for one in sources),
        "source_countries": _joined("" if one is None else one.country or "" for one in sources),
        "cue": None if speaker.cue is None else speaker.cue.of(text),
        "voice_verb": speaker.verb.value,
        "manner": speaker.manner.value,
    }


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _row(cells: Mapping[str, Cell]) -> str:
    return _line([cells.get(column) for column in COLUMNS])


def _line(cells: Iterable[Cell]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
