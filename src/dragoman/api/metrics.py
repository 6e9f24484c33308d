"""What Prometheus is told: requests, how long they take, and how large the store is."""

from __future__ import annotations

import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.store.asked import Asked
from dragoman.store.totals import sizes

#: Seconds: a list is to take 0.3 at most, coding a text some seconds.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 5.0, 10.0)
#: What stands for an address without a route, so that strangers cannot make names.
_ELSEWHERE = "elsewhere"


class Metrics:
    """The figures of one application."""

    def __init__(self, store: Asked) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "dragoman_requests",
            "Requests answered.",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self.seconds = Histogram(
            "dragoman_request_seconds",
            "How long answers took to begin.",
            ["route"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._registry.register(_Sizes(store))

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self._registry)


class _Sizes(Collector):
    """The sizes of a store, counted when they are asked for."""

    def __init__(self, store: Asked) -> None:
        self._store = store

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing: the store is not to be asked before somebody wants its size."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """A gauge with a row for each kind."""
        gauge = GaugeMetricFamily("dragoman_store_rows", "Rows of the store.", labels=["kind"])
        for kind, n in sizes(self._store).items():
            gauge.add_metric([kind], n)
        yield gauge


class Measuring:
    """Counts every request and how long its answer took to begin."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request on, and count it when its answer begins."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", _ELSEWHERE)
                method = scope["method"] if scope["method"] in _METHODS else "other"
                self.metrics.requests.labels(method, route, str(message["status"])).inc()
                self.metrics.seconds.labels(route).observe(time.perf_counter() - begun)
            await send(message)

        await self.app(scope, receive, counted)


_METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")
