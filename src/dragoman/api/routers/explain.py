"""Why a record's fields are what they are."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response

from dragoman.api.access import Reader
from dragoman.api.explaining import explained
from dragoman.api.models.asked import Explained
from dragoman.api.served import Served, ServedHere
from dragoman.store.story_parts import story_parts

router = APIRouter(tags=["stories"])


@router.get("/v1/explain/{story}/{record}", response_model=Explained)
def explain(
    request: Request, served: ServedHere, _: Reader, *, story: str, record: str
) -> Response:
    """Reasons of the actors, the date and the place, and what else the place could be."""
    return served.answers.give(request, lambda: _explained(served, story, record))


def _explained(served: Served, story: str, record: str) -> dict[str, Any]:
    parts = story_parts(served.store, story)
    found = None if parts is None else explained(served, parts, record)
    if found is None:
        raise HTTPException(404, f"no record {record} in a story {story} of this store")
    return found
