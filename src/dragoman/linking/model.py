"""Weights of comparisons: what each thing found adds to the log odds of one event."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Levels = NDArray[np.int8]
Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """A constant and, for each comparison, the log odds of each level that it can find."""

    constant: float
    of_levels: tuple[tuple[float, ...], ...]

    def parts(self, levels: Levels) -> Reals:
        """What each comparison adds for each pair; one that abstains adds nothing."""
        columns = [
            np.array([*weights, 0.0])[levels[:, at]] for at, weights in enumerate(self.of_levels)
        ]
        return np.stack(columns, axis=1)

    def odds(self, levels: Levels) -> Reals:
        """The log odds of each pair."""
        found: Reals = self.parts(levels).sum(axis=1) + self.constant
        return found


def scores(odds: Reals) -> Reals:
    """Log odds as scores, 0 to 1."""
    found: Reals = 1 / (1 + np.exp(-odds))
    return found
