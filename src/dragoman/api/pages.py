"""Pages of lists whose items are made once, however many pages they stand in."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from threading import Lock
from typing import Any

from dragoman.api.answers import as_json
from dragoman.api.remembered import Remembered
from dragoman.api.rows import COLUMNS, item, page
from dragoman.store.database import Dialect
from dragoman.store.filters import Filter, Kind
from dragoman.store.listing import Listing, read_listing, read_wide

#: Sixteen bytes that stand for a row: a hundred thousand rows themselves would take much more.
Key = bytes
_KEY_BYTES = 16

#: Events whose items are made before somebody asks: some seconds' work, and 100 MB.
_LATEST, _AT_ONCE = 100_000, 2_000
#: The share of the memory for items that is filled so.
_READY = 0.75
#: An item of a record's row stands on the columns of the answer, but for its event.
_WIDE = COLUMNS | {Kind.RECORDS: COLUMNS[Kind.RECORDS].replace(" m.event,", "")}


class Pages:
    """Lists of one store, with the JSON of the items that were asked for last.

    An item is kept under the place of its row and all that is narrow in it: whatever changes an
    event writes its row anew, elsewhere.
    """

    def __init__(self, store: Remembered, *, most_bytes: int) -> None:
        self._store, self._most = store, most_bytes
        self._items: OrderedDict[Key, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def read(self, kind: Kind, chosen: Filter) -> object:
        """A page as JSON, or as what JSON is made of."""
        if self._store.dialect is not Dialect.DUCKDB:
            return page(self._store, kind, chosen)
        listing = read_listing(self._store, kind, chosen)
        items = self._read_items(kind, listing)
        if items is None:  # rows have moved between two looks: one look sees all
            return page(self._store, kind, chosen)
        rest = as_json({"next": listing.cursor, "total": self._store.total(kind, chosen)})
        return b'{"items":[' + b",".join(items) + b"]," + rest[1:]

    def make_ready(self) -> None:
        """Make the items that most lists begin with: those of the latest events."""
        if self._store.dialect is Dialect.DUCKDB:
            latest = read_listing(self._store, Kind.EVENTS, Filter(limit=_LATEST))
            for at in range(0, len(latest.rows), _AT_ONCE):  # others have their turn between
                if self._bytes > _READY * self._most:
                    return
                rows = latest.rows[at : at + _AT_ONCE]
                self._read_items(Kind.EVENTS, replace(latest, rows=rows))

    def _read_items(self, kind: Kind, listing: Listing) -> list[bytes] | None:
        keys = [_key(kind, row) for row in listing.rows]
        found = self._kept(keys)
        missing = [n for n, key in enumerate(keys) if key not in found]
        if missing:
            rows = [listing.rows[n] for n in missing]
            places = [row["at_row"] for row in rows]
            wide = read_wide(self._store, kind, places, columns=_WIDE[kind])
            if any(not _is_same(row, wide.get(row["at_row"])) for row in rows):
                return None
            for n, row in zip(missing, rows, strict=True):
                found[keys[n]] = as_json(item(kind, row | wide[row["at_row"]]))
            self._keep({keys[n]: found[keys[n]] for n in missing})
        return [found[key] for key in keys]

    def _kept(self, keys: Sequence[Key]) -> dict[Key, bytes]:
        with self._lock:
            found = {key: self._items[key] for key in keys if key in self._items}
            for key in found:
                self._items.move_to_end(key)
        return found

    def _keep(self, items: Mapping[Key, bytes]) -> None:
        with self._lock:
            for key, text in items.items():
                if key not in self._items:
                    self._items[key] = text
                    self._bytes += len(text)
            while self._bytes > self._most:
                _, oldest = self._items.popitem(last=False)
                self._bytes -= len(oldest)


def _key(kind: Kind, row: Mapping[str, Any]) -> Key:
    return blake2b(repr((kind.value, *row.values())).encode(), digest_size=_KEY_BYTES).digest()


def _is_same(row: Mapping[str, Any], wide: Mapping[str, Any] | None) -> bool:
    """Whether two looks at one place saw the same row."""
    shared = () if wide is None else [name for name in row if name in wide]
    return wide is not None and all(row[name] == wide[name] for name in shared)
