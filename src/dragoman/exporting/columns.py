"""The typed columns of our own plain tables: events, records and voices, one table a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyarrow as pa

from dragoman.exporting.choosing import Wanted, leading_report
from dragoman.exporting.sides import countries, name_of, sectors
from dragoman.types import Actor, Event, Figure, Place, Record, Report, Stand, Voice

Row = dict[str, object]
Rows = Callable[[Event, Wanted], Iterator[Row]]

_TEXT, _LIST, _DAY, _TIME = pa.string(), pa.list_(pa.string()), pa.date32(), pa.timestamp("ms")
_WHOLE, _REAL, _FLAG = pa.int64(), pa.float64(), pa.bool_()
_WHAT = {
    "type": _TEXT, "mode": _TEXT, "auxiliary": _TEXT, "quad": pa.int8(), "scale": _REAL,
    "date_first": _DAY, "date_last": _DAY,
}  # fmt: skip
_SIDES = {
    "actors": _LIST, "actor_countries": _LIST, "actor_sectors": _LIST,
    "recipients": _LIST, "recipient_countries": _LIST, "recipient_sectors": _LIST,
    "contexts": _LIST,
}  # fmt: skip
_WHERE = {
    "place": _TEXT, "place_name": _TEXT, "place_country": _TEXT, "province": _TEXT,
    "district": _TEXT, "latitude": _REAL, "longitude": _REAL, "geonames": _WHOLE,
    "feature": _TEXT,
}  # fmt: skip
SCORE_DIGITS = 4  # as records print them; a store keeps an event's in single precision
NUMBERS = ("dead", "injured", "arrested", "participants")
_STORY = {"story": _TEXT, "url": _TEXT, "publisher": _TEXT, "title": _TEXT, "published": _DAY}

EVENTS = pa.schema(
    {
        "event": _TEXT,
        **_WHAT,
        **_SIDES,
        **_WHERE,
        **{f"{name}_{end}": _WHOLE for name in NUMBERS for end in ("least", "most")},
        "reports": _WHOLE,
        "stories": _WHOLE,
        "corroboration": _WHOLE,
        "disputed": _FLAG,
        **{stand.value: _WHOLE for stand in Stand},
        "publishers": _LIST,
        "urls": _LIST,
        "first_report": _TIME,
        "evidence": _TEXT,
        "score": _REAL,
    }
)
RECORDS = pa.schema(
    {
        "record": _TEXT,
        "event": _TEXT,
        **_STORY,
        **_WHAT,
        **_SIDES,
        **_WHERE,
        **dict.fromkeys(NUMBERS, _WHOLE),
        "date_text": _TEXT,
        "date_basis": _TEXT,
        "sources": _LIST,
        "source_countries": _LIST,
        "voice_verb": _TEXT,
        "manner": _TEXT,
        "trigger": _TEXT,
        "start": _WHOLE,
        "end": _WHOLE,
        "evidence": _TEXT,
        "copy_of": _TEXT,
        "added": _TIME,
        "score": _REAL,
        "coder": _TEXT,
    }
)
VOICES = pa.schema(
    {
        "record": _TEXT,
        "event": _TEXT,
        "story": _TEXT,
        "publisher": _TEXT,
        "published": _DAY,
        "position": _WHOLE,
        "source": _TEXT,
        "source_country": _TEXT,
        "source_sectors": _LIST,
        "verb": _TEXT,
        "manner": _TEXT,
        "type": _TEXT,
        "auxiliary": _TEXT,
    }
)
TEXT = pa.field("text", _TEXT)


def event_rows(event: Event, wanted: Wanted) -> Iterator[Row]:
    """The event's row."""
    stories = {report.story.id: report.story for report in event.reports}.values()
    stands = [stance.stand for stance in event.stances]
    yield {
        "event": event.id,
        **_what(event),
        "date_first": event.first,
        "date_last": event.last,
        **_sides(event),
        **_where(event.place),
        **_figures(event.numbers),
        "reports": len(event.reports),
        "stories": len(stories),
        "corroboration": event.corroboration,
        "disputed": event.disputed,
        **{stand.value: stands.count(stand) for stand in Stand},
        "publishers": list(dict.fromkeys(one.publisher for one in stories if one.publisher)),
        "urls": [one.url for one in stories if one.url],
        "first_report": event.first_report.added.replace(microsecond=0),
        "evidence": leading_report(event).evidence,
        "score": round(event.score, SCORE_DIGITS),
    }


def record_rows(event: Event, wanted: Wanted) -> Iterator[Row]:
    """A row for each report; with the story's text where texts are wanted."""
    for report in event.reports:
        row = _record_row(report, event.id)
        yield row | {"text": report.story.text} if wanted.with_text else row


def voice_rows(event: Event, wanted: Wanted) -> Iterator[Row]:
    """A row for each voice of each report, numbered from the outermost."""
    for report in event.reports:
        for position, voice in enumerate(report.record.voices):
            yield _voice_row(report, event.id, position, voice)


def _record_row(report: Report, event: str) -> Row:
    record, story = report.record, report.story
    return {
        "record": record.id,
        "event": event,
        "story": story.id,
        "url": story.url,
        "publisher": story.publisher,
        "title": story.title,
        "published": story.published.day,
        **_what(record),
        "date_first": record.date.first,
        "date_last": record.date.last,
        **_sides(record),
        **_where(record.place),
        **{name: getattr(record.numbers, name) for name in NUMBERS},
        "date_text": record.date.text,
        "date_basis": record.date.basis.value,
        **_said(record.voices),
        "trigger": report.trigger,
        "start": record.trigger.start,
        "end": record.trigger.end,
        "evidence": report.evidence,
        "copy_of": report.copy_of,
        "added": report.added.replace(microsecond=0),
        "score": record.score,
        "coder": record.coder,
    }


def _voice_row(report: Report, event: str, position: int, voice: Voice) -> Row:
    record, story, source = report.record, report.story, voice.source
    return {
        "record": record.id,
        "event": event,
        "story": story.id,
        "publisher": story.publisher,
        "published": story.published.day,
        "position": position,
        "source": None if source is None else name_of(source),
        "source_country": None if source is None else source.country,
        "source_sectors": [] if source is None else list(source.sectors),
        "verb": voice.verb.value,
        "manner": voice.manner.value,
        "type": record.type,
        "auxiliary": record.auxiliary.value,
    }


def _what(told: Event | Record) -> Row:
    return {
        "type": told.type,
        "mode": told.mode,
        "auxiliary": told.auxiliary.value,
        "quad": told.quad,
        "scale": told.scale,
        "contexts": list(told.contexts),
    }


def _sides(told: Event | Record) -> Row:
    return {**_side("actor", told.actors), **_side("recipient", told.recipients)}


def _side(name: str, actors: tuple[Actor, ...]) -> Row:
    return {
        f"{name}s": [name_of(actor) for actor in actors],
        f"{name}_countries": list(dict.fromkeys(countries(actors))),
        f"{name}_sectors": list(dict.fromkeys(sectors(actors))),
    }


def _where(place: Place | None) -> Row:
    return {
        "place": None if place is None else place.text,
        "place_name": None if place is None else place.name,
        "place_country": None if place is None else place.country,
        "province": None if place is None else place.province,
        "district": None if place is None else place.district,
        "latitude": None if place is None else place.latitude,
        "longitude": None if place is None else place.longitude,
        "geonames": None if place is None else place.geonames,
        "feature": None if place is None else place.feature,
    }


def _figures(figures: tuple[Figure, ...]) -> Row:
    """The range of each number over all reports; an open end is empty."""
    by_field = {figure.field: figure for figure in figures}
    row: Row = {}
    for name in NUMBERS:
        figure = by_field.get(name)
        row[f"{name}_least"] = None if figure is None else figure.least
        row[f"{name}_most"] = None if figure is None else figure.most
    return row


def _said(voices: tuple[Voice, ...]) -> Row:
    sources = [voice.source for voice in voices if voice.source is not None]
    return {
        "sources": [name_of(source) for source in sources],
        "source_countries": list(dict.fromkeys(countries(sources))),
        "voice_verb": voices[-1].verb.value if voices else None,
        "manner": voices[-1].manner.value if voices else None,
    }
