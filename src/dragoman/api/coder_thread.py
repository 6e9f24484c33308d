"""Coding for those who wait: one text at a time, in a thread that loads the model itself."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from threading import Lock, Semaphore
from typing import TypeVar

from fastapi import HTTPException

from dragoman.coding.coder import StoryCoder
from dragoman.coding.source import Source, code_source
from dragoman.errors import StoryError
from dragoman.types import Coded, SetAside

T = TypeVar("T")

#: Stories whose reasons are at hand: somebody goes from field to field of one story.
_KEPT = 16
_RETRY_SECONDS = "10"


class CoderThread:
    """A coder that is loaded when first needed, and then used by one caller after the other."""

    def __init__(self, load: Callable[[], StoryCoder], *, waiting: int) -> None:
        self._load = load
        self._coder: StoryCoder | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="coder")
        self._places = Semaphore(waiting)
        self._kept: OrderedDict[str, Coded] = OrderedDict()
        self._lock = Lock()

    def warm(self) -> Future[StoryCoder]:
        """Load the coder now, so that nobody waits for it later."""
        return self._thread.submit(self._loaded)

    def code(self, source: Source, *, published: date | None = None) -> Coded:
        """The records of one source; a StoryError says why there are none, 429 that many wait."""
        outcome = self._run(lambda: code_source(source, self._loaded(), published=published))
        if isinstance(outcome, SetAside):
            raise StoryError(outcome.kind, outcome.message)
        return outcome

    def code_again(self, key: str, source: Source) -> Coded:
        """The same, kept for a while under this key."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        coded = self.code(source)
        with self._lock:
            self._kept[key] = coded
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return coded

    def close(self) -> None:
        """Let the thread end when its text is done."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _run(self, work: Callable[[], T]) -> T:
        if not self._places.acquire(blocking=False):
            detail = "too many texts wait to be coded: try again in a moment"
            raise HTTPException(429, detail, {"Retry-After": _RETRY_SECONDS})
        try:
            return self._thread.submit(work).result()
        finally:
            self._places.release()

    def _loaded(self) -> StoryCoder:
        if self._coder is None:
            self._coder = self._load()
        return self._coder
