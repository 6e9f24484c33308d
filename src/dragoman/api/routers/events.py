"""Events: a list of them, and one with all that is behind it."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from dragoman.api.access import Reader
from dragoman.api.models.events import EventsPage, WholeEvent
from dragoman.api.models.filters import Listed
from dragoman.api.rows import SCORE_DECIMALS, records
from dragoman.api.served import ServedHere
from dragoman.contract.event_writing import event_json
from dragoman.contract.judged_writing import correction_json, judgement_json
from dragoman.store.asked import Asked
from dragoman.store.corrected import corrections_to
from dragoman.store.filters import Filter, Kind
from dragoman.store.links import links_of
from dragoman.store.objects import read_events
from dragoman.types import Event

router = APIRouter(tags=["events"])


@router.get("/v1/events", response_model=EventsPage)
def list_events(
    request: Request, served: ServedHere, _: Reader, asked: Annotated[Listed, Query()]
) -> Response:
    """Events, the latest first; with `words` the best fit first."""
    return served.answers.give(request, lambda: served.pages.read(Kind.EVENTS, asked.chosen()))


@router.get(
    "/v1/events/{id}", response_model=WholeEvent, responses={308: {"description": "Its id of now."}}
)
def one_event(request: Request, id: str, served: ServedHere, _: Reader) -> Response:  # noqa: A002
    """An event with its reports, the claims behind them, and why they were joined."""
    event = next(read_events(served.store, Filter(id=(id,))), None)
    if event is None:
        raise HTTPException(404, f"no event {id} in this store: /v1/events lists those there are")
    if event.id != id:
        return RedirectResponse(f"/v1/events/{event.id}", 308)
    return served.answers.give(request, partial(_whole, served.store, event))


def _whole(store: Asked, event: Event) -> dict[str, Any]:
    ids = [report.record.id for report in event.reports]
    return {
        **event_json(event),
        "score": round(event.score, SCORE_DECIMALS),
        "claims": records(store, ids),
        "links": [judgement_json(one) for one in links_of(store, ids)],
        "corrections": [correction_json(one) for one in corrections_to(store, ids)],
    }
