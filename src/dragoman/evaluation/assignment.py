"""The best pairing of two lists, one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import inf

Edge = tuple[int, int, float]


def best_total(edges: Iterable[Edge]) -> float:
    """The greatest sum of weights over pairings one to one; pairs not given weigh 0."""
    return sum(_best(part) for part in _parts(sorted(edges)))


def _parts(edges: Sequence[Edge]) -> list[list[Edge]]:
    """The edges by what they hang together with: each part can be paired by itself."""
    above: dict[tuple[str, int], tuple[str, int]] = {}

    def top(node: tuple[str, int]) -> tuple[str, int]:
        while (parent := above.get(node, node)) != node:
            node = parent
        return node

    for left, right, _ in edges:
        above[top(("right", right))] = top(("left", left))
    parts: dict[tuple[str, int], list[Edge]] = defaultdict(list)
    for edge in edges:
        parts[top(("left", edge[0]))].append(edge)
    return list(parts.values())


def _best(edges: Sequence[Edge]) -> float:
    """The greatest sum for one part, by the Hungarian method."""
    lefts = sorted({left for left, _, _ in edges})
    rights = sorted({right for _, right, _ in edges})
    weight = {(left, right): value for left, right, value in edges}
    rows, columns = sorted((lefts, rights), key=len)
    turned = rows is rights
    costs = [
        [-weight.get((column, row) if turned else (row, column), 0.0) for column in columns]
        for row in rows
    ]
    return -_cheapest(costs)


def _cheapest(costs: Sequence[Sequence[float]]) -> float:
    """The least sum of costs with a column of its own for each row; no more rows than columns."""
    width = len(costs[0])
    prices_row, prices = [0.0] * (len(costs) + 1), [0.0] * (width + 1)
    row_of, way = [0] * (width + 1), [0] * (width + 1)  # 0 stands for none
    for row in range(1, len(costs) + 1):
        row_of[0], at = row, 0
        least, seen = [inf] * (width + 1), [False] * (width + 1)
        while row_of[at]:
            seen[at] = True
            at = _step(costs, (prices_row, prices), (row_of, way, least, seen), at)
        while at:
            row_of[at], at = row_of[way[at]], way[at]
    return sum(costs[row_of[at] - 1][at - 1] for at in range(1, width + 1) if row_of[at])


def _step(
    costs: Sequence[Sequence[float]],
    prices: tuple[list[float], list[float]],
    state: tuple[list[int], list[int], list[float], list[bool]],
    at: int,
) -> int:
    """Reach the nearest column that is not seen yet, and move prices by the way to it."""
    (by_row, by_column), (row_of, way, least, seen) = prices, state
    row, free = row_of[at], [column for column in range(1, len(least)) if not seen[column]]
    for column in free:
        cost = costs[row - 1][column - 1] - by_row[row] - by_column[column]
        if cost < least[column]:
            least[column], way[column] = cost, at
    nearest = min(free, key=least.__getitem__)
    move = least[nearest]
    for column in range(len(least)):
        if seen[column]:
            by_row[row_of[column]] += move
            by_column[column] -= move
        else:
            least[column] -= move
    return nearest
