"""One file for each kind of question; `ROUTERS` are all of them."""

from fastapi import APIRouter

from dragoman.api.routers import (
    actors,
    code,
    corrections,
    counts,
    dyads,
    events,
    explain,
    export,
    health,
    judgements,
    map_points,
    metrics,
    records,
    review,
    stories,
    voices,
)

ROUTERS: tuple[APIRouter, ...] = (
    events.router,
    records.router,
    stories.router,
    voices.router,
    actors.router,
    counts.router,
    map_points.router,
    dyads.router,
    code.router,
    explain.router,
    review.router,
    judgements.router,
    corrections.router,
    export.router,
    health.router,
    metrics.router,
)
