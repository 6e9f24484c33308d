"""Hosts, each asked one question at a time, with a pause after it, and left alone when it asks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dragoman.watching.clock import Clock
from dragoman.watching.faults import FetchFault
from dragoman.watching.plan import Bounds
from dragoman.watching.retrying import pause_before

#: From so many failures in a row on, of whatever kind, a host is left alone for longer and longer.
_PATIENCE = 3
_PORTS = {"http": 80, "https": 443}

#: Told when a host is to be left alone: its name, failures in a row, and until when by the wall.
Remember = Callable[[str, int, float], None]


@dataclass
class _Host:
    """What is known of one host: when it may be asked again, by the steady clock."""

    free: float = 0.0
    failures: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


def host_of(url: str) -> str:
    """The host and port that an address leads to, as "example.org:443"."""
    parts = urlsplit(url)
    port = parts.port or _PORTS.get(parts.scheme.lower(), 0)
    return f"{(parts.hostname or '').lower().rstrip('.')}:{port}"


class Hosts:
    """Keeps us polite."""

    def __init__(self, bounds: Bounds, clock: Clock, remember: Remember) -> None:
        self._bounds, self._clock, self._remember = bounds, clock, remember
        self._hosts: dict[str, _Host] = {}
        self._slots = asyncio.Semaphore(bounds.connections)

    def recall(self, host: str, failures: int, until: float) -> None:
        """Take up a rest that was written down; the wall's clock may have jumped meanwhile."""
        left = min(until - self._clock.wall(), self._bounds.rest_most)
        self._host(host).failures = failures
        self._host(host).free = self._clock.steady() + max(left, 0.0)

    def wait_for(self, host: str) -> float:
        """Seconds until this host may be asked."""
        return max(0.0, self._host(host).free - self._clock.steady())

    @asynccontextmanager
    async def turn(self, url: str, gap: float) -> AsyncIterator[None]:
        """Our turn at the host of this address, and one of the few connections at once."""
        host = self._host(host_of(url))
        async with host.lock:
            while (left := host.free - self._clock.steady()) > 0:
                await asyncio.sleep(left)
            async with self._slots:
                try:
                    yield
                finally:
                    host.free = max(host.free, self._clock.steady() + gap)

    def went_well(self, url: str) -> None:
        """It answered."""
        name = host_of(url)
        if self._host(name).failures >= _PATIENCE:
            self._remember(name, 0, self._clock.wall())
        self._host(name).failures = 0

    def failed(self, url: str, fault: FetchFault) -> None:
        """It did not; it rests if it asks for that, cannot be reached, or fails again and again."""
        name = host_of(url)
        host = self._host(name)
        if fault.lasting or (fault.is_answer and not fault.busy):
            return
        host.failures += 1
        if not fault.busy and host.failures < _PATIENCE:
            return
        self._rest(name, host, self._seconds(host, fault))

    def _seconds(self, host: _Host, fault: FetchFault) -> float:
        own = pause_before(host.failures, first=self._bounds.retry, most=self._bounds.retry_most)
        asked = fault.rest if fault.rest is not None else self._clock.about(own)
        return min(asked, self._bounds.rest_most)

    def _rest(self, name: str, host: _Host, seconds: float) -> None:
        host.free = max(host.free, self._clock.steady() + seconds)
        self._remember(name, host.failures, self._clock.wall() + seconds)

    def _host(self, name: str) -> _Host:
        return self._hosts.setdefault(name, _Host())
