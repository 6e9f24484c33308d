"""Where events lie."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from dragoman.api.access import Reader
from dragoman.api.models.charts import Points
from dragoman.api.models.filters import Fitting
from dragoman.api.rows import as_lists
from dragoman.api.served import ServedHere
from dragoman.store.points import points

router = APIRouter(tags=["charts"])


@router.get("/v1/map", response_model=Points)
def map_points(
    request: Request, served: ServedHere, _: Reader, asked: Annotated[Fitting, Query()]
) -> Response:
    """Places with the number of their events, those with most first; 2,000 at most."""
    return served.answers.give(
        request,
        lambda: {"points": as_lists(points(served.remembered, asked.chosen()))},
    )
