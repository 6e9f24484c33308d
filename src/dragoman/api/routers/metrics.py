"""Figures for Prometheus."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from dragoman.api.access import Reader
from dragoman.api.metrics import Metrics

router = APIRouter(tags=["running"])


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"description": "Prometheus' text format.", "content": {"text/plain": {}}}},
)
def metrics(request: Request, _: Reader) -> Response:
    """Requests, how long they take, and the sizes of the store."""
    figures: Metrics = request.app.state.metrics
    return Response(figures.text(), media_type=CONTENT_TYPE_PLAIN_0_0_4)
