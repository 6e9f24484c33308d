"""What keeping asks of linking, in one piece that tests can fill with less."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dragoman.types import Correction, Event, Reason, Record, Report

Link = tuple[str, str, float]
Rows = NDArray[np.int64]
Clusters = Callable[
    [Sequence[str], Sequence[Link], Iterable[tuple[str, str]]], Sequence[tuple[str, ...]]
]


class Judged(Protocol):
    """How sure a linker is that two records are of one event, and why."""

    @property
    def score(self) -> float:
        """From 0 to 1."""
        ...

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The comparisons behind the score."""
        ...


class Linker(Protocol):
    """Scores pairs of reports; each answer depends on the pair alone, in either order."""

    @property
    def version(self) -> str:
        """What its judgements are signed with."""
        ...

    @property
    def same(self) -> float:
        """The score from which a pair is one event."""
        ...

    @property
    def unsure(self) -> float:
        """The score from which a pair is worth a person's look."""
        ...

    def keys_of(self, reports: Sequence[Report]) -> Sequence[Sequence[int]]:
        """The signed 64-bit keys of each report of one story: pairs that share one are compared."""
        ...

    def faces_of(self, reports: Sequence[Report]) -> Sequence[bytes]:
        """All that is needed of each report to compare it, which the store keeps."""
        ...

    def judge(
        self, faces: Sequence[bytes], left: Rows, right: Rows
    ) -> Iterable[tuple[int, Judged]]:
        """The faces at `left` beside those at `right`: the numbers of the pairs that score
        `unsure` or more, ascending, with their answers."""
        ...


@dataclass(frozen=True)
class Linking:
    """A linker, and how its links become clusters and these events.

    `corrected` gives a record as people corrected it.
    """

    linker: Linker
    clusters: Clusters
    build_event: Callable[[Sequence[Report]], Event]
    corrected: Callable[[Record, Iterable[Correction]], Record]
