"""Connections, to hosts of the open internet alone unless private ones are allowed."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import httpcore2

from dragoman.gathering.public_addresses import checked_address, resolve
from dragoman.watching.plan import Bounds

#: Addresses of a host that are tried one after the other.
_MOST_ADDRESSES = 3


class _Guarded(httpcore2.AnyIOBackend):
    """Connects to the very address that was checked, so that no second look-up can lead inside."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        *others: Any,  # noqa: ANN401
        **options: Any,  # noqa: ANN401
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to a public address; a StoryError for a host that has another."""
        addresses = await asyncio.to_thread(_public_addresses, host)
        for address in addresses[:-1]:
            with suppress(httpcore2.ConnectError, httpcore2.ConnectTimeout):
                return await super().connect_tcp(address, port, *others, **options)
        return await super().connect_tcp(addresses[-1], port, *others, **options)


def _public_addresses(host: str) -> list[str]:
    """The first addresses of a host; a StoryError if any that it has is not public."""
    found = resolve(host)
    checked_address(host, lambda _: found)
    return found[:_MOST_ADDRESSES]


def open_pool(
    bounds: Bounds, *, allow_private: bool, proxy: str = ""
) -> httpcore2.AsyncConnectionPool:
    """Connections that are closed after each answer.

    One that was kept could hold the rest of a body that is longer than its server says, and
    that rest would pass for the answer to the next question.  A proxy resolves names itself.
    """
    guarded = not allow_private and not proxy
    return httpcore2.AsyncConnectionPool(
        max_connections=bounds.connections,
        max_keepalive_connections=0,
        proxy=httpcore2.Proxy(proxy) if proxy else None,
        network_backend=_Guarded() if guarded else httpcore2.AnyIOBackend(),
    )
