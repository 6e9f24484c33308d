"""A story with all that its newest coder read from it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from dragoman.store.asked import Asked
from dragoman.store.reports import read_story
from dragoman.types import Story

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoryParts:
    """The story, the JSON of its records and voices in text order, and its furniture.

    `copy_of` is the story whose text it repeats, or its own id; `event_of` gives the event
    of each record.
    """

    story: Story
    copy_of: str
    records: list[Json]
    voices: list[Json]
    furniture: list[tuple[int, int]]
    event_of: dict[str, str]


def story_parts(store: Asked, story_id: str) -> StoryParts | None:
    """The parts of the story with this id, None if there is none."""
    stories = store.read("select * from stories where id = $1", [story_id]).to_pylist()
    if not stories:
        return None
    records = store.read(
        "select r.id, r.body, m.event from records r left join membership m on m.record = r.id "
        "where r.newest and r.story = $1",
        [story_id],
    ).to_pylist()
    return StoryParts(
        story=read_story(stories[0], stories[0]["text"]),
        copy_of=stories[0]["copy_of"],
        records=sorted((json.loads(row["body"]) for row in records), key=_place),
        voices=_voices(store, story_id),
        furniture=_furniture(store, story_id, stories[0]["coder"]),
        event_of={row["id"]: row["event"] for row in records if row["event"] is not None},
    )


def _voices(store: Asked, story_id: str) -> list[Json]:
    rows = store.read(
        "select body from voices where newest and story = $1 order by position", [story_id]
    )
    return [json.loads(body) for body in rows["body"].to_pylist()]


def _furniture(store: Asked, story_id: str, coder: int) -> list[tuple[int, int]]:
    rows = store.read(
        "select body from codings where story = $1 and coder = $2", [story_id, coder]
    )["body"].to_pylist()
    return [(start, end) for body in rows for start, end in json.loads(body)["furniture"]]


def _place(record: Json) -> tuple[int, str]:
    return record["trigger"]["start"], record["id"]
