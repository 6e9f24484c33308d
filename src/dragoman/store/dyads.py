"""Which countries do what to which: how many events, and how friendly they are."""

from __future__ import annotations

import pyarrow as pa

from dragoman.store.asked import Asked
from dragoman.store.conditions import Bound
from dragoman.store.filters import Filter, Kind
from dragoman.store.fitting import fitting


def dyads(store: Asked, chosen: Filter, *, limit: int) -> pa.Table:
    """`actor`, `recipient`, `count` and the mean `scale` of pairs of countries, the most first.

    An event with two actor countries counts in two pairs; one with a side of no country in none.
    """
    bound = Bound(store.dialect)
    columns = ["e.actor_countries", "e.recipient_countries as recipients", "e.scale"]
    source = fitting(store, Kind.EVENTS, chosen, bound, columns=columns)
    actors = f"(select unnest(actor_countries) as actor, recipients, scale from {source} fitting)"
    pairs = f"(select actor, unnest(recipients) as recipient, scale from {actors} acting)"
    return store.read(
        "select actor, recipient, count(*) as count, avg(scale) as scale "
        f"from {pairs} pairs group by actor, recipient "
        f"order by count desc, actor, recipient limit {bound.put(limit)}",
        bound.values,
    )
