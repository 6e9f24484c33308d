"""The pairs of records that the program is least sure of."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from dragoman.api.access import Reader
from dragoman.api.models.judged import ReviewQueue
from dragoman.api.rows import records
from dragoman.api.served import ServedHere
from dragoman.contract.judged_writing import judgement_json
from dragoman.linking.linker import Linker
from dragoman.store.asked import Asked
from dragoman.store.uncertain import uncertain

router = APIRouter(tags=["judging"])


@router.get("/v1/review", response_model=ReviewQueue)
def review(
    request: Request,
    served: ServedHere,
    _: Reader,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:
    """Pairs that no person has judged, those nearest to the border of same first."""
    return served.answers.give(request, lambda: _queue(served.store, limit))


def _queue(store: Asked, limit: int) -> dict[str, Any]:
    pairs = uncertain(store, same=Linker().same, limit=limit)
    found = records(store, [one for pair in pairs for one in (pair.left, pair.right)])
    return {
        "items": [
            {
                "judgement": pair.id,
                "left": found[pair.left],
                "right": found[pair.right],
                "score": judgement["score"],
                "reasons": judgement["reasons"],
            }
            for pair in pairs
            for judgement in [judgement_json(pair)]
        ]
    }
