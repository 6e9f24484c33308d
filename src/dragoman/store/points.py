"""Where events lie: places on a map, with how many events each has."""

from __future__ import annotations

import pyarrow as pa

from dragoman.store.asked import Asked
from dragoman.store.conditions import Bound
from dragoman.store.filters import Filter, Kind
from dragoman.store.fitting import fitting

#: More points than this are no map any more.
MOST_POINTS = 2_000


def points(store: Asked, chosen: Filter) -> pa.Table:
    """`latitude`, `longitude`, `count`, `place` and `country` of the places with most events."""
    bound = Bound(store.dialect)
    columns = ["e.latitude", "e.longitude", "e.place", "e.place_country as country"]
    source = fitting(store, Kind.EVENTS, chosen, bound, columns=columns)
    return store.read(
        "select latitude, longitude, count(*) as count, place, country "
        f"from {source} fitting where latitude is not null and longitude is not null "
        "group by latitude, longitude, place, country "
        f"order by count desc, place, country, latitude, longitude limit {MOST_POINTS}",
        bound.values,
    )
