"""Asking a server, politely and with patience: who we are, and when it wants us to come back."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version

from dragoman.errors import SetupError, UsageError

TIMEOUT_SECONDS = 90.0  # the query service thinks for up to a minute before it answers
#: What passes by itself: too many requests, and faults of the server's own.
PASSING = frozenset({429, 500, 502, 503, 504})
RANGE_OVER = 416
_CHUNK_BYTES = 1 << 18


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Patience:
    """How often one thing is tried, and how long is waited between."""

    tries: int = 6
    first_seconds: float = 2.0
    #: A server that wants to be left alone for longer is told to the person instead.
    most_seconds: float = 300.0
    sleep: Callable[[float], object] = field(default=time.sleep)
    now: Callable[[], datetime] = field(default=_now)
    #: Between two requests that the server has granted.
    pause_seconds: float = 1.0

    def back_off(self, tried: int) -> float:
        """The seconds to wait after so many tries, where the server says nothing."""
        return min(self.first_seconds * 2.0 ** (tried - 1), self.most_seconds)


class Interrupted(Exception):
    """The connection failed: what has come stays, and the rest can be asked for."""


@contextmanager
def answer(
    address: str, headers: Mapping[str, str], patience: Patience
) -> Iterator[http.client.HTTPResponse]:
    """The server's answer, 200 or 206 or 416; SetupError when it goes on refusing."""
    response = _asked(_request(address, headers), patience)
    try:
        yield response
    finally:
        response.close()


def chunks(response: http.client.HTTPResponse) -> Iterator[bytes]:
    """The body as it comes; Interrupted where the connection fails or ends too early."""
    announced = response.headers.get("Content-Length", "")
    count = 0
    while chunk := _read(response):
        count += len(chunk)
        yield chunk
    if announced.isdecimal() and count < int(announced):
        raise Interrupted(f"{count} of {announced} bytes came")


def _read(response: http.client.HTTPResponse) -> bytes:
    try:
        return response.read1(_CHUNK_BYTES)
    except (OSError, http.client.HTTPException) as error:
        raise Interrupted(str(error) or type(error).__name__) from error


def user_agent() -> str:
    """Who asks, as Wikimedia's policy for user agents wants it told."""
    return f"dragoman/{version('dragoman')} (political event coder; gazetteer) Python-urllib"


def is_web_page(kind: str, start: bytes) -> bool:
    """Whether a body is HTML: a page of a proxy, a log-in or an excuse, not data."""
    head = start[:200].lstrip().lower()
    return kind == "text/html" or head.startswith((b"<!doctype html", b"<html"))


def _request(address: str, headers: Mapping[str, str]) -> urllib.request.Request:
    if not address.lower().startswith(("http://", "https://")):
        raise UsageError(f"{address} is no http(s) address")
    told = {"User-Agent": user_agent(), "Accept-Encoding": "identity", **headers}
    try:
        return urllib.request.Request(address, headers=told)
    except ValueError as error:
        raise UsageError(f"{address} is no http(s) address: {error}") from error


def _asked(request: urllib.request.Request, patience: Patience) -> http.client.HTTPResponse:
    address = request.full_url.partition("?")[0]
    for tried in range(1, patience.tries + 1):
        wait = patience.back_off(tried)
        try:
            response: http.client.HTTPResponse = urllib.request.urlopen(
                request, timeout=TIMEOUT_SECONDS
            )
            return response
        except urllib.error.HTTPError as error:
            if error.code == RANGE_OVER:
                return _kept(error)
            error.close()
            fault = f"HTTP {error.code} {error.reason}".strip()
            if error.code not in PASSING:
                raise SetupError(f"{address}: {fault}") from error
            wait = _wait(error, patience, wait, f"{address}: {fault}")
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            fault = str(reason) or type(reason).__name__
        if tried < patience.tries:
            patience.sleep(wait)
    raise SetupError(f"{address}: {fault}, {patience.tries} times; run the command again later")


def _kept(error: urllib.error.HTTPError) -> http.client.HTTPResponse:
    """An answer that urllib takes for a fault, as an answer."""
    response: http.client.HTTPResponse = error  # type: ignore[assignment]
    return response


def _wait(error: urllib.error.HTTPError, patience: Patience, otherwise: float, fault: str) -> float:
    """The seconds that Retry-After asks for; SetupError where that is too long to wait."""
    asked = _seconds(error.headers.get("Retry-After", ""), patience.now())
    if asked is None:
        return otherwise
    if asked > patience.most_seconds:
        minutes = round(asked / 60)
        raise SetupError(f"{fault}: the server wants no request for {minutes} minutes; try then")
    return asked


def _seconds(retry_after: str, now: datetime) -> float | None:
    """The seconds that a Retry-After names, as a number or as a date; None where it is neither."""
    told = retry_after.strip()
    if told.isdecimal():
        return float(told)
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((aware - now).total_seconds(), 0.0)
