"""One question to one address: a bounded answer, or a fault that says what to do about it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore2

from dragoman.errors import StoryError
from dragoman.gathering.addresses import ascii_address
from dragoman.gathering.bounded import megabytes
from dragoman.watching.clock import Clock
from dragoman.watching.faults import FetchFault, refused, retry_after
from dragoman.watching.network import open_pool
from dragoman.watching.plan import Bounds, Plan
from dragoman.watching.unpacking import ACCEPTED, Body

_MOVED = frozenset([301, 302, 303, 307, 308])
_MOVED_FOR_GOOD = frozenset([301, 308])
_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an address; a `body` makes it a POST."""

    url: str
    most: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered.  `moved` is where a redirect leads, "" for none."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    moved: str = ""

    @property
    def is_unchanged(self) -> bool:
        """Whether there is nothing new since the last time."""
        return self.status == _NOT_MODIFIED

    @property
    def for_good(self) -> bool:
        """Whether a redirect is one that should be remembered."""
        return self.status in _MOVED_FOR_GOOD


class Fetcher:
    """Asks addresses, within the bounds of a plan."""

    def __init__(self, plan: Plan, clock: Clock) -> None:
        self._bounds, self._clock = plan.bounds, clock
        self._agent = plan.agent
        self._pools = {
            private: open_pool(plan.bounds, allow_private=private, proxy=plan.proxy)
            for private in (False, True)
        }

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *fault: object) -> None:
        for pool in self._pools.values():
            await pool.aclose()

    async def ask(self, question: Question) -> Answer:
        """The answer: a body, a redirect that was not followed, or "unchanged"; else a FetchFault."""
        url = question.url
        try:
            async with asyncio.timeout(self._bounds.total):
                return await self._asked(question)
        except FetchFault:
            raise
        except StoryError as error:  # a host that may not be reached
            raise FetchFault(error.message, lasting=True) from error
        except (TimeoutError, httpcore2.TimeoutException) as error:
            busy = isinstance(error, httpcore2.ConnectTimeout)
            raise FetchFault(f"{url}: timed out", busy=busy) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
            busy = isinstance(error, httpcore2.ConnectError | OSError)
            raise FetchFault(f"{url}: {str(error) or type(error).__name__}", busy=busy) from error
        except (httpcore2.UnsupportedProtocol, ValueError) as error:
            raise FetchFault(f"{url}: no address ({error})", lasting=True) from error

    async def _asked(self, question: Question) -> Answer:
        headers = {
            "User-Agent": self._agent,
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
            **dict(question.headers),
        }
        if not urlsplit(question.url).hostname:
            raise ValueError("it names no host")
        pool = self._pools[question.allow_private]
        async with pool.stream(
            "GET" if question.body is None else "POST",
            ascii_address(question.url),
            headers=list(headers.items()),
            content=question.body,
            extensions={"timeout": _timeouts(self._bounds)},
        ) as response:
            return await _answer(question, response, self._clock.now())


def _timeouts(bounds: Bounds) -> dict[str, float]:
    """For a connection, and for the next bytes; the whole has its own."""
    return {
        "connect": bounds.connect,
        "read": bounds.read,
        "write": bounds.read,
        "pool": bounds.total,
    }


async def _answer(question: Question, response: httpcore2.Response, now: datetime) -> Answer:
    """The answer in a response; a FetchFault for a status that brings nothing."""
    headers = _headers(response)
    status, url = response.status, question.url
    if status in _MOVED and headers.get("location"):
        return Answer(url, status, headers, b"", moved=_target(url, headers["location"]))
    if status == _NOT_MODIFIED:
        return Answer(url, status, headers, b"")
    if not 200 <= status < 300:
        raise refused(url, status, retry_after(headers.get("retry-after"), now))
    return Answer(url, status, headers, await _body(question, response, headers))


def _headers(response: httpcore2.Response) -> dict[str, str]:
    """The first of each header, its name in small letters."""
    headers: dict[str, str] = {}
    for name, value in response.headers:
        headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1").strip())
    return headers


def _target(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchFault(f"{url}: a redirect to {location[:80]!r}", lasting=True) from error


async def _body(
    question: Question, response: httpcore2.Response, headers: Mapping[str, str]
) -> bytes:
    """The plain body; it is left unread as soon as it passes the bound, packed or plain."""
    stated = headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > question.most:
        raise _too_large(question)
    body = Body(question.url, headers.get("content-encoding", ""), most=question.most)
    wire = 0
    async for data in response.aiter_stream():
        wire += len(data)
        if wire > question.most:
            raise _too_large(question)
        body.add(data)
    return body.whole()


def _too_large(question: Question) -> FetchFault:
    message = f"{question.url}: more than the {megabytes(question.most)} allowed"
    return FetchFault(message, kind="too-large", lasting=True)
