"""Linking measured at two stages: on the gold's own records, and from texts to events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.errors import StoryError
from dragoman.evaluation.episodes import Episodes
from dragoman.evaluation.evaluate import CodesStories
from dragoman.evaluation.events import match, same_type
from dragoman.evaluation.gold import GoldStory
from dragoman.evaluation.gold_reports import event_name, mention_id, report_of, story_of
from dragoman.evaluation.link_pool import (
    ByParts,
    Fit,
    Folds,
    Pool,
    fit_parts,
    linked,
    odds_by_parts,
    pool_of,
)
from dragoman.evaluation.links import (
    LinkFigures,
    LinkGold,
    alone,
    figures,
    simple_clusters,
    simple_links,
)
from dragoman.linking.model import Weights
from dragoman.types import Report

StageFigures = dict[str, object]

#: The key of the figures with labels that the gold lacks.
FURTHER = "with further labels"


@dataclass(frozen=True, slots=True)
class LinkTask:
    """Gold stories with their episodes, and the reports made of their annotations.

    `further` are the episodes with labels that the gold lacks: nothing is fitted to them, the
    same links are scored once more.
    """

    stories: tuple[GoldStory, ...]
    episodes: Episodes
    reports: tuple[Report, ...]
    further: Episodes | None = None

    def gold(self) -> LinkGold:
        """The event and the story of each annotation, as the gold has them."""
        return _labelled(self.stories, self.episodes)

    def golds(self) -> dict[str, LinkGold]:
        """The gold under an empty name, and what it is with the further labels under theirs."""
        if self.further is None:
            return {"": self.gold()}
        return {"": self.gold(), FURTHER: _labelled(self.stories, self.further)}

    def folds(self) -> dict[str, int]:
        """The part in which each story is left out of a fit."""
        return self.episodes.folds([story.id for story in self.stories])


def _labelled(stories: Sequence[GoldStory], episodes: Episodes) -> LinkGold:
    events, homes = {}, {}
    for story in stories:
        names = episodes.names.get(story.id, {})
        for at, event in enumerate(story.events):
            record = mention_id(story, at)
            events[record], homes[record] = event_name(story, event, names), story.id
    return LinkGold(events, homes, episodes.of)


@dataclass(frozen=True, slots=True)
class Rule:
    """How pairs are scored: by parts that saw none of it, or all by the same weights."""

    folds: Mapping[str, int]
    weights: ByParts
    same: float


def left_out(task: LinkTask, fit: Fit, *, same: float) -> Rule:
    """The rule under which each episode is judged by weights fitted without it."""
    folds, gold = task.folds(), task.gold()
    events = [gold.events[report.record.id] for report in task.reports]
    weights = fit_parts(pool_of(task.reports), events, task.episodes.of, folds=Folds(folds, fit))
    return Rule(folds, weights, same)


def as_shipped(task: LinkTask, weights: Weights, *, same: float) -> Rule:
    """The rule under which all pairs are judged by these weights."""
    return Rule({story.id: 0 for story in task.stories}, {(0, 0): weights}, same)


def on_gold_records(task: LinkTask, rule: Rule) -> StageFigures:
    """The figures where the records are the gold's own."""
    return _stage(task.golds(), pool_of(task.reports), rule)


def end_to_end(task: LinkTask, rule: Rule, coder: CodesStories) -> StageFigures:
    """The figures where the coder reads the texts: what it did not find counts against recall.

    Its records are known as the gold's that they match; links of those that match none are
    not scored.
    """
    found = [report for story in task.stories for report in coded_reports(story, coder)]
    return _stage(task.golds(), pool_of(found), rule)


def coded_reports(gold: GoldStory, coder: CodesStories) -> list[Report]:
    """The coder's records of a story, under the ids of the annotations that they match."""
    try:
        coded = coder.code(story_of(gold))
    except StoryError:
        return []
    number = {id(event): at for at, event in enumerate(gold.events)}
    known = {
        record.id: mention_id(gold, number[id(event)])
        for event, record in match(gold.events, coded.records, same=same_type)
    }
    return [
        report_of(replace(record, id=known.get(record.id, record.id)), coded.story)
        for record in coded.records
    ]


def _stage(golds: Mapping[str, LinkGold], pool: Pool, rule: Rule) -> StageFigures:
    """The figures under each gold: the links are the same, whatever they are compared with."""
    odds = odds_by_parts(pool, rule.folds, rule.weights)
    made = linked(pool, odds, same=rule.same)
    found: StageFigures = {}
    for name, gold in golds.items():
        ours: Mapping[str, float] = figures(gold, made)
        table = {
            **ours,
            "baseline alone": figures(gold, alone(pool.reports)),
            "baseline simple": _simple(gold, pool.reports),
        }
        found |= {name: table} if name else table
    return found


def _simple(gold: LinkGold, reports: Sequence[Report]) -> LinkFigures:
    pairs = simple_links(reports)
    known = {pair for pair in pairs if gold.events.keys() >= {*pair}}
    return figures(gold, simple_clusters(reports, pairs), known)
