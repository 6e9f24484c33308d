"""Coding for those who wait: one story at a time, in a process that loads the model itself."""

from __future__ import annotations

import logging
from collections import OrderedDict
from datetime import date
from threading import Lock, Semaphore

from fastapi import HTTPException

from dragoman.coding.source import Source
from dragoman.errors import StoryError
from dragoman.types import Coded, Outcome, SetAside
from dragoman.workers import Load, Task, Workers

log = logging.getLogger(__name__)

#: Stories whose reasons are at hand: somebody goes from field to field of one story.
_KEPT = 16
_RETRY_SECONDS = "10"
_TO_DO = {"too-slow": "send less of it, or let the server's story_seconds be more"}


class CoderProcess:
    """A coder that is loaded when first needed, and then used by one caller after the other.

    A story that takes longer than so many seconds (0: none does), or at which a library crashes,
    ends the process; the next caller has another.
    """

    def __init__(self, load: Load, *, seconds: float, waiting: int) -> None:
        self._workers = Workers(Task(load, seconds, log.getEffectiveLevel()), 1)
        self._places = Semaphore(waiting)
        self._kept: OrderedDict[str, Coded] = OrderedDict()
        self._lock = Lock()

    def warm(self) -> None:
        """Load the coder now, so that nobody waits for it later; a SetupError where it cannot be."""
        self._workers.warm()

    def code(self, source: Source, *, published: date | None = None) -> Coded:
        """The records of one source; a StoryError says why there are none, 429 that many wait."""
        outcome = self._outcome(source, published)
        if isinstance(outcome, SetAside):
            raise StoryError(outcome.kind, _with_what_to_do(outcome))
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
        """End the process, whatever it is at."""
        self._workers.close()

    def _outcome(self, source: Source, published: date | None) -> Outcome:
        if not self._places.acquire(blocking=False):
            detail = "too many texts wait to be coded: try again in a moment"
            raise HTTPException(429, detail, {"Retry-After": _RETRY_SECONDS})
        try:
            [outcome] = self._workers.submit([source], published=published).result()
            return outcome
        finally:
            self._places.release()


def _with_what_to_do(aside: SetAside) -> str:
    advice = _TO_DO.get(aside.kind)
    return aside.message if advice is None else f"{aside.message}: {advice}"
