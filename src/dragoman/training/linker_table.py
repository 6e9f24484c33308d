"""The linker's table with new weights: everything else in the file stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.linking.compare import COMPARISONS, Comparison
from dragoman.linking.model import Weights

_HEAD = re.compile(r"(?m)^\[weights\b")
_CONSTANT = re.compile(r"(?m)^constant = .*$")


def with_weights(table: str, weights: Weights) -> str:
    """The table's text with these weights and their constant, rounded for reading."""
    head = _HEAD.split(table)[0].rstrip()
    head = _CONSTANT.sub(f"constant = {weights.constant:.2f}", head)
    parts = zip(COMPARISONS, weights.of_levels, strict=True)
    return "\n".join([head, *(line for part in parts for line in _rows(*part)), ""])


def _rows(comparison: Comparison, weights: tuple[float, ...]) -> Iterator[str]:
    yield f"\n[weights.{comparison.name}]"
    for level, weight in zip(comparison.levels, weights, strict=True):
        yield f'"{level}" = {weight + 0.0:.2f}'.replace("-0.00", "0.00")
