"""How surely a trigger's type and both of its sides are right: signs, and their weighted sum.

The weights are fitted on training stories that the model has not seen (a logistic regression),
so that of the records with a score near 0.8 about four in five are right.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.tagging.labels import Calibration

Floats = NDArray[np.float32]
#: Log-odds beyond this say nothing more.
MOST = 12.0


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for or against a trigger with its arguments.

    `found` and `type` are log-odds; `actors` and `recipients` are logarithms of the chance that
    every word of the sentence is on the right side of its threshold.
    """

    found: float
    type: float
    actors: float
    recipients: float
    no_actor: float
    no_recipient: float
    several: float


def log_odds(share: float) -> float:
    """The logarithm of the odds, bounded."""
    share = min(max(share, 1e-6), 1 - 1e-6)
    return min(max(float(np.log(share / (1 - share))), -MOST), MOST)


def all_right(scores: Floats, threshold: float) -> float:
    """The logarithm of the chance that each word is rightly in or out, as the scores have it."""
    shares = np.where(scores >= threshold, scores, 1.0 - scores)
    return float(np.log(np.maximum(shares, 1e-3)).sum())


def sureness(signs: Signs, calibration: Calibration) -> float:
    """The calibrated score, 0 to 1."""
    total = calibration.bias
    for name in Signs.__slots__:
        total += getattr(calibration, name) * getattr(signs, name)
    return float(1.0 / (1.0 + np.exp(-min(max(total, -30), 30))))
