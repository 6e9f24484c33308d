"""All rows that fit a filter, as a source that other selects take from."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.store.asked import Asked
from dragoman.store.conditions import ALIAS, Bound, conditions
from dragoman.store.filters import Filter, Kind
from dragoman.store.selects import search, with_found


def fitting(
    store: Asked, kind: Kind, chosen: Filter, bound: Bound, *, columns: Sequence[str]
) -> str:
    """A select in brackets of these columns of what fits; `limit` and `cursor` play no part."""
    tables = with_found(kind, search(store, kind, chosen), bound)
    where = " and ".join(conditions(kind, chosen, bound)) or "true"
    before = f"with {tables.before.removesuffix(', ')} " if tables.before else ""
    return (
        f"({before}select {', '.join(columns)} from {kind.value} {ALIAS[kind]} {tables.join} "
        f"where {where})"
    )
