"""Records: what each story tells."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from dragoman.api.access import Reader
from dragoman.api.models.filters import Listed
from dragoman.api.models.records import RecordsPage
from dragoman.api.served import ServedHere
from dragoman.store.filters import Kind

router = APIRouter(tags=["records"])


@router.get("/v1/records", response_model=RecordsPage)
def list_records(
    request: Request, served: ServedHere, _: Reader, asked: Annotated[Listed, Query()]
) -> Response:
    """The newest coder's records, each in its story."""
    return served.answers.give(request, lambda: served.pages.read(Kind.RECORDS, asked.chosen()))
