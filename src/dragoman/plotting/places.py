"""Where events happen, on the shapes of the world's countries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import atan, log, pi, radians, sinh, tan

from dragoman.plotting.look import INK, LAND, MARK, WIDTH, legend_counts
from dragoman.plotting.picture import Picture, Row, Spec
from dragoman.store.asked import Asked
from dragoman.store.filters import Filter
from dragoman.store.points import MOST_POINTS, points

#: The built shapes; scripts/build_world.py makes the file.
WORLD = "world.json"
HEIGHT = 340
#: Places that are named: more names would lie on each other.
_NAMED = 8
#: Degrees that are seen round the outermost places, and the least that is seen at all.
_MARGIN, _LEAST = 3.0, 12.0
#: A range of places as wide as this is shown on the whole world.
_WIDE, _HIGH = 110.0, 55.0
#: Mercator's poles lie nowhere.
_POLAR = 75.0


def place_map(store: Asked, chosen: Filter) -> Picture:
    """Circles as large as there are events at a place."""
    rows = place_rows(store, chosen)
    notes = [f"The {MOST_POINTS:,} places with most events"] if len(rows) == MOST_POINTS else []
    notes.append(f"{sum(_number(row) for row in rows):,} of them with a place on the map")
    return Picture("Where events happen", _chart(rows), len(rows), "a place on the map", notes)


def place_rows(store: Asked, chosen: Filter) -> list[Row]:
    """What the circles show: `latitude`, `longitude`, `count`, `place` and `country`."""
    rows: list[Row] = points(store, chosen).to_pylist()
    return rows


def projection(rows: Sequence[Row]) -> Spec:
    """The whole world, or nearer where all places lie close together."""
    if not rows:
        return {"type": "naturalEarth1"}
    lats = [float(str(row["latitude"])) for row in rows]
    lons = [float(str(row["longitude"])) for row in rows]
    wide, high = max(lons) - min(lons), max(lats) - min(lats)
    if wide > _WIDE or high > _HIGH or max(map(abs, lats)) > _POLAR:
        return {"type": "naturalEarth1"}
    south, north = (_upward(lat) for lat in (min(lats) - _MARGIN, max(lats) + _MARGIN))
    middle = (south + north) / 2
    tall = max(north - south, radians(_LEAST))
    broad = radians(max(wide + 2 * _MARGIN, _LEAST))
    return {
        "type": "mercator",
        "center": [round((max(lons) + min(lons)) / 2, 3), round(_latitude(middle), 3)],
        "scale": round(min(WIDTH / broad, HEIGHT / tall), 1),
        "translate": [WIDTH / 2, HEIGHT / 2],
    }


def _upward(latitude: float) -> float:
    """How far up Mercator puts a latitude."""
    return log(tan(pi / 4 + radians(latitude) / 2))


def _latitude(upward: float) -> float:
    return atan(sinh(upward)) * 180 / pi


@cache
def _world() -> Spec:
    text = (files("dragoman") / "resources" / WORLD).read_text(encoding="utf-8")
    shapes: Spec = json.loads(text)
    return shapes


def _number(row: Row) -> int:
    return int(str(row["count"]))


def _chart(rows: Sequence[Row]) -> Spec:
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "projection": projection(rows),
        "layer": [_land(), _circles(rows), _names(rows)],
    }


def _land() -> Spec:
    return {
        "data": {"values": _world(), "format": {"type": "topojson", "feature": "countries"}},
        "mark": {
            "type": "geoshape",
            "fill": LAND,
            "stroke": "#bdb8ac",
            "strokeWidth": 0.5,
            "clip": True,
        },
    }


def _circles(rows: Sequence[Row]) -> Spec:
    return {
        "data": {"values": [*rows]},
        "mark": {
            "type": "circle",
            "color": MARK,
            "opacity": 0.55,
            "stroke": MARK,
            "strokeOpacity": 1,
            "strokeWidth": 1,
        },
        "encoding": {
            "longitude": {"field": "longitude"},
            "latitude": {"field": "latitude"},
            "size": {
                "field": "count",
                "type": "quantitative",
                "scale": {"zero": True, "range": [0, 500]},
                "legend": {
                    "title": "events",
                    "orient": "bottom-left",
                    "symbolType": "circle",
                    "values": legend_counts(rows),
                    "format": "d",
                },
            },
            "tooltip": [
                {"field": "place"},
                {"field": "country"},
                {"field": "count", "title": "events"},
            ],
        },
    }


def _names(rows: Sequence[Row]) -> Spec:
    named = [row for row in rows if row["place"]][:_NAMED]
    return {
        "data": {"values": named},
        "mark": {"type": "text", "dy": -12, "fontSize": 11, "color": INK},
        "encoding": {
            "longitude": {"field": "longitude"},
            "latitude": {"field": "latitude"},
            "text": {"field": "place"},
        },
    }
