"""Which actors have to do with which: how many events, and how friendly they are."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from dragoman.store.asked import Asked
from dragoman.store.conditions import Bound
from dragoman.store.filters import Filter, Kind
from dragoman.store.fitting import fitting

#: Names begin with a capital; "people" or "gunmen" would tie together what has nothing in common.
_NAMED = "substr({0}, 1, 1) <> lower(substr({0}, 1, 1))"


def ties(store: Asked, chosen: Filter, *, mutual: Sequence[str], limit: int) -> pa.Table:
    """`left`, `right`, `count` and the mean `scale` of pairs of named actors, the most first.

    A pair is one whoever acts.  An actor is paired with each recipient; where there is none and
    the type is one of the `mutual`, all parties are actors, and each two of them are a pair.
    """
    bound = Bound(store.dialect)
    columns = [
        "e.id",
        "e.type",
        "e.scale",
        "e.actor_names as actors",
        "e.recipient_names as others",
    ]
    source = fitting(store, Kind.EVENTS, chosen, bound, columns=columns)
    met = f"coalesce(array_length(others, 1), 0) = 0 and type = any({bound.texts(mutual)})"
    sides = (
        f"(select *, case when {met} then actors else others end as sides from {source} fitting)"
    )
    acting = f"(select id, scale, unnest(actors) as one, sides from {sides} acting)"
    pairs = f"(select id, scale, one, unnest(sides) as other from {acting} paired)"
    once = (  # a meeting gives each pair both ways
        'select distinct id, scale, least(one, other) as "left", greatest(one, other) as "right" '
        f"from {pairs} pairs where one <> other "
        f"and {_NAMED.format('one')} and {_NAMED.format('other')}"
    )
    return store.read(
        'select "left", "right", count(*) as count, coalesce(avg(scale), 0) as scale '
        f'from ({once}) tied group by "left", "right" '
        f"order by count desc, 1, 2 limit {bound.put(limit)}",
        bound.values,
    )
