"""Why the actors, the date and the place of a record are what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.api.served import Served
from dragoman.contract.reading import read_record
from dragoman.contract.writing import record_json
from dragoman.errors import SetupError, StoryError, WorkerLost
from dragoman.resolving.places import Candidate, place_candidates
from dragoman.store.story_parts import StoryParts
from dragoman.types import Actor, Coded, GivenText, Record, Story

Json = dict[str, Any]

#: Places of one name that are given; what is less likely has no weight.
_RIVALS = 8


def explained(served: Served, parts: StoryParts, record_id: str) -> Json | None:
    """The reasons behind a kept record, None if the story has no such record.

    A store keeps answers and no reasons, so the story is coded again.  Where the coder of now
    gives no such record, what the store has is told, without sentences.  A WorkerLost says that
    it may be asked again.
    """
    kept = next((one for one in parts.records if one["id"] == record_id), None)
    if kept is None:
        return None
    found = _coded_again(served, parts, record_id)
    record = read_record(kept) if found is None else found
    fields = list(_fields(record, parts.story, served))
    return {
        "story": parts.story.id,
        "record": kept if found is None else record_json(found, parts.story.text),
        "reasoned": found is not None,
        "fields": fields,
    }


def _coded_again(served: Served, parts: StoryParts, record_id: str) -> Record | None:
    story = parts.story
    try:
        coded = served.coder.code_again(story.id, _source(story))
    except WorkerLost:
        raise
    except (SetupError, StoryError):  # without a model a store can be served, too
        return None
    return _record_of(coded, record_id)


def _source(story: Story) -> GivenText:
    day = story.published.day
    return GivenText(
        story.text,
        id=story.id,
        url=story.url,
        publisher=story.publisher,
        title=story.title,
        published="" if day is None else day.isoformat(),
    )


def _record_of(coded: Coded, record_id: str) -> Record | None:
    return next((one for one in coded.records if one.id == record_id), None)


def _fields(record: Record, story: Story, served: Served) -> Iterator[Json]:
    for name, actors in (("actors", record.actors), ("recipients", record.recipients)):
        yield from (_actor(name, actor) for actor in actors)
    when = record.date
    days = None if when.first is None else f"{when.first}/{when.last}"
    yield _field("date", when.text, days, basis=when.basis.value, reason=when.reason)
    place = record.place
    if place is not None:
        candidates = place_candidates(story, place.span, served.gazetteer)
        yield {
            **_field("place", place.text, place.name, basis=place.basis.value, reason=place.reason),
            "score": place.score,
            "candidates": _candidates(candidates),
        }


def _actor(name: str, actor: Actor) -> Json:
    field = _field(name, actor.text, actor.name, basis=actor.basis.value, reason=actor.reason)
    return {**field, "score": actor.score}


def _field(field: str, text: str | None, name: str | None, *, basis: str, reason: str) -> Json:
    return {
        "field": field,
        "text": text,
        "name": name,
        "basis": basis,
        "score": None,
        "reason": reason,
        "candidates": [],
    }


def _candidates(candidates: Sequence[Candidate]) -> list[Json]:
    return [
        {
            "name": one.reading.name,
            "country": one.reading.country,
            "province": one.reading.province,
            "feature": one.reading.feature,
            "lat": one.reading.latitude,
            "lon": one.reading.longitude,
            "share": one.share,
        }
        for one in candidates[:_RIVALS]
        if one.share
    ]
