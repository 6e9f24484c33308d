"""Counts of events and records by month, type, country and so on."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from dragoman.api.access import Reader
from dragoman.api.models.charts import Counts
from dragoman.api.models.filters import Counted
from dragoman.api.remembered import Remembered
from dragoman.api.rows import as_lists
from dragoman.api.served import ServedHere
from dragoman.store.counts import count
from dragoman.store.dimensions import read_dimensions
from dragoman.store.filters import Kind

router = APIRouter(tags=["charts"])


@router.get("/v1/counts", response_model=Counts)
def counts(
    request: Request, served: ServedHere, _: Reader, asked: Annotated[Counted, Query()]
) -> Response:
    """A row for each combination that there is, with its number."""
    return served.answers.give(request, lambda: _counts(served.remembered, asked))


def _counts(store: Remembered, asked: Counted) -> dict[str, Any]:
    kind, chosen = Kind(asked.of), asked.chosen("by", "of")
    dimensions = read_dimensions(asked.by)
    rows = count(store, kind, dimensions, chosen)
    return {
        "by": [one.value for one in dimensions],
        "rows": [[_plain(value) for value in row] for row in as_lists(rows)],
        "total": store.total(kind, chosen),
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
