"""A store whose searches and totals are kept while it stays as it is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from threading import Lock
from typing import TypeVar

import pyarrow as pa

from dragoman.api.freshness import Freshness
from dragoman.store.asked import Asked
from dragoman.store.database import Dialect, Parameter
from dragoman.store.filters import Filter, Kind
from dragoman.store.indices import Index
from dragoman.store.selects import EVENTS_FOUND
from dragoman.store.totals import total

T = TypeVar("T")

#: Lists of ids of what was found, some megabytes for a common word; numbers.
_SEARCHES, _TOTALS = 32, 4_000


class Kept:
    """Answers of one kind by what was asked; those asked for least recently make room."""

    def __init__(self, freshness: Freshness, *, most: int) -> None:
        self._freshness, self._most = freshness, most
        self._kept: OrderedDict[Hashable, tuple[str, object]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, ask: Callable[[], T]) -> T:
        """The answer, asked for unless it was since the store's last change."""
        stamp = self._freshness.stamp
        with self._lock:
            of, kept = self._kept.get(key, ("", None))
        if stamp and of == stamp:
            return kept  # type: ignore[return-value]  # of the same question
        answer = ask()
        with self._lock:
            self._kept[key] = stamp, answer
            self._kept.move_to_end(key)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return answer


class Remembered:
    """Answers as the store does; the several parts of a page share what they ask alike."""

    def __init__(self, store: Asked, freshness: Freshness) -> None:
        self._store = store
        self._searches = Kept(freshness, most=_SEARCHES)
        self._totals = Kept(freshness, most=_TOTALS)

    @property
    def dialect(self) -> Dialect:
        """Whose SQL the store speaks."""
        return self._store.dialect

    def read(self, sql: str, parameters: Sequence[Parameter] = ()) -> pa.Table:
        """The rows of one select, asked for now but for what a search leads to."""
        if sql is EVENTS_FOUND:
            key = sql, *map(str, parameters)
            return self._searches.get(key, lambda: self._store.read(sql, parameters))
        return self._store.read(sql, parameters)

    def search(self, index: Index, phrases: Sequence[str]) -> pa.Table:
        """The `id` and `rank` of what holds all phrases."""
        key = index, tuple(phrases)
        return self._searches.get(key, lambda: self._store.search(index, phrases))

    def total(self, kind: Kind, chosen: Filter) -> int:
        """How many there are of this kind, whatever the filter's limit and cursor."""
        whole = replace(chosen, limit=None, cursor=None)
        return self._totals.get((kind, whole), lambda: total(self, kind, whole))
