"""Records of many stories, linked as a store would link them, with weights that saw none of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from dragoman.linking.blocking import keys_of
from dragoman.linking.clusters import JOINED, Link, clusters
from dragoman.linking.compare import COMPARISONS, compare
from dragoman.linking.faces import faces
from dragoman.linking.model import Levels, Reals, Weights, scores
from dragoman.types import Report

Truth = NDArray[np.bool_]
Numbers = NDArray[np.int64]
#: Fits weights to pairs: what comparisons found, which are one event, which of them somebody
#: labelled, and how many levels each comparison has.
Fit = Callable[[Levels, Truth, Truth, Sequence[int]], Weights]
#: The weights for pairs of stories of two parts, which saw neither.
ByParts = Mapping[tuple[int, int], Weights]

SIZES = tuple(len(comparison.levels) for comparison in COMPARISONS)
_SURELY = 0.999999  # no score is a join


@dataclass(frozen=True, slots=True)
class Pool:
    """Reports with the pairs that are worth comparing, and what comparing them finds."""

    reports: tuple[Report, ...]
    left: Numbers
    right: Numbers
    levels: Levels

    @property
    def stories(self) -> list[str]:
        """The story of each report."""
        return [report.story.id for report in self.reports]


def pool_of(reports: Sequence[Report]) -> Pool:
    """The pool of these reports, in order."""
    pairs = np.array(sorted(_candidates(reports)), np.int64).reshape(-1, 2)
    left, right = pairs[:, 0], pairs[:, 1]
    return Pool(tuple(reports), left, right, compare(faces(reports), left, right))


def _candidates(reports: Sequence[Report]) -> set[tuple[int, int]]:
    """Pairs of reports of different stories that share a key."""
    blocks: dict[int, list[int]] = defaultdict(list)
    stories: dict[str, list[int]] = defaultdict(list)
    story = [report.story.id for report in reports]
    for at, name in enumerate(story):
        stories[name].append(at)
    for several in stories.values():
        for at, keys in zip(several, keys_of([reports[at] for at in several]), strict=True):
            for key in keys:
                blocks[key].append(at)
    return {
        (one, other)
        for block in blocks.values()
        for one, other in combinations(block, 2)
        if story[one] != story[other]
    }


# --- fitting -------------------------------------------------------------------------


def fit_pool(pool: Pool, events: Sequence[str], episodes: Mapping[str, str], fit: Fit) -> Weights:
    """Weights fitted to all pairs of the pool; `events` are the gold's, a report each."""
    return fit(pool.levels, *_truth(pool, events, episodes), SIZES)


def fit_parts(
    pool: Pool, events: Sequence[str], episodes: Mapping[str, str], *, folds: Folds
) -> ByParts:
    """For each two parts, weights fitted to the pairs of the others."""
    same, labelled = _truth(pool, events, episodes)
    part = np.array([folds.of[story] for story in pool.stories], np.int64)
    left, right = part[pool.left], part[pool.right]
    found = {}
    for pair in combinations_with_replacement(sorted(set(folds.of.values())), 2):
        kept = ~(np.isin(left, pair) | np.isin(right, pair))
        found[pair] = folds.fit(pool.levels[kept], same[kept], labelled[kept], SIZES)
    return found


@dataclass(frozen=True, slots=True)
class Folds:
    """In which part each story is left out, and how the others are fitted."""

    of: Mapping[str, int]
    fit: Fit


def _truth(pool: Pool, events: Sequence[str], episodes: Mapping[str, str]) -> tuple[Truth, Truth]:
    """Which pairs are one event, and which are of one episode, so that somebody compared them."""
    number = {name: at for at, name in enumerate(sorted(set(events)))}
    event = np.array([number[name] for name in events], np.int64)
    names = sorted(set(episodes.values()))
    episode = np.array(
        [names.index(episodes[story]) if story in episodes else -1 for story in pool.stories],
        np.int64,
    )
    one, other = episode[pool.left], episode[pool.right]
    return event[pool.left] == event[pool.right], (one == other) & (one >= 0)


# --- linking -------------------------------------------------------------------------


def odds_by_parts(pool: Pool, of: Mapping[str, int], weights: ByParts) -> Reals:
    """The log odds of each pair by the weights that saw neither of its stories."""
    part = np.array([of[story] for story in pool.stories], np.int64)
    left, right = part[pool.left], part[pool.right]
    low, high = np.minimum(left, right), np.maximum(left, right)
    odds = np.zeros(len(left))
    for (one, other), each in weights.items():
        here = (low == one) & (high == other)
        odds[here] = each.odds(pool.levels[here])
    return odds


def linked(pool: Pool, odds: Reals, *, same: float) -> list[tuple[str, ...]]:
    """The pool's record ids as events, from the links with at least that score."""
    ids = [report.record.id for report in pool.reports]
    sure = scores(odds)
    links = [
        (ids[one], ids[other], min(_SURELY, score))
        for one, other, score in zip(
            pool.left.tolist(), pool.right.tolist(), sure.tolist(), strict=True
        )
        if score >= same
    ]
    return clusters(ids, [*links, *inside_stories(pool.reports)])


def inside_stories(reports: Sequence[Report]) -> list[Link]:
    """The coder's own links: records of one story that it puts into one event."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for report in reports:
        groups[report.story.id, report.record.event].append(report.record.id)
    return [
        (one, other, JOINED) for group in groups.values() for one, other in combinations(group, 2)
    ]
