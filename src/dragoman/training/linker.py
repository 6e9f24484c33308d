"""Fitting the linker's weights: ridge logistic regression over what comparisons found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Levels = NDArray[np.int8]
Reals = NDArray[np.float64]

#: Keeps what is seldom found near zero.
RIDGE = 2.0
ROUNDS = 30
SETTLED = 1e-6


@dataclass(frozen=True, slots=True)
class Fitted:
    """A constant and, for each feature, the log odds of each thing that it can find."""

    constant: float
    weights: tuple[tuple[float, ...], ...]


def fit(
    levels: Levels, same: NDArray[np.bool_], sizes: Sequence[int], *, ridge: float = RIDGE
) -> Fitted:
    """The weights for pairs of which `levels` were found and that are one event or not.

    `levels` has a column a feature, each a level under the feature's size, or less than 0
    where it abstains, which adds nothing.
    """
    columns = spread(levels, sizes)
    found = _newton(columns, same.astype(np.float64), ridge)
    starts = np.cumsum([1, *sizes])
    parts = (found[start : start + size] for start, size in zip(starts, sizes, strict=False))
    return Fitted(float(found[0]), tuple(tuple(part.tolist()) for part in parts))


def spread(levels: Levels, sizes: Sequence[int]) -> Reals:
    """A column of ones, and one for each level of each feature: 1 where it was found."""
    parts = [
        levels[:, at : at + 1] == np.arange(size, dtype=np.int8) for at, size in enumerate(sizes)
    ]
    ones = np.ones((len(levels), 1), np.bool_)
    return np.concatenate([ones, *parts], axis=1).astype(np.float64)


def _newton(columns: Reals, same: Reals, ridge: float) -> Reals:
    weights = np.zeros(columns.shape[1])
    hold = np.full(columns.shape[1], ridge)
    hold[0] = 0.0
    for _ in range(ROUNDS):
        share = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (same - share) - hold * weights
        bend = (columns * (share * (1 - share))[:, None]).T @ columns + np.diag(hold + SETTLED)
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < SETTLED:
            break
    return weights
