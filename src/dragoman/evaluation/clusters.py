"""How alike two clusterings are: links, MUC, B-cubed, CEAF-e and their mean, the CoNLL score.

Vilain et al. (1995), Bagga and Baldwin (1998), Luo (2005, entity-based, his phi 4) and Pradhan
et al. (2012).  A member that only one of the two has counts against precision or recall.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.evaluation.assignment import best_total

Cluster = Collection[str]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, each 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def without_singletons(clusters: Iterable[Cluster]) -> list[Cluster]:
    """The clusters of more than one member."""
    return [cluster for cluster in clusters if len(cluster) > 1]


def links(clusters: Iterable[Cluster], part_of: Mapping[str, str]) -> set[tuple[str, str]]:
    """The pairs of members of one cluster that are of different parts (stories)."""
    return {
        pair
        for cluster in clusters
        for pair in combinations(sorted(cluster), 2)
        if part_of[pair[0]] != part_of[pair[1]]
    }


def link_score(gold: Collection[object], found: Collection[object]) -> Score:
    """How many links found are right, and how many right ones are found."""
    both = len(set(gold) & set(found))
    return Score(_share(both, len(found)), _share(both, len(gold)))


def muc(gold: Sequence[Cluster], found: Sequence[Cluster]) -> Score:
    """Links that are missing, at the least, to make each cluster whole."""
    return Score(_whole(found, gold), _whole(gold, found))


def b_cubed(gold: Sequence[Cluster], found: Sequence[Cluster]) -> Score:
    """For each member, how much of its cluster is right."""
    return Score(_purity(found, gold), _purity(gold, found))


def ceaf_e(gold: Sequence[Cluster], found: Sequence[Cluster]) -> Score:
    """How like each cluster is to the one that is paired with it, at the best pairing."""
    alike = best_total(_likeness(gold, found))
    return Score(_share(alike, len(found)), _share(alike, len(gold)))


def conll(gold: Sequence[Cluster], found: Sequence[Cluster]) -> float:
    """The mean F1 of MUC, B-cubed and CEAF-e."""
    return sum(score(gold, found).f1 for score in (muc, b_cubed, ceaf_e)) / 3


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _number_of(clusters: Sequence[Cluster]) -> dict[str, int]:
    return {member: at for at, cluster in enumerate(clusters) for member in cluster}


def _whole(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> float:
    """The share of the clusters' spanning links that the others keep."""
    number = _number_of(others)
    kept = sum(len(cluster) - _pieces(cluster, number) for cluster in clusters)
    return _share(kept, sum(len(cluster) - 1 for cluster in clusters))


def _pieces(cluster: Cluster, number: Mapping[str, int]) -> int:
    """Into how many pieces others cut a cluster; a member unknown to them is a piece."""
    alone = sum(member not in number for member in cluster)
    return alone + len({number[member] for member in cluster if member in number})


def _purity(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> float:
    """For the members of the clusters, the mean share of the cluster that others keep with it."""
    number = _number_of(others)
    right = 0.0
    for cluster in clusters:
        together = Counter(number[member] for member in cluster if member in number)
        right += sum(count * count for count in together.values()) / len(cluster)
    return _share(right, sum(map(len, clusters)))


def _likeness(
    gold: Sequence[Cluster], found: Sequence[Cluster]
) -> Iterator[tuple[int, int, float]]:
    """Each two clusters that share members, with twice what they share over both sizes."""
    number = _number_of(found)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for at, cluster in enumerate(gold):
        for member in cluster:
            if member in number:
                shared[at, number[member]] += 1
    for (g, f), both in shared.items():
        yield g, f, 2 * both / (len(gold[g]) + len(found[f]))
