"""Who has to do with whom: named actors, and lines as thick as there are events between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from dragoman.exporting.codes import load_codes
from dragoman.plotting.layout import Position, lay_out
from dragoman.plotting.look import SCALE_LINES, SOFT, WIDTH, haloed, legend_counts, mean_scale
from dragoman.plotting.picture import Picture, Row, Spec
from dragoman.store.asked import Asked
from dragoman.store.filters import Filter
from dragoman.store.ties import ties

#: More names than these cannot be read on one page.
MOST_ACTORS = 30
#: Pairs that are asked for: the ones with most events choose the actors.
_ASKED = 2_000
#: Pixels that the lowest drawing has.
_LEAST_HIGH = 120
_LEGEND = {"orient": "top", "direction": "horizontal"}


@dataclass(frozen=True, slots=True)
class Network:
    """Actors with the place of each, and the lines between them."""

    actors: Sequence[Row]
    lines: Sequence[Row]
    left_out: int


def network(store: Asked, chosen: Filter) -> Picture:
    """Lines between the actors with most events."""
    found = network_rows(store, chosen)
    notes = [f"The {len(found.actors)} actors with most events"] if found.left_out else []
    notes.append("Actors that are only described, as people or gunmen, are left out")
    return Picture(
        "Actors and the events between them",
        _chart(found),
        len(found.lines),
        "two named sides",
        notes,
    )


def network_rows(store: Asked, chosen: Filter) -> Network:
    """`actors` with `name`, `x`, `y` and `count`; `lines` with both ends, `count` and `scale`."""
    pairs = ties(store, chosen, mutual=load_codes().mutual, limit=_ASKED).to_pylist()
    kept = pairs_of_the_most(pairs)
    graph = nx.Graph((str(pair["left"]), str(pair["right"])) for pair in kept)
    place = lay_out(graph)
    sums = _sums(kept)
    actors = [
        {"name": name, "x": place[name][0], "y": place[name][1], "count": sums[name]}
        for name in sorted(sums)
    ]
    return Network(actors, [_line(pair, place) for pair in kept], len(pairs) - len(kept))


def pairs_of_the_most(pairs: Sequence[Row]) -> list[Row]:
    """The pairs between the actors with most events, then other pairs as long as there is room."""
    sums = _sums(pairs)
    most = set(sorted(sums, key=lambda name: (-sums[name], name))[:MOST_ACTORS])
    shown = {end for pair in pairs if _ends(pair) <= most for end in _ends(pair)}
    for pair in pairs:
        if len(shown | _ends(pair)) <= MOST_ACTORS:
            shown |= _ends(pair)
    return [pair for pair in pairs if _ends(pair) <= shown]


def _ends(pair: Row) -> set[str]:
    return {str(pair["left"]), str(pair["right"])}


def _sums(pairs: Sequence[Row]) -> Counter[str]:
    """How many events each actor has."""
    sums: Counter[str] = Counter()
    for pair in pairs:
        for end in _ends(pair):
            sums[end] += int(str(pair["count"]))
    return sums


def _line(pair: Row, place: Mapping[str, Position]) -> Row:
    (x, y), (x2, y2) = place[str(pair["left"])], place[str(pair["right"])]
    return {**pair, "x": x, "y": y, "x2": x2, "y2": y2}


def _chart(found: Network) -> Spec:
    return {
        "width": WIDTH,
        "height": _height(found.actors),
        "layer": [_lines(found.lines), _dots(found.actors), _names(found.actors)],
    }


def _height(actors: Sequence[Row]) -> float:
    """As high as makes both directions of the drawing alike."""
    wide, high = (_range(actors, axis) for axis in ("x", "y"))
    return max(_LEAST_HIGH, round(WIDTH * high / max(wide, 1e-9)))


def _range(actors: Sequence[Row], axis: str) -> float:
    values = [float(str(actor[axis])) for actor in actors]
    return max(values) - min(values) if values else 0.0


def _axis(field: str) -> Spec:
    """A place on the drawing, which means nothing by itself."""
    scale = {"zero": False, "nice": False, "padding": 30}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def _lines(rows: Sequence[Row]) -> Spec:
    return {
        "data": {"values": [*rows]},
        "mark": {"type": "rule", "strokeCap": "round"},
        "encoding": {
            "x": _axis("x"),
            "y": _axis("y"),
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
            "strokeWidth": {
                "field": "count",
                "type": "quantitative",
                "scale": {"type": "sqrt", "zero": True, "range": [0, 9]},
                "legend": {
                    "title": "events",
                    "format": "d",
                    "values": legend_counts(rows),
                    "symbolType": "stroke",
                    **_LEGEND,
                },
            },
            "color": {
                "field": "scale",
                "type": "quantitative",
                "scale": mean_scale(SCALE_LINES),
                "legend": {"title": "mean scale, from conflict to cooperation", **_LEGEND},
            },
            "tooltip": [
                {"field": "left", "title": "between"},
                {"field": "right", "title": "and"},
                {"field": "count", "title": "events"},
                {"field": "scale", "title": "mean scale", "format": "+.1f"},
            ],
        },
    }


def _dots(rows: Sequence[Row]) -> Spec:
    return {
        "data": {"values": [*rows]},
        "mark": {"type": "circle", "color": SOFT, "opacity": 1, "stroke": "white", "size": 60},
        "encoding": {"x": _axis("x"), "y": _axis("y")},
    }


def _names(rows: Sequence[Row]) -> Spec:
    words = {"x": _axis("x"), "y": _axis("y"), "text": {"field": "name"}}
    return {"data": {"values": [*rows]}, **haloed(words, up=11)}
