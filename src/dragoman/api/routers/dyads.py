"""Which countries do what to which."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from dragoman.api.access import Reader
from dragoman.api.models.charts import Dyads
from dragoman.api.models.filters import Paired
from dragoman.api.rows import as_lists
from dragoman.api.served import ServedHere
from dragoman.store.asked import Asked
from dragoman.store.dyads import dyads

router = APIRouter(tags=["charts"])


@router.get("/v1/dyads", response_model=Dyads)
def country_dyads(
    request: Request, served: ServedHere, _: Reader, asked: Annotated[Paired, Query()]
) -> Response:
    """Pairs of countries with the number of events and their mean scale."""
    return served.answers.give(request, lambda: _rows(served.remembered, asked))


def _rows(store: Asked, asked: Paired) -> dict[str, Any]:
    rows = dyads(store, asked.chosen("limit"), limit=asked.limit)
    return {"rows": as_lists(rows)}
