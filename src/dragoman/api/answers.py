"""Answers that are kept while the store stays as it is, with their ETags.

Many readers ask the same; a text that was made and pressed once serves them all.
"""

from __future__ import annotations

import gzip
import json
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

from fastapi import Request, Response

from dragoman.store.asked import Asked
from dragoman.store.stamp import last_change

JSON = "application/json"
#: Below this a packed answer is no shorter on the way.
_WORTH_PACKING = 1_000
_LEVEL = 5
_ETAG_BYTES = 12


@dataclass(frozen=True, slots=True)
class _Kept:
    """A body as it is sent, plain and pressed."""

    plain: bytes
    packed: bytes | None

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.packed or b"")


class Answers:
    """JSON answers by their ETags; those asked for least recently make room."""

    def __init__(self, store: Asked, *, most_bytes: int, fresh_seconds: float) -> None:
        self._store, self._most, self._fresh = store, most_bytes, fresh_seconds
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._bytes = 0
        self._stamp, self._stamped = "", float("-inf")
        self._lock = Lock()
        self._making: dict[str, Lock] = {}

    def give(self, request: Request, make: Callable[[], object], *, of: str = "") -> Response:
        """The answer to a request: kept, made, or only that the client has it already.

        `of` is the person whose own answer it is, where it is not everybody's.
        """
        tag = self._tag(request, of)
        headers = {"ETag": f'W/"{tag}"', "Cache-Control": "private, no-cache", "Vary": _VARY}
        if _has(request, tag):
            return Response(status_code=304, headers=headers)
        kept = self._find(tag) or self._make_once(tag, make)
        if kept.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(
                kept.packed, headers=headers | {"Content-Encoding": "gzip"}, media_type=JSON
            )
        return Response(kept.plain, headers=headers, media_type=JSON)

    def changed(self) -> None:
        """Ask the store anew: somebody has just written."""
        self._stamped = float("-inf")

    def _tag(self, request: Request, of: str) -> str:
        url = f"{request.url.path}?{request.url.query}"
        words = f"{self._stamp_now()}\n{url}\n{of}".encode("utf-8", "surrogatepass")
        return blake2b(words, digest_size=_ETAG_BYTES).hexdigest()

    def _stamp_now(self) -> str:
        now = time.monotonic()
        if now - self._stamped > self._fresh:
            self._stamp, self._stamped = last_change(self._store), now
        return self._stamp

    def _make_once(self, tag: str, make: Callable[[], object]) -> _Kept:
        """Made by the first who asks, while others who ask the same wait for it."""
        with self._lock:
            making = self._making.setdefault(tag, Lock())
        try:
            with making:
                return self._find(tag) or self._keep(tag, _kept(make()))
        finally:
            with self._lock:
                self._making.pop(tag, None)

    def _find(self, tag: str) -> _Kept | None:
        with self._lock:
            if tag in self._kept:
                self._kept.move_to_end(tag)
            return self._kept.get(tag)

    def _keep(self, tag: str, kept: _Kept) -> _Kept:
        with self._lock:
            before = self._kept.pop(tag, None)
            self._kept[tag] = kept
            self._bytes += kept.size - (0 if before is None else before.size)
            while self._bytes > self._most:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= oldest.size
        return kept


_VARY = "Accept-Encoding, Authorization"


def _kept(answer: object) -> _Kept:
    plain = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    large = len(plain) >= _WORTH_PACKING
    return _Kept(plain, gzip.compress(plain, _LEVEL) if large else None)


def _has(request: Request, tag: str) -> bool:
    """Whether the client holds this very answer."""
    held = request.headers.get("if-none-match", "")
    return held.strip() == "*" or f'"{tag}"' in held
