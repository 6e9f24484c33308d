"""Tombstones: what was forgotten and must not come back, by kind and hash."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from dragoman.store.database import Transaction
from dragoman.store.requests import Forget
from dragoman.store.rows import table

Key = tuple[str, str]


def tombstones_among(change: Transaction, keys: Iterable[Key]) -> set[Key]:
    """Those of the (kind, key) that were forgotten."""
    if change.read("select 1 as one from tombstones limit 1").num_rows == 0:
        return set()
    kinds, names = zip(*keys, strict=True)
    change.stage("asked_tombstones", pa.table({"kind": pa.array(kinds), "key": pa.array(names)}))
    rows = change.read(
        "select distinct t.kind, t.key from tombstones t "
        "join asked_tombstones a on a.kind = t.kind and a.key = t.key"
    )
    return {(row["kind"], row["key"]) for row in rows.to_pylist()}


def dead_persons(change: Transaction) -> frozenset[str]:
    """The hashes of all names that were forgotten."""
    rows = change.read("select distinct t.key from tombstones t where t.kind = 'person'")
    return frozenset(rows["key"].to_pylist())


def insert_tombstones(change: Transaction, keys: Iterable[Key], request: Forget) -> None:
    """What was forgotten, by whom and why; what has a tombstone keeps it."""
    new = sorted(set(keys) - tombstones_among(change, set(keys)))
    words = {"at": request.at, "by": request.by, "why": request.why}
    rows = [{"kind": kind, "key": key, **words} for kind, key in new]
    change.insert("tombstones", table("tombstones", rows))
