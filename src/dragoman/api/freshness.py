"""How old an answer may be: the store's last change, asked for when it is due."""

from __future__ import annotations

import time
from threading import Lock

from dragoman.store.asked import Asked
from dragoman.store.stamp import last_change


class Freshness:
    """The store's stamp as it was last seen, and those that it had just before.

    A stamp is asked for when the one seen is older than `fresh_seconds`; one that has gone can
    be lived with for `late_seconds`, unless it was one's own writing that ended it.
    """

    def __init__(self, store: Asked, *, fresh_seconds: float, late_seconds: float) -> None:
        self._store, self._fresh, self._late = store, fresh_seconds, late_seconds
        self._stamp, self._seen = "", float("-inf")
        self._gone: dict[str, float] = {}
        self._written = 0
        self._asking, self._changing = Lock(), Lock()

    @property
    def stamp(self) -> str:
        """The stamp that was last seen."""
        return self._stamp

    def is_due(self) -> bool:
        """Whether the store must be asked, and nobody is asking yet."""
        never = self._seen == float("-inf")
        old = time.monotonic() - self._seen > self._fresh
        return old and (never or not self._asking.locked())

    def ask(self) -> None:
        """See the stamp of now; of several who ask at once the first does it for all."""
        with self._asking:
            if time.monotonic() - self._seen <= self._fresh:
                return
            while not self._look():  # what a writing overtook tells of before it
                pass

    def written(self) -> None:
        """Somebody has just written here: what was seen before is good for nothing."""
        with self._changing:
            self._written += 1
            self._gone = {}
            self._stamp, self._seen = "", float("-inf")

    def is_bearable(self, stamp: str) -> bool:
        """Whether an answer with this stamp is not much too old."""
        gone = self._gone.get(stamp)
        return gone is not None and time.monotonic() - gone <= self._late

    def _look(self) -> bool:
        """See the stamp of now, unless somebody writes meanwhile."""
        written, begun = self._written, time.monotonic()
        stamp = last_change(self._store)
        with self._changing:
            if written != self._written:
                return False
            if stamp != self._stamp:
                self._replace(stamp, begun)
            self._seen = begun
        return True

    def _replace(self, stamp: str, now: float) -> None:
        kept = {old: gone for old, gone in self._gone.items() if now - gone <= self._late}
        self._gone = {**kept, self._stamp: now} if self._stamp else kept
        self._stamp = stamp
