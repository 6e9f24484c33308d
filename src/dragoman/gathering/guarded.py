"""One address that a stranger gave, fetched so that it cannot reach inside.

The host is resolved once for each connection, every address that it has must be public, and
the connection goes to exactly the address that was checked: a name server that answers
otherwise the second time (DNS rebinding) is not asked a second time.  A redirect is a new
connection, so it is checked in the same way.  No proxy is used: it would resolve by itself.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from threading import Lock, Timer
from typing import Self

from dragoman.errors import StoryError
from dragoman.gathering.fetch import TIMEOUT_SECONDS, fetch, opener_of
from dragoman.gathering.public_addresses import Resolve, checked_address, resolve
from dragoman.types import Page

#: For the whole page with all its redirects: somebody waits for the answer.
PUBLIC_DEADLINE = 20.0
#: The largest page that is fetched for somebody: four times the largest of a newspaper.
PUBLIC_BYTES = 4_000_000

Connect = Callable[[tuple[str, int], float], socket.socket]


@dataclass(frozen=True, slots=True)
class Network:
    """How names become addresses, and addresses connections."""

    resolve: Resolve = resolve
    connect: Connect = socket.create_connection


def fetch_public(
    address: str,
    *,
    network: Network | None = None,
    deadline: float = PUBLIC_DEADLINE,
    max_bytes: int = PUBLIC_BYTES,
) -> Page:
    """The page at an address of the open internet; a StoryError says why there is none."""
    with _Watch(deadline) as watch:
        dial = partial(_dial, network=network or Network(), watch=watch)
        opener = opener_of(_Http(dial), _Https(dial))
        timeout = min(TIMEOUT_SECONDS, deadline)
        try:
            page = fetch(
                address, timeout=timeout, deadline=deadline, max_bytes=max_bytes, opener=opener
            )
        except StoryError:
            watch.check(address)
            raise
        watch.check(address)
        return page


class _Watch:
    """Ends every connection of one fetch at its deadline, however slowly the server trickles."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.over = seconds, False
        self._sockets: list[socket.socket] = []
        self._lock = Lock()
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self._timer.cancel()

    def add(self, line: socket.socket) -> None:
        """Watch this connection too."""
        with self._lock:
            self._sockets.append(line)
        if self.over:
            _shut(line)

    def check(self, address: str) -> None:
        """A StoryError where the deadline has passed."""
        if self.over:
            message = f"{address}: not whole after {self.seconds:.3g} seconds"
            raise StoryError("fetch", message)

    def _end(self) -> None:
        self.over = True
        with self._lock:
            for line in self._sockets:
                _shut(line)


def _shut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


Dial = Callable[[str, int, float], socket.socket]


def _dial(
    host: str, port: int, timeout: float, *, network: Network, watch: _Watch
) -> socket.socket:
    """A connection to the host at the address that was checked."""
    line = network.connect((checked_address(host, network.resolve), port), timeout)
    watch.add(line)
    return line


class _Connection(http.client.HTTPConnection):
    """An http connection that is dialled by us."""

    def __init__(self, host: str, *, timeout: float, dial: Dial) -> None:
        super().__init__(host, timeout=timeout)
        self.seconds, self._dial = timeout, dial

    def connect(self) -> None:
        self.sock = self._dial(self.host, self.port, self.seconds)


class _SecureConnection(_Connection):
    """The same under TLS, whose certificate must be the host's."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        super().connect()
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


class _Http(urllib.request.AbstractHTTPHandler):
    """Opens http addresses."""

    def __init__(self, dial: Dial) -> None:
        super().__init__()
        self._dial = dial

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        """The answer to a request."""
        return self.do_open(partial(_Connection, dial=self._dial), request)

    http_request = urllib.request.AbstractHTTPHandler.do_request_


class _Https(urllib.request.AbstractHTTPHandler):
    """Opens https addresses."""

    def __init__(self, dial: Dial) -> None:
        super().__init__()
        self._dial = dial

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        """The answer to a request."""
        return self.do_open(partial(_SecureConnection, dial=self._dial), request)

    https_request = urllib.request.AbstractHTTPHandler.do_request_
