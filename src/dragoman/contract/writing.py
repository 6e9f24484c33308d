"""Coded stories as the JSON of docs/record.md, one object a line."""

from __future__ import annotations

import json
from typing import Any

from dragoman.types import (
    Actor,
    Coded,
    Count,
    EventDate,
    Numbers,
    Outcome,
    Place,
    Record,
    SetAside,
    Span,
    Story,
    Voice,
)

Json = dict[str, Any]


def outcome_line(outcome: Outcome) -> str:
    """One line of JSONL, without the line's end."""
    row = set_aside_json(outcome) if isinstance(outcome, SetAside) else coded_json(outcome)
    return json_line(row)


def json_line(row: Json) -> str:
    """One object as one line; half a surrogate pair, as in broken file names, is escaped."""
    line = json.dumps(row, ensure_ascii=False)
    return line if _is_unicode(line) else json.dumps(row)


def coded_json(coded: Coded) -> Json:
    """A coded story with its records, all of its voices and its furniture."""
    text = coded.story.text
    return {
        "story": story_json(coded.story),
        "records": [record_json(record, text) for record in coded.records],
        "voices": [voice_json(voice, text) for voice in coded.voices],
        "furniture": [_bounds(span) for span in coded.furniture],
    }


def set_aside_json(story: SetAside) -> Json:
    """A story that could not be coded, with the kind of fault and a line for a person."""
    return {
        "story": {"id": story.id, "url": story.url},
        "error": {"kind": story.kind, "message": story.message},
    }


def story_json(story: Story) -> Json:
    """The story itself."""
    day = story.published.day
    return {
        "id": story.id,
        "url": story.url,
        "publisher": story.publisher,
        "title": story.title,
        "published": None if day is None else day.isoformat(),
        "published_evidence": story.published.evidence,
        "language": story.language,
        "text": story.text,
    }


def record_json(record: Record, text: str) -> Json:
    """One record."""
    return {
        "id": record.id,
        "event": record.event,
        "type": record.type,
        "mode": record.mode,
        "auxiliary": record.auxiliary.value,
        "contexts": list(record.contexts),
        "quad": record.quad,
        "scale": record.scale,
        "trigger": _words(record.trigger, text),
        "actors": [actor_json(actor) for actor in record.actors],
        "recipients": [actor_json(actor) for actor in record.recipients],
        "date": _date_json(record.date),
        "place": None if record.place is None else place_json(record.place),
        "numbers": _numbers_json(record.numbers),
        "voices": [voice_json(voice, text) for voice in record.voices],
        "evidence": _bounds(record.evidence),
        "empty": dict(record.empty),
        "score": record.score,
        "coder": record.coder,
    }


def actor_json(actor: Actor) -> Json:
    """Who is meant by a mention."""
    return {
        "id": actor.id,
        "text": actor.text,
        **_bounds(actor.span),
        "name": actor.name,
        "country": actor.country,
        "sectors": list(actor.sectors),
        "office": actor.office,
        "wikidata": actor.wikidata,
        "basis": actor.basis.value,
        "score": actor.score,
    }


def voice_json(voice: Voice, text: str) -> Json:
    """One attribution."""
    return {
        "source": None if voice.source is None else actor_json(voice.source),
        "cue": None if voice.cue is None else _words(voice.cue, text),
        "content": [_bounds(part) for part in voice.content],
        "manner": voice.manner.value,
        "verb": voice.verb.value,
        "score": voice.score,
    }


def _date_json(when: EventDate) -> Json:
    return {
        "text": when.text,
        "start": None if when.span is None else when.span.start,
        "end": None if when.span is None else when.span.end,
        "first": None if when.first is None else when.first.isoformat(),
        "last": None if when.last is None else when.last.isoformat(),
        "granularity": when.granularity,
        "basis": when.basis.value,
    }


def place_json(place: Place) -> Json:
    """Where."""
    return {
        "text": place.text,
        **_bounds(place.span),
        "name": place.name,
        "country": place.country,
        "province": place.province,
        "district": place.district,
        "lat": place.latitude,
        "lon": place.longitude,
        "geonames": place.geonames,
        "feature": place.feature,
        "basis": place.basis.value,
        "score": place.score,
    }


def _numbers_json(numbers: Numbers) -> Json:
    return {
        "dead": numbers.dead,
        "injured": numbers.injured,
        "arrested": numbers.arrested,
        "participants": numbers.participants,
        "words": {name: _count_json(count) for name, count in numbers.words.items()},
    }


def _count_json(count: Count) -> Json:
    return {
        "text": count.text,
        **_bounds(count.span),
        "least": count.least,
        "most": count.most,
    }


def _words(span: Span, text: str) -> Json:
    return {"text": span.of(text), **_bounds(span)}


def _bounds(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _is_unicode(line: str) -> bool:
    """Whether UTF-8 can write it."""
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True
