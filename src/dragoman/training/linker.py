"""Fitting the linker's weights: ridge logistic regression over what comparisons found."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.linking.model import Levels, Reals, Weights, scores

Truth = NDArray[np.bool_]

#: Keeps what is seldom found near zero.
RIDGE = 3.0
ROUNDS = 30
SETTLED = 1e-4
#: A pair that nobody labelled, that a first fit scores so high, may well be one event.
DOUBTFUL = 0.4
#: So many pairs without one that is one event say that there hardly are any.
MANY = 100
#: Log odds of types that are never compared (`linking.blocking`), so that no pair shows them.
UNSEEN = -6.0


def fit_linker(levels: Levels, same: Truth, labelled: Truth, sizes: Sequence[int]) -> Weights:
    """The weights, fitted twice: the second time without unlabelled pairs that look like one event.

    Stories that nobody compared count as telling of different events, which is true but for a few.
    The first feature is the type.
    """
    first = fit(levels, same, sizes)
    kept = labelled | (scores(first.odds(levels)) < DOUBTFUL)
    found = fit(levels[kept], same[kept], sizes)
    types, *others = found.of_levels
    bounded = _bounded(types, levels[kept, 0], same[kept])
    return Weights(found.constant, (bounded, *others))


def _bounded(weights: Sequence[float], level: Levels, same: Truth) -> tuple[float, ...]:
    """The weights of types, those never of one event in many pairs no more than that says.

    Such pairs score low by their company, so the fit alone leaves their weight near 0.
    """
    found, most = [], 0.0
    for at, weight in enumerate(weights):
        here = level == at
        if here.sum() >= MANY and not same[here].any():
            most = min(most, -float(np.log(here.sum())))
        if at and not here.any():
            most = min(most, UNSEEN)
        found.append(min(weight, most) if most else weight)
    return tuple(found)


def fit(levels: Levels, same: Truth, sizes: Sequence[int]) -> Weights:
    """The weights for pairs of which `levels` were found and that are one event or not.

    `levels` has a column a feature, each a level under the feature's size, or less than 0
    where it abstains, which adds nothing.  A feature's levels run from the most alike to the
    least, and no level weighs less than the next: what a few stories show against that is chance.
    """
    columns = _steps(levels, sizes)
    free = np.concatenate([[True], *(np.arange(size) == 0 for size in sizes)])
    used = np.ones(columns.shape[1], np.bool_)
    while True:
        found = np.zeros(columns.shape[1])
        found[used] = _newton(columns[:, used], same.astype(np.float64))
        wrong = (found < 0) & ~free
        if not wrong.any():
            return _fitted(found, sizes)
        used &= ~wrong


def _steps(levels: Levels, sizes: Sequence[int]) -> Reals:
    """A column of ones; then for each feature whether it found anything, and each step up from
    its last level."""
    parts = [np.ones((len(levels), 1), np.bool_)]
    for at, size in enumerate(sizes):
        level = levels[:, at : at + 1]
        parts.append((level >= 0) & (level <= size - 1 - np.arange(size)))
    return np.concatenate(parts, axis=1).astype(np.float64)


def _fitted(found: Reals, sizes: Sequence[int]) -> Weights:
    """The weight of each level: all steps up to it."""
    starts = np.cumsum([1, *sizes])
    parts = (found[start : start + size] for start, size in zip(starts, sizes, strict=False))
    return Weights(float(found[0]), tuple(tuple(np.cumsum(part)[::-1].tolist()) for part in parts))


def _newton(columns: Reals, same: Reals) -> Reals:
    """Weights of the greatest likelihood, all but the constant drawn toward 0."""
    weights = np.zeros(columns.shape[1])
    pull = np.full(columns.shape[1], RIDGE)
    pull[0] = SETTLED
    for _ in range(ROUNDS):
        share = scores(columns @ weights)
        slope = columns.T @ (same - share) - pull * weights
        bend = (columns * (share * (1 - share))[:, None]).T @ columns + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < SETTLED:
            break
    return weights
