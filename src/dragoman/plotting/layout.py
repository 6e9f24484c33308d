"""Where the actors of a network stand: each group of connected ones by itself, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Position = tuple[float, float]
Places = NDArray[np.float64]

#: The same network is drawn the same way each time.
_SEED = 7
_ROUNDS = 300
#: How wide the drawing is to be, as a multiple of its height.
_ASPECT = 3.0
#: Beside and under a group, where a pair of actors stands 1 apart: room for names.
_BESIDE, _UNDER = 0.9, 0.4


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
    flat = _lying(np.array([found[node] for node in ordered.nodes]))
    flat *= sqrt(len(ordered) - 1) / max(np.ptp(flat, axis=0).max(), 1e-9)
    flat -= flat.min(axis=0)
    return {node: (float(x), float(y)) for node, (x, y) in zip(ordered.nodes, flat, strict=True)}


def _lying(places: Places) -> Places:
    """The same, turned until it is as broad as can be: names are broad, too."""
    middle = places - places.mean(axis=0)
    _, _, axes = np.linalg.svd(middle, full_matrices=False)
    turned: Places = middle @ axes.T
    return turned


def _size(places: Mapping[str, Position], axis: int) -> float:
    values = [place[axis] for place in places.values()]
    return float(max(values) - min(values))


def _shelved(boxes: Sequence[Mapping[str, Position]]) -> dict[str, Position]:
    """All boxes in rows, the largest first, in about the shape of a page."""
    area = sum((_size(box, 0) + _BESIDE) * (_size(box, 1) + _UNDER) for box in boxes)
    width = sqrt(area * _ASPECT)
    placed: dict[str, Position] = {}
    x = y = tallest = 0.0
    for box in boxes:
        if x > 0 and x + _size(box, 0) > width:
            x, y, tallest = 0.0, y - tallest - _UNDER, 0.0
        high = _size(box, 1)
        for node, (right, up) in box.items():
            placed[node] = (round(x + right, 4), round(y - high + up, 4))
        x, tallest = x + _size(box, 0) + _BESIDE, max(tallest, high)
    return placed
