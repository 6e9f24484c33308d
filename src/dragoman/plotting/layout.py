"""Where the actors of a network stand: each group of connected ones by itself, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

import networkx as nx

Position = tuple[float, float]

#: The same network is drawn the same way each time.
_SEED = 7
_ROUNDS = 300
#: How wide the drawing is to be, as a multiple of its height.
_ASPECT = 1.7
#: Between two groups, where a pair of actors stands 1 apart.
_GAP = 0.55


def lay_out(network: nx.Graph) -> Mapping[str, Position]:
    """A place for each node; y grows upward."""
    groups = sorted(nx.connected_components(network), key=lambda one: (-len(one), min(one)))
    boxes = [_laid(network.subgraph(sorted(group))) for group in groups]
    return _shelved(boxes)


def _laid(group: nx.Graph) -> dict[str, Position]:
    """A connected group by springs, in a box from 0, 0 whose size goes with the group's."""
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(group.nodes))
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in group.edges))
    found = nx.spring_layout(ordered, seed=_SEED, iterations=_ROUNDS, weight=None)
    stretch = sqrt(len(ordered)) / max(_size(found, 0), _size(found, 1), 1e-9)
    left, low = (min(place[axis] for place in found.values()) for axis in (0, 1))
    return {
        node: (float(x - left) * stretch, float(y - low) * stretch)
        for node, (x, y) in found.items()
    }


def _size(places: Mapping[str, Position], axis: int) -> float:
    values = [place[axis] for place in places.values()]
    return float(max(values) - min(values))


def _shelved(boxes: Sequence[Mapping[str, Position]]) -> dict[str, Position]:
    """All boxes in rows, the largest first, in about the shape of a page."""
    area = sum((_size(box, 0) + _GAP) * (_size(box, 1) + _GAP) for box in boxes)
    width = sqrt(area * _ASPECT)
    placed: dict[str, Position] = {}
    x = y = tallest = 0.0
    for box in boxes:
        if x > 0 and x + _size(box, 0) > width:
            x, y, tallest = 0.0, y - tallest - _GAP, 0.0
        high = _size(box, 1)
        for node, (right, up) in box.items():
            placed[node] = (round(x + right, 4), round(y - high + up, 4))
        x, tallest = x + _size(box, 0) + _GAP, max(tallest, high)
    return placed
