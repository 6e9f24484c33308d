"""Whom a request is for, and whose page sent it: against DNS rebinding and forged requests."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from dragoman.api.problems import problem

LOOPBACK = ("localhost", "127.0.0.1", "::1")
_SAFE = ("GET", "HEAD", "OPTIONS")


def is_loopback(host: str) -> bool:
    """Whether this name or address is this machine, to be reached from itself alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names under which a server answers; `everywhere` where it needs a token of all."""

    names: frozenset[str] = frozenset(LOOPBACK)
    everywhere: bool = False

    def knows(self, header: str) -> bool:
        """Whether a Host header names this server, on whichever port a tunnel may end."""
        return self.everywhere or _name(header) in self.names


def hosts_of(host: str, *others: str) -> Hosts:
    """The names of a server that listens at a host; 0.0.0.0 and :: have every name."""
    try:
        everywhere = ip_address(host).is_unspecified
    except ValueError:
        everywhere = False
    names = (one.lower().strip("[]") for one in (*LOOPBACK, host, *others))
    return Hosts(frozenset(names), everywhere)


class HostGuard:
    """Refuses requests to another name, and those that write from another site's page."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or let it on."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            if not self.hosts.knows(headers.get("host", "")):
                detail = "this server does not go by that name; --allow-host gives it another"
                await problem(421, detail)(scope, receive, send)
                return
            if scope["method"] not in _SAFE and _is_strange(headers):
                detail = "a page of another site may not write here"
                await problem(403, detail)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _is_strange(headers: Headers) -> bool:
    """Whether a browser says that the request comes from another site's page."""
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
    return headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")


def _name(header: str) -> str:
    """The host of a Host header, without its port and brackets."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""
