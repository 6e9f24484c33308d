"""How sure two records are of one event: a logistic model over named comparisons, with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dragoman.linking import blocking
from dragoman.linking.compare import COMPARISONS, compare
from dragoman.linking.faces import Faces, Rows, packed, unpacked
from dragoman.linking.model import Levels, Reals, Weights, scores
from dragoman.linking.table import LinkerTable, load_table
from dragoman.types import Reason, Report

#: Pairs compared at a time, so that memory stays small.
CHUNK = 20_000
_DECIMALS = 6  # what a processor adds in another order must come out the same
_SURE = 12.0  # log odds of what needs no comparing


@dataclass(frozen=True, slots=True)
class Judged:
    """How sure two records are of one event, 0 to 1, and what each comparison added."""

    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Linker:
    """Scores pairs of reports; the answer depends on the two alone, in either order.

    Records of one story were compared by their coder, with the whole text before it: they are
    one event where it says so, and are not linked otherwise.
    """

    table: LinkerTable = field(default_factory=load_table)

    @property
    def version(self) -> str:
        """What its judgements are signed with."""
        return self.table.version

    @property
    def same(self) -> float:
        """The score from which a pair is a link."""
        return self.table.same

    @property
    def unsure(self) -> float:
        """The score from which a pair is worth a person's look."""
        return self.table.unsure

    def keys_of(self, reports: Sequence[Report]) -> list[tuple[int, ...]]:
        """The signed 64-bit keys of each report of one story: pairs that share one are compared."""
        return blocking.keys_of(reports)

    def faces_of(self, reports: Sequence[Report]) -> list[bytes]:
        """What is kept of each report to compare it with those to come."""
        return packed(reports)

    def judge(
        self, faces: Sequence[bytes], left: Rows, right: Rows
    ) -> Iterator[tuple[int, Judged]]:
        """The faces at `left` beside those at `right`: the numbers of the pairs that score
        `unsure` or more, ascending, with their answers."""
        pairs = _Pairs(unpacked(faces), left, right)
        for start in range(0, len(left), CHUNK):
            for at, judged in self._answers(pairs.part(start, start + CHUNK)):
                yield start + at, judged

    def explain(self, left: Report, right: Report) -> tuple[Reason, ...]:
        """The reasons of one pair, however low its score."""
        pairs = _Pairs(unpacked(packed([left, right])), np.array([0]), np.array([1]))
        levels, _ = self._compared(pairs)
        return self._reasons(levels[0], int(_inside(pairs)[0]))

    def _answers(self, pairs: _Pairs) -> Iterator[tuple[int, Judged]]:
        levels, parts = self._compared(pairs)
        inside = _inside(pairs)
        odds = self.weights.constant + parts.sum(axis=1)
        sure = np.round(scores(np.choose(inside, (odds, -_SURE, _SURE))), _DECIMALS)
        for at in np.flatnonzero(sure >= self.unsure).tolist():
            yield at, Judged(float(sure[at]), self._reasons(levels[at], int(inside[at])))

    def _compared(self, pairs: _Pairs) -> tuple[Levels, Reals]:
        levels = compare(pairs.faces, pairs.left, pairs.right)
        return levels, self.weights.parts(levels)

    def _reasons(self, levels: Levels, inside: int) -> tuple[Reason, ...]:
        """What each comparison found that did not abstain, the weightiest first."""
        if inside:
            return _TOLD_INSIDE[inside]
        told = zip(self._reason_of, levels.tolist(), strict=True)
        found = (reasons[level] for reasons, level in told)
        return tuple(sorted((one for one in found if one is not None), key=_weightiest))

    @cached_property
    def _reason_of(self) -> list[list[Reason | None]]:
        """The reason that each level of each comparison is; the last, which abstains, is none."""
        weighed = zip(COMPARISONS, self.weights.of_levels, strict=True)
        return [
            [*(_reason(one.name, *level) for level in zip(one.levels, weights, strict=True)), None]
            for one, weights in weighed
        ]

    @cached_property
    def weights(self) -> Weights:
        """The table's weights in the order of the comparisons."""
        found = self.table.weights
        return Weights(
            self.table.constant,
            tuple(
                tuple(found.get(one.name, {}).get(level, 0.0) for level in one.levels)
                for one in COMPARISONS
            ),
        )


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs as numbers of faces; a face may be in many."""

    faces: Faces
    left: Rows
    right: Rows

    def part(self, start: int, end: int) -> _Pairs:
        return _Pairs(self.faces, self.left[start:end], self.right[start:end])


_APART, _ONE = 1, 2  # two events of one story, or one
_TOLD_INSIDE = {
    _APART: (Reason("story", "two events", -_SURE),),
    _ONE: (Reason("story", "one event", _SURE),),
}


def _inside(pairs: _Pairs) -> NDArray[np.int64]:
    """Which pairs are of one story: 0 none, else what the coder said of them."""
    faces, left, right = pairs.faces, pairs.left, pairs.right
    story = faces.story[left] == faces.story[right]
    group = faces.group[left] == faces.group[right]
    return np.where(story & group, _ONE, np.where(story, _APART, 0))


def _reason(name: str, level: str, weight: float) -> Reason | None:
    """What weighs nothing is no reason."""
    return Reason(name, level, round(weight, 2)) if weight else None


def _weightiest(reason: Reason) -> tuple[float, str]:
    return -abs(reason.weight), reason.feature
