"""Voices: who is quoted for what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from dragoman.api.access import Reader
from dragoman.api.models.filters import ListedVoices
from dragoman.api.models.records import VoicesPage
from dragoman.api.served import ServedHere
from dragoman.store.filters import Kind

router = APIRouter(tags=["voices"])


@router.get("/v1/voices", response_model=VoicesPage)
def list_voices(
    request: Request, served: ServedHere, _: Reader, asked: Annotated[ListedVoices, Query()]
) -> Response:
    """Who says what, the latest first; `id` is that of stories."""
    return served.answers.give(request, lambda: served.pages.read(Kind.VOICES, asked.chosen()))
