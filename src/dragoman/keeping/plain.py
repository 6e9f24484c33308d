"""Linking that only follows what the coder and people say; no pair is scored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.keeping.linking import Judged, Link
from dragoman.types import Report


class PlainLinker:
    """A linker that compares nothing."""

    version = "plain"
    same = 0.5
    unsure = 0.25

    def keys_of(self, reports: Sequence[Report]) -> list[tuple[int, ...]]:
        """No keys."""
        return [() for _ in reports]

    def judge(self, pairs: Sequence[tuple[Report, Report]]) -> list[Judged]:
        """Never asked."""
        return []


def plain_clusters(
    ids: Sequence[str], same: Sequence[Link], different: Iterable[tuple[str, str]]
) -> list[tuple[str, ...]]:
    """Whatever links join, the surest first, unless a pair that stays apart would meet."""
    apart = {frozenset(pair) for pair in different}
    group = {one: {one} for one in ids}
    for left, right, _ in sorted(same, key=lambda link: (-link[2], link[0], link[1])):
        first, second = group[left], group[right]
        if first is second or any(frozenset((a, b)) in apart for a in first for b in second):
            continue
        first |= second
        group |= dict.fromkeys(second, first)
    return sorted({tuple(sorted(members)) for members in group.values()})
