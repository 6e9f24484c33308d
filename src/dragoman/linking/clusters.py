"""Events as clusters of linked records, the same whatever the order of records and links.

Records that are joined for sure (a person says so, or their coder did) stand together as one
unit.  Units then come together while, on average over all pairs of them, they are linked well
enough; a pair without a link counts as 0, so that a long chain of links falls apart.  Two records
that were judged different are never in one cluster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from types import MappingProxyType

Link = tuple[str, str, float]
Pair = tuple[str, str]

#: A link this sure is a join.
JOINED = 1.0
#: The average link, over all pairs of units, from which two clusters are one event.
TOGETHER = 0.15
_DECIMALS = 9  # sums of the same scores in another order must compare as equal


def clusters(
    ids: Iterable[str],
    links: Iterable[Link],
    different: Iterable[Pair] = (),
    *,
    together: float = TOGETHER,
) -> list[tuple[str, ...]]:
    """The ids as clusters, each sorted, in the order of their first ids."""
    groups = _Groups(sorted(set(ids)), _neighbours(different))
    best = _best(links, groups.of)
    for left, right in sorted(pair for pair, score in best.items() if score >= JOINED):
        groups.join(groups.of[left], groups.of[right])
    _gather(groups, best, together)
    return sorted(tuple(sorted(members)) for members in groups.members.values())


@dataclass(slots=True)
class _Groups:
    """Groups of ids, each named by its first id; joining never brings two apart ids together."""

    ids: Sequence[str]
    apart: Mapping[str, set[str]]
    of: dict[str, str] = field(init=False)
    members: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.of = {each: each for each in self.ids}
        self.members = {each: {each} for each in self.ids}

    def may_join(self, one: str, other: str) -> bool:
        """Whether no member of one is apart from a member of the other."""
        if not self.apart:
            return True
        few, many = sorted((self.members[one], self.members[other]), key=len)
        return all(self.apart.get(each, _NOBODY).isdisjoint(many) for each in few)

    def join(self, one: str, other: str) -> bool:
        """Bring two groups together under the lesser name, if they may be."""
        if one == other or not self.may_join(one, other):
            return False
        low, high = _ordered(one, other)
        moved = self.members.pop(high)
        self.members[low] |= moved
        for each in moved:
            self.of[each] = low
        return True


_NOBODY: frozenset[str] = frozenset()
_NOTHING: Mapping[str, float] = MappingProxyType({})


def _neighbours(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for left, right in pairs:
        found[left].add(right)
        found[right].add(left)
    return found


def _ordered(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _best(links: Iterable[Link], known: Container[str]) -> dict[Pair, float]:
    """The best score of each pair of known ids."""
    found: dict[Pair, float] = {}
    for one, other, score in links:
        if one != other and one in known and other in known:
            pair = _ordered(one, other)
            found[pair] = max(score, found.get(pair, 0.0))
    return found


def _gather(groups: _Groups, best: Mapping[Pair, float], together: float) -> None:
    """Join, the best linked first, groups whose average link is good enough.

    Each company by itself: one queue for all is so long that it leaves the processor's cache.
    """
    sums = _sums(groups, best)
    for company in _companies(sums):
        _gather_company(groups, sums, company, together)


def _companies(sums: Mapping[str, Mapping[str, float]]) -> Iterator[list[str]]:
    """The groups that hang together by links, however long the chain."""
    linked = [name for name, near in sums.items() if near]
    left = set(linked)
    for name in linked:
        if name not in left:
            continue
        left.remove(name)
        company = [name]
        for one in company:  # which grows meanwhile
            near = sums[one].keys() & left
            company += near
            left -= near
        yield company


def _gather_company(
    groups: _Groups, sums: dict[str, dict[str, float]], company: Sequence[str], together: float
) -> None:
    """Join groups that hang together.

    A waiting average is of so many pairs of units: once a group has grown, another stands for it.
    """
    size = dict.fromkeys(company, 1)
    heap = [
        (-average, one, other, 1)
        for one in company
        for other, score in sums[one].items()
        if one < other and (average := _round(score)) >= together
    ]
    heapify(heap)
    while heap:
        _, one, other, pairs = heappop(heap)
        if other not in sums.get(one, _NOTHING) or pairs != size[one] * size[other]:
            continue
        if not groups.join(one, other):
            del sums[one][other], sums[other][one]
            continue
        _merge(sums, one, other)
        size[one] += size.pop(other)
        for third, linked in sums[one].items():
            pairs = size[one] * size[third]
            if (average := _round(linked / pairs)) >= together:
                heappush(heap, (-average, *_ordered(one, third), pairs))


def _sums(groups: _Groups, best: Mapping[Pair, float]) -> dict[str, dict[str, float]]:
    """For each two units the best link between them.

    Of a unit's records often one alone tells enough to be compared: "the fighting" says nothing.
    """
    sums: dict[str, dict[str, float]] = {name: {} for name in groups.members}
    for (left, right), score in best.items():
        one, other = groups.of[left], groups.of[right]
        if one != other:
            sums[one][other] = sums[other][one] = max(score, sums[one].get(other, 0.0))
    return sums


def _merge(sums: dict[str, dict[str, float]], one: str, other: str) -> None:
    """Give what links `other` to `one`."""
    for third, score in sums.pop(other).items():
        del sums[third][other]
        if third != one:
            sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + score


def _round(value: float) -> float:
    return round(value, _DECIMALS)
