"""Stories: a list of them, and one with all that was read from it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response

from dragoman.api.access import Reader
from dragoman.api.models.filters import Listed
from dragoman.api.models.stories import StoriesPage, WholeStory
from dragoman.api.rows import spans
from dragoman.api.served import ServedHere
from dragoman.contract.judged_writing import correction_json
from dragoman.contract.writing import story_json
from dragoman.store.asked import Asked
from dragoman.store.corrected import corrections_to
from dragoman.store.filters import Kind
from dragoman.store.story_parts import story_parts

router = APIRouter(tags=["stories"])


@router.get("/v1/stories", response_model=StoriesPage)
def list_stories(
    request: Request, served: ServedHere, _: Reader, asked: Annotated[Listed, Query()]
) -> Response:
    """Stories that fit, or that have a record that does; without their texts."""
    return served.answers.give(request, lambda: served.pages.read(Kind.STORIES, asked.chosen()))


@router.get("/v1/stories/{id}", response_model=WholeStory)
def one_story(request: Request, id: str, served: ServedHere, _: Reader) -> Response:  # noqa: A002
    """A story's text with all spans; whoever shows it must show it as text."""
    return served.answers.give(request, lambda: _whole(served.store, id))


def _whole(store: Asked, id_: str) -> dict[str, Any]:
    parts = story_parts(store, id_)
    if parts is None:
        raise HTTPException(404, f"no story {id_} in this store: /v1/stories lists those there are")
    corrections = corrections_to(store, [record["id"] for record in parts.records])
    copy_of = None if parts.copy_of == parts.story.id else parts.copy_of
    return {
        "story": {**story_json(parts.story), "copy_of": copy_of},
        "records": parts.records,
        "voices": parts.voices,
        "furniture": spans(parts.furniture),
        "corrections": [correction_json(one) for one in corrections],
        "events": parts.event_of,
    }
