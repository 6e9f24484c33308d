"""The application: a store and settings in, an ASGI application out."""

from __future__ import annotations

from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from dragoman.api.access import Access
from dragoman.api.answers import Answers
from dragoman.api.bodies import BodyLimit
from dragoman.api.buckets import Buckets
from dragoman.api.coder_process import CoderProcess
from dragoman.api.freshness import Freshness
from dragoman.api.headers import SecurityHeaders
from dragoman.api.hosts import HostGuard, Hosts
from dragoman.api.limits import Limits
from dragoman.api.metrics import Measuring, Metrics
from dragoman.api.models.problem import Problem
from dragoman.api.pages import Pages
from dragoman.api.problems import PROBLEM_JSON, add_problems
from dragoman.api.quick import Quick
from dragoman.api.remembered import Remembered
from dragoman.api.routers import ROUTERS
from dragoman.api.served import Served
from dragoman.build import load
from dragoman.gathering.guarded import Network
from dragoman.settings import Settings
from dragoman.web import page_routes

if TYPE_CHECKING:
    from dragoman.keeping.store import Store

_WORTH_PACKING = 1_000
_ABOUT = "Political event data from news: who did what to whom, when, where, and who says so."
_PROBLEM = {"description": "What is wrong.", "content": {PROBLEM_JSON: {}}, "model": Problem}


def create_app(
    store: Store,
    settings: Settings,
    *,
    access: Access | None = None,
    hosts: Hosts | None = None,
    limits: Limits | None = None,
    network: Network | None = None,
) -> FastAPI:
    """The REST interface and the page of a store, which stays the caller's to close.

    Without `access` everybody who reaches it may do everything, so it is then for this machine
    alone, and `hosts` are the names of this machine.
    """
    app = FastAPI(
        title="dragoman",
        version=version("dragoman"),
        description=_ABOUT,
        docs_url=None,  # their pages take scripts from elsewhere
        redoc_url=None,
        responses={"4XX": _PROBLEM, "5XX": _PROBLEM},
    )
    app.state.served = _served(store, settings, access, limits=limits, network=network)
    app.state.metrics = Metrics(store)
    for router in ROUTERS:
        app.include_router(router)
    app.router.routes.extend(page_routes(invented=lambda: app.state.served.invented))
    add_problems(app)
    _guard(app, hosts or Hosts())
    return app


def _served(
    store: Store,
    settings: Settings,
    access: Access | None,
    *,
    limits: Limits | None,
    network: Network | None,
) -> Served:
    limits = limits or Limits()
    freshness = Freshness(
        store, fresh_seconds=limits.fresh_seconds, late_seconds=limits.late_seconds
    )
    remembered = Remembered(store, freshness)
    return Served(
        store=store,
        settings=settings,
        access=access or Access(),
        limits=limits,
        freshness=freshness,
        remembered=remembered,
        pages=Pages(remembered, most_bytes=limits.item_bytes),
        answers=Answers(freshness, most_bytes=limits.kept_bytes),
        coder=_coder(settings, limits),
        buckets=Buckets(burst=limits.code_burst, rate=limits.code_rate),
        network=network or Network(),
    )


def _coder(settings: Settings, limits: Limits) -> CoderProcess:
    seconds, waiting = settings.story_seconds, limits.code_waiting
    return CoderProcess(partial(load, settings), seconds=seconds, waiting=waiting)


def _guard(app: FastAPI, hosts: Hosts) -> None:
    """What every request passes, the last one first."""
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_PACKING)
    app.add_middleware(BodyLimit, most=app.state.served.limits.body_bytes)
    app.add_middleware(Quick, served=app.state.served)
    app.add_middleware(HostGuard, hosts=hosts)
    app.add_middleware(Measuring, metrics=app.state.metrics)
    app.add_middleware(SecurityHeaders)
