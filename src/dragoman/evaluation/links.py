"""The ruler of linking: how well records of many stories are brought together to events.

Link pairs are pairs of records of different stories that are of one event.  The clustering
scores leave out singletons, in the gold and in what is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.evaluation.clusters import (
    Cluster,
    Score,
    b_cubed,
    ceaf_e,
    conll,
    link_score,
    links,
    muc,
    without_singletons,
)
from dragoman.linking.clusters import clusters
from dragoman.types import Record, Report

LinkFigures = dict[str, float]
Pair = tuple[str, str]

_METRICS: tuple[tuple[str, Callable[[Sequence[Cluster], Sequence[Cluster]], Score]], ...] = (
    ("MUC", muc),
    ("B-cubed", b_cubed),
    ("CEAF-e", ceaf_e),
)
_LINKED = 0.9  # a rule knows no degrees


@dataclass(frozen=True, slots=True)
class LinkGold:
    """The gold: the event of each record, and its story.  `episodes` are the stories compared."""

    events: Mapping[str, str]
    stories: Mapping[str, str]
    episodes: Mapping[str, str]

    def clusters(self) -> list[Cluster]:
        """The records of each event."""
        found: dict[str, list[str]] = defaultdict(list)
        for record, event in self.events.items():
            found[event].append(record)
        return list(found.values())


def figures(gold: LinkGold, found: Sequence[Cluster], pairs: Iterable[Pair] = ()) -> LinkFigures:
    """All figures in percent; `pairs` are the links of a rule that makes no clusters."""
    ours = [known for cluster in found if (known := [r for r in cluster if r in gold.events])]
    right = links(gold.clusters(), gold.stories)
    made = {*pairs} or links(ours, gold.stories)
    table = dict(_rows("link pair", link_score(right, made)))
    table |= dict(_rows("judged link pair", link_score(right, _judged(made, gold))))
    many, mine = without_singletons(gold.clusters()), without_singletons(ours)
    table["CoNLL F1"] = _percent(conll(many, mine))
    for name, metric in _METRICS:
        table |= _rows(name, metric(many, mine))
    return table | {"gold links": len(right), "links": len(made)}


def _judged(pairs: Iterable[Pair], gold: LinkGold) -> set[Pair]:
    """The links between stories of one episode: of the others nobody said that they are wrong."""
    episode = {record: gold.episodes.get(story) for record, story in gold.stories.items()}
    return {
        (one, other)
        for one, other in pairs
        if episode[one] is not None and episode[one] == episode[other]
    }


def _rows(name: str, score: Score) -> dict[str, float]:
    return {
        f"{name} precision": _percent(score.precision),
        f"{name} recall": _percent(score.recall),
        f"{name} F1": _percent(score.f1),
    }


def _percent(share: float) -> float:
    return round(100 * share, 1)


# --- baselines -----------------------------------------------------------------------


def alone(reports: Sequence[Report]) -> list[Cluster]:
    """Every record is an event of its own."""
    return [(report.record.id,) for report in reports]


def simple_links(reports: Sequence[Report]) -> set[Pair]:
    """Records of different stories with one type, the same countries and days that overlap."""
    blocks: dict[tuple[str, frozenset[str]], list[Report]] = defaultdict(list)
    for report in reports:
        blocks[report.record.type, _countries(report.record)].append(report)
    return {
        (min(pair), max(pair))
        for block in blocks.values()
        for one, other in combinations(block, 2)
        if one.story.id != other.story.id and _overlap(one.record, other.record)
        for pair in [(one.record.id, other.record.id)]
    }


def simple_clusters(reports: Sequence[Report], pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    """The links of the simple rule brought together as the linker's are."""
    ids = [report.record.id for report in reports]
    return clusters(ids, [(one, other, _LINKED) for one, other in pairs])


def _countries(record: Record) -> frozenset[str]:
    parties = record.actors + record.recipients
    return frozenset(actor.country for actor in parties if actor.country is not None)


def _overlap(one: Record, other: Record) -> bool:
    when, then = one.date, other.date
    if when.first is None or when.last is None or then.first is None or then.last is None:
        return False
    return when.first <= then.last and then.first <= when.last
