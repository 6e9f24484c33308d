"""Events from the JSON of docs/event.md and their reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from dragoman.contract.reading import read_actor, read_place, read_voice
from dragoman.types import (
    Actor,
    Auxiliary,
    Change,
    Event,
    Figure,
    Report,
    Stance,
    Stand,
)

Json = Mapping[str, Any]


def read_event(row: Json, reports: Iterable[Report]) -> Event:
    """The event; `reports` are those of its `records`, in any order."""
    report_by_id = {report.record.id: report for report in reports}
    return Event(
        id=row["id"],
        type=row["type"],
        mode=row["mode"],
        auxiliary=Auxiliary(row["auxiliary"]),
        quad=row["quad"],
        scale=row["scale"],
        contexts=tuple(row["contexts"]),
        actors=_actors(row["actors"]),
        recipients=_actors(row["recipients"]),
        first=_day(row["first"]),
        last=_day(row["last"]),
        place=None if row["place"] is None else read_place(row["place"]),
        numbers=tuple(_figure(one) for one in row["numbers"]),
        reports=tuple(report_by_id[record] for record in row["records"]),
        corroboration=row["corroboration"],
        stances=tuple(_stance(one) for one in row["stances"]),
        disputed=row["disputed"],
        first_report=report_by_id[row["first_report"]],
        history=tuple(_change(one) for one in row["history"]),
        score=row["score"],
    )


def _actors(rows: Iterable[Json]) -> tuple[Actor, ...]:
    return tuple(read_actor(row) for row in rows)


def _day(words: str | None) -> date | None:
    return None if words is None else date.fromisoformat(words)


def _figure(row: Json) -> Figure:
    by_source = tuple((one["source"], one["number"]) for one in row["by_source"])
    return Figure(row["field"], row["least"], row["most"], by_source)


def _stance(row: Json) -> Stance:
    return Stance(
        stand=Stand(row["stand"]),
        voice=None if row["voice"] is None else read_voice(row["voice"]),
        record=row["record"],
        story=row["story"],
        publisher=row["publisher"],
        auxiliary=Auxiliary(row["auxiliary"]),
    )


def _change(row: Json) -> Change:
    at = datetime.fromisoformat(row["at"])
    return Change(at, row["record"], row["field"], row["before"], row["after"])
