"""Coded stories from the JSON of docs/record.md."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dragoman.errors import StoryError
from dragoman.types import (
    Actor,
    Auxiliary,
    Basis,
    Coded,
    Count,
    EventDate,
    Manner,
    Numbers,
    Outcome,
    Place,
    Published,
    Record,
    SetAside,
    Span,
    Story,
    Voice,
    VoiceVerb,
)

Json = Mapping[str, Any]

_NOWHERE = Span(0, 0)


def read_outcome(line: str) -> Outcome:
    """The story of one line of JSONL, or its fault; a StoryError where the line is neither."""
    try:
        row = json.loads(line)
        return _set_aside(row) if "error" in row else read_coded(row)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"no line of the record contract: {type(error).__name__}: {error}"
        raise StoryError("json", message) from error


def read_coded(row: Json) -> Coded:
    """A coded story."""
    records = tuple(read_record(record) for record in row["records"])
    furniture = _spans(row["furniture"])
    return Coded(
        story=read_story(row["story"]),
        records=records,
        voices=tuple(read_voice(voice) for voice in row["voices"]),
        furniture=furniture,
        coder=records[0].coder if records else "",
    )


def read_story(row: Json) -> Story:
    """The story itself; its sentences are not part of the contract."""
    return Story(
        id=row["id"],
        text=row["text"],
        url=row["url"],
        publisher=row["publisher"],
        title=row["title"],
        published=Published(_day(row["published"]), row.get("published_evidence", "")),
        language=row["language"],
    )


def read_record(row: Json) -> Record:
    """One record, without its vector."""
    return Record(
        id=row["id"],
        event=row["event"],
        type=row["type"],
        mode=row["mode"],
        auxiliary=Auxiliary(row["auxiliary"]),
        trigger=_span(row["trigger"]),
        actors=tuple(read_actor(actor) for actor in row["actors"]),
        recipients=tuple(read_actor(actor) for actor in row["recipients"]),
        date=_date(row["date"]),
        place=None if row["place"] is None else read_place(row["place"]),
        numbers=_numbers(row["numbers"]),
        voices=tuple(read_voice(voice) for voice in row["voices"]),
        evidence=_span(row["evidence"]),
        contexts=tuple(row["contexts"]),
        quad=row["quad"],
        scale=row["scale"],
        empty=dict(row["empty"]),
        score=row["score"],
        coder=row["coder"],
    )


def read_actor(row: Json) -> Actor:
    """Who is meant by a mention."""
    return Actor(
        span=_span(row),
        text=row["text"],
        id=row["id"],
        name=row["name"],
        country=row["country"],
        sectors=tuple(row["sectors"]),
        office=row["office"],
        wikidata=row["wikidata"],
        basis=Basis(row["basis"]),
        score=row["score"],
    )


def read_place(row: Json) -> Place:
    """Where."""
    return Place(
        span=_span(row),
        text=row["text"],
        name=row["name"],
        country=row["country"],
        province=row["province"],
        district=row["district"],
        latitude=row["lat"],
        longitude=row["lon"],
        geonames=row["geonames"],
        feature=row["feature"],
        basis=Basis(row["basis"]),
        score=row["score"],
    )


def read_voice(row: Json) -> Voice:
    """One attribution."""
    return Voice(
        source=None if row["source"] is None else read_actor(row["source"]),
        cue=None if row["cue"] is None else _span(row["cue"]),
        content=_spans(row["content"]),
        manner=Manner(row["manner"]),
        verb=VoiceVerb(row["verb"]),
        score=row["score"],
    )


def _set_aside(row: Json) -> SetAside:
    story, error = row["story"], row["error"]
    return SetAside(story["id"], error["kind"], error["message"], url=story.get("url", ""))


def _numbers(row: Json) -> Numbers:
    """The counts with their words; a person's figure has none."""
    counts = {name: _count(words, row[name]) for name, words in row["words"].items()}
    for name, value in row.items():
        if name != "words" and value is not None and name not in counts:
            counts[name] = Count(_NOWHERE, str(value), value, value, value)
    return Numbers(counts)


def _count(row: Json, value: int | None) -> Count:
    return Count(_span(row), row["text"], row["least"], row["most"], value)


def _date(row: Json) -> EventDate:
    return EventDate(
        span=None if row["start"] is None else _span(row),
        text=row["text"],
        first=_day(row["first"]),
        last=_day(row["last"]),
        granularity=row["granularity"],
        basis=Basis(row["basis"]),
    )


def _day(words: str | None) -> date | None:
    return None if words is None else date.fromisoformat(words)


def _span(row: Json) -> Span:
    return Span(row["start"], row["end"])


def _spans(rows: Sequence[Json]) -> tuple[Span, ...]:
    return tuple(_span(row) for row in rows)
