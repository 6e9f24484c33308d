"""How far a figure would move with other stories: bootstrap intervals over stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from dragoman.evaluation.tally import Figures, Row, Tally

SAMPLES = 1000  # the ends of a 95 % interval then rest on 25 samples each
SEED = 20261101  # any fixed number: the same tallies give the same interval
_ENDS = (2.5, 97.5)

Interval = tuple[float, float]


def intervals(
    tallies: Sequence[Tally],
    figures: Callable[[Tally], Figures],
    *,
    samples: int = SAMPLES,
    seed: int = SEED,
) -> dict[str, Interval]:
    """The 95 % interval of each figure (the F1 of a row) when stories are drawn anew."""
    if not tallies:
        return {}
    drawn: dict[str, list[float]] = {}
    for tally in _resampled(tallies, samples=samples, seed=seed):
        for name, figure in figures(tally).items():
            drawn.setdefault(name, []).append(headline(figure))
    return {name: _interval(values) for name, values in drawn.items()}


def headline(figure: Row | float) -> float:
    """The one number of a figure: a rate itself, or a row's F1."""
    return figure["f1"] if isinstance(figure, dict) else figure


def _resampled(tallies: Sequence[Tally], *, samples: int, seed: int) -> list[Tally]:
    keys = sorted({key for tally in tallies for key in tally})
    table = np.array([[tally[key] for key in keys] for tally in tallies], dtype=np.int64)
    generator = np.random.default_rng(seed)
    stories = len(tallies)
    drawn = generator.integers(stories, size=(samples, stories))
    return [
        Counter(dict(zip(keys, table[picks].sum(axis=0).tolist(), strict=True))) for picks in drawn
    ]


def _interval(values: Sequence[float]) -> Interval:
    low, high = np.percentile(values, _ENDS)
    return round(float(low), 1), round(float(high), 1)
