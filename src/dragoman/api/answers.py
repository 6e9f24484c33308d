"""Answers that are kept while the store stays as it is, with their ETags.

Many readers ask the same; a text that was made and pressed once serves them all.  Few are made
at a time, so that those that are kept are given at once meanwhile; while all hands are busy, an
answer from just before the store's last change is given rather than none.
"""

from __future__ import annotations

import gzip
import json
import os
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock, Semaphore

from fastapi import Request, Response
from starlette.routing import BaseRoute
from starlette.types import Scope

from dragoman.api.freshness import Freshness

JSON = "application/json"
#: Below this a packed answer is no shorter on the way.
_WORTH_PACKING = 1_000
#: A tenth larger than with five, in a third of the time: most readers are near.
_LEVEL = 2
_ETAG_BYTES = 12
#: Answers made at a time: making takes a core, and more at once only take longer each.
_HANDS = max(2, os.cpu_count() or 2)
_VARY = "Accept-Encoding, Authorization"


@dataclass(frozen=True, slots=True)
class _Kept:
    """A body as it is kept, the stamp of the store that it tells of, and the route it is of."""

    body: bytes
    packed: bool
    stamp: str
    tag: str
    route: BaseRoute | None

    def plain(self) -> bytes:
        return gzip.decompress(self.body) if self.packed else self.body


class Answers:
    """JSON answers by what was asked; those asked for least recently make room."""

    def __init__(self, freshness: Freshness, *, most_bytes: int) -> None:
        self._freshness, self._most = freshness, most_bytes
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        self._making: dict[str, Lock] = {}
        self._hands = Semaphore(_HANDS)
        self._wanted = 0

    def at_once(self, request: Request) -> Response | None:
        """The answer to a request that is everybody's, if it is at hand."""
        kept = self._good(_key(request.scope, ""))
        if kept is None:
            return None
        request.scope["route"] = kept.route
        return _response(request, kept)

    def give(self, request: Request, make: Callable[[], object], *, of: str = "") -> Response:
        """The answer to a request: kept, made, or only that the client has it already.

        `of` is the person whose own answer it is, where it is not everybody's.
        """
        if self._freshness.is_due():
            self._freshness.ask()
        key = _key(request.scope, of)
        route = request.scope.get("route")
        return _response(request, self._good(key) or self._make_once(key, make, route))

    def changed(self) -> None:
        """Ask the store anew: somebody has just written."""
        self._freshness.written()

    def _good(self, key: str) -> _Kept | None:
        """The kept answer of now; of a little while ago where there is no hand for a new one."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None:
                return None
            self._kept.move_to_end(key)
            busy = self._wanted >= _HANDS or key in self._making
        if kept.stamp == self._freshness.stamp:
            return kept
        return kept if busy and self._freshness.is_bearable(kept.stamp) else None

    def _make_once(self, key: str, make: Callable[[], object], route: BaseRoute | None) -> _Kept:
        """Made by the first who asks, while others who ask the same wait for it."""
        with self._lock:
            making = self._making.setdefault(key, Lock())
        try:
            with making, self._hand():
                kept, stamp = self._kept.get(key), self._freshness.stamp
                if kept is not None and kept.stamp == stamp:
                    return kept
                return self._keep(key, _made(make(), key, stamp, route=route))
        finally:
            with self._lock:
                self._making.pop(key, None)

    @contextmanager
    def _hand(self) -> Iterator[None]:
        """A hand that is free to make something."""
        with self._lock:
            self._wanted += 1
        try:
            with self._hands:
                yield
        finally:
            with self._lock:
                self._wanted -= 1

    def _keep(self, key: str, kept: _Kept) -> _Kept:
        with self._lock:
            before = self._kept.pop(key, None)
            self._kept[key] = kept
            self._bytes += len(kept.body) - (0 if before is None else len(before.body))
            while self._bytes > self._most:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= len(oldest.body)
        return kept


def as_json(answer: object) -> bytes:
    """JSON as it is sent."""
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def _key(scope: Scope, of: str) -> str:
    return f"{scope['path']}?{scope['query_string'].decode('latin-1')}\n{of}"


def _made(answer: object, key: str, stamp: str, *, route: BaseRoute | None) -> _Kept:
    plain = answer if isinstance(answer, bytes) else as_json(answer)
    large = len(plain) >= _WORTH_PACKING
    words = f"{stamp}\n{key}".encode("utf-8", "surrogatepass")
    tag = blake2b(words, digest_size=_ETAG_BYTES).hexdigest()
    return _Kept(gzip.compress(plain, _LEVEL) if large else plain, large, stamp, tag, route)


def _response(request: Request, kept: _Kept) -> Response:
    headers = {"ETag": f'W/"{kept.tag}"', "Cache-Control": "private, no-cache", "Vary": _VARY}
    if _has(request, kept.tag):
        return Response(status_code=304, headers=headers)
    if kept.packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(kept.body, headers=headers, media_type=JSON)
    return Response(kept.plain(), headers=headers, media_type=JSON)


def _has(request: Request, tag: str) -> bool:
    """Whether the client holds this very answer."""
    held = request.headers.get("if-none-match", "")
    return held.strip() == "*" or f'"{tag}"' in held
