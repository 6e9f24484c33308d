"""Coded stories as rows of the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson
import pyarrow as pa

from dragoman.contract.vectors import packed
from dragoman.contract.writing import record_json, voice_json
from dragoman.store.columns import TABLES
from dragoman.types import Actor, Coded, Place, Record, SetAside, Span, Voice

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """One coded story on its way into the store, with what the store adds to it.

    `faces` are what linking compares of each record, in their order, where that is kept.
    """

    coded: Coded
    coder: int
    newest: bool
    run: str
    added: datetime
    copy_of: str
    sketch: bytes
    faces: Sequence[bytes | None]


def table(name: str, rows: Iterable[Row]) -> pa.Table:
    """Rows as the Arrow table of that name; what a row does not give is null."""
    columns = pa.struct(list(TABLES[name]))
    return pa.Table.from_batches([pa.RecordBatch.from_struct_array(pa.array(list(rows), columns))])


def story_row(entry: Entry) -> Row:
    """The story's row."""
    story = entry.coded.story
    return {
        "id": story.id,
        "url": story.url,
        "publisher": story.publisher,
        "title": story.title,
        "published": story.published.day,
        "published_evidence": story.published.evidence,
        "language": story.language,
        "text": story.text,
        "copy_of": entry.copy_of,
        "sketch": entry.sketch,
        "coder": entry.coder,
        "added": entry.added,
    }


def coding_row(entry: Entry) -> Row:
    """What the coder made of the story beside its records."""
    body = {
        "sentences": _bounds(entry.coded.story.sentences),
        "furniture": _bounds(entry.coded.furniture),
    }
    story = entry.coded.story.id
    return {"story": story, "coder": entry.coder, "run": entry.run, "body": packed_json(body)}


def record_rows(entry: Entry) -> list[Row]:
    """A row for each of the story's records."""
    faced = zip(entry.coded.records, entry.faces, strict=True)
    return [{**_record_row(record, entry), "face": face} for record, face in faced]


def voice_rows(entry: Entry) -> list[Row]:
    """A row for each of the story's voices, in text order."""
    return [_voice_row(at, voice, entry) for at, voice in enumerate(entry.coded.voices)]


def set_aside_row(story: SetAside, *, run: str, at: datetime) -> Row:
    """A story that could not be coded, and why."""
    return {
        "story": writable(story.id),
        "url": writable(story.url),
        "kind": story.kind,
        "message": writable(story.message),
        "run": run,
        "at": at,
    }


def writable(words: str) -> str:
    """Words in plain Unicode: names of files may hold what no table takes."""
    return words.encode("utf-8", "backslashreplace").decode()


def _record_row(record: Record, entry: Entry) -> Row:
    story = entry.coded.story
    sources = [voice.source for voice in record.voices if voice.source is not None]
    return {
        "id": record.id,
        "coder": entry.coder,
        "newest": entry.newest,
        "story": story.id,
        "event_in_story": record.event,
        "type": record.type,
        "mode": record.mode,
        "auxiliary": record.auxiliary.value,
        "quad": record.quad,
        "scale": record.scale,
        "first": record.date.first,
        "last": record.date.last,
        "published": story.published.day,
        "publisher": story.publisher,
        **side_columns("actor", record.actors),
        **side_columns("recipient", record.recipients),
        "voice_names": [_name(source) for source in sources],
        "voice_countries": _countries(sources),
        "contexts": list(record.contexts),
        **where_columns(record.place),
        "score": record.score,
        "trigger": record.trigger.of(story.text),
        "evidence": record.evidence.of(story.text),
        "body": packed_json(record_json(record, story.text)),
        "vector": packed(record.vector),
    }


def _voice_row(position: int, voice: Voice, entry: Entry) -> Row:
    story, source = entry.coded.story, voice.source
    return {
        "story": story.id,
        "coder": entry.coder,
        "newest": entry.newest,
        "position": position,
        "source": None if source is None else _name(source),
        "country": None if source is None else source.country,
        "sectors": [] if source is None else list(source.sectors),
        "verb": voice.verb.value,
        "manner": voice.manner.value,
        "words": " ".join(part.of(story.text) for part in voice.content),
        "publisher": story.publisher,
        "published": story.published.day,
        "body": packed_json(voice_json(voice, story.text)),
    }


def side_columns(name: str, actors: Sequence[Actor]) -> Row:
    """The columns of who does it, or to whom."""
    sectors = dict.fromkeys(sector for actor in actors for sector in actor.sectors)
    return {
        f"{name}_names": [_name(actor) for actor in actors],
        f"{name}_countries": _countries(actors),
        f"{name}_sectors": list(sectors),
    }


def where_columns(place: Place | None) -> Row:
    """The columns of where it is."""
    if place is None:
        return {}
    return {
        "place": place.name or place.text,
        "place_country": place.country,
        "province": place.province,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _name(actor: Actor) -> str:
    return actor.name or actor.text


def _countries(actors: Sequence[Actor]) -> list[str]:
    """Each country once, in order."""
    return list(dict.fromkeys(actor.country for actor in actors if actor.country is not None))


def _bounds(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def packed_json(body: object) -> str:
    """JSON in as few characters as can be."""
    return orjson.dumps(body).decode()
