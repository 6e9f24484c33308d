"""Which countries act on which: a square of numbers, coloured by how friendly the events are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from dragoman.ontology import load_ontology
from dragoman.plotting.look import INK, SCALE_AREAS, SCALE_STEPS, mean_scale
from dragoman.plotting.picture import Picture, Row, Spec
from dragoman.resolving.tables import read_table
from dragoman.store.asked import Asked
from dragoman.store.dyads import dyads
from dragoman.store.filters import Filter

#: Countries a side: more would not be read.
SIDE = 16
_ASKED = 5_000
_CELL = 38


def matrix(store: Asked, chosen: Filter) -> Picture:
    """Rows act, columns are acted on; the numbers count events."""
    rows = matrix_rows(store, chosen)
    notes = ["Rows act on columns; numbers count events, colours tell their mean scale"]
    return Picture(
        "Which countries act on which", _chart(rows), len(rows), "a country on both sides", notes
    )


def matrix_rows(store: Asked, chosen: Filter) -> list[Row]:
    """The pairs of the countries with most events: codes, `count`, `scale`, and their order."""
    pairs = dyads(store, chosen, limit=_ASKED).to_pylist()
    sums: Counter[str] = Counter()
    for pair in pairs:
        for code in {pair["actor"], pair["recipient"]}:
            sums[code] += pair["count"]
    order = sorted(sums, key=lambda code: (-sums[code], code))[:SIDE]
    kept = [pair for pair in pairs if pair["actor"] in order and pair["recipient"] in order]
    return [_row(pair, order) for pair in kept]


def _row(pair: Row, order: Sequence[str]) -> Row:
    actor, recipient = str(pair["actor"]), str(pair["recipient"])
    ends = {"actor_at": order.index(actor), "recipient_at": order.index(recipient)}
    return {**pair, "scale": pair["scale"] or 0.0, "actor_name": country_name(actor), **ends}


@cache
def _names() -> dict[str, str]:
    nonstates = {code: one.name for code, one in load_ontology().nonstates.items()}
    return nonstates | {row["code"]: row["name"] for row in read_table("countries.tsv")}


def country_name(code: str) -> str:
    """The name of a country, or of what stands where one stands."""
    return _names().get(code, code)


def _chart(rows: Sequence[Row]) -> Spec:
    side = len({row[end] for row in rows for end in ("actor", "recipient")})
    return {
        "width": _CELL * side,
        "height": _CELL * 0.7 * side,
        "view": {"fill": "#f7f6f3"},
        "data": {"values": [*rows]},
        "encoding": {
            "x": _side("recipient", "recipient_at", "top", "on whom"),
            "y": _side("actor_name", "actor_at", "left", "who acts"),
        },
        "layer": [_cells(), _numbers()],
    }


def _side(field: str, order: str, orient: str, title: str) -> Spec:
    axis = {"orient": orient, "title": title, "ticks": False, "domain": False, "labelAngle": 0}
    sort = {"field": order, "op": "min"}
    return {"field": field, "type": "nominal", "sort": sort, "axis": axis}


def _cells() -> Spec:
    legend = {
        "title": "mean scale, from conflict to cooperation",
        "orient": "bottom",
        "direction": "horizontal",
    }
    return {
        "mark": {"type": "rect", "stroke": "white", "strokeWidth": 2},
        "encoding": {
            "color": {
                "field": "scale",
                "type": "quantitative",
                "scale": mean_scale(SCALE_AREAS),
                "legend": legend,
            },
            "tooltip": [
                {"field": "actor", "title": "who acts"},
                {"field": "recipient", "title": "on whom"},
                {"field": "count", "title": "events"},
                {"field": "scale", "title": "mean scale", "format": "+.1f"},
            ],
        },
    }


def _numbers() -> Spec:
    """White where the ground is dark."""
    dark = f"datum.scale < {SCALE_STEPS[0]} || datum.scale >= {SCALE_STEPS[-1]}"
    return {
        "mark": {"type": "text", "fontSize": 11},
        "encoding": {
            "text": {"field": "count", "type": "quantitative", "format": ",d"},
            "color": {"condition": {"test": dark, "value": "white"}, "value": INK},
        },
    }
