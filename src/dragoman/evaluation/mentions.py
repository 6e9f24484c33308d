"""The ruler of actors: country, sectors and name of gold mentions, their spans given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.evaluation.gold import GoldActor, GoldStory
from dragoman.evaluation.tally import same_name
from dragoman.reading import read
from dragoman.resolving.actors import resolve_actors
from dragoman.resolving.gazetteer import Gazetteer
from dragoman.types import Actor, GivenText


@dataclass(frozen=True, slots=True)
class Judged:
    """One gold mention with the actor that it was resolved to."""

    gold: GoldActor
    actor: Actor


def score_mentions(stories: Sequence[GoldStory], gazetteer: Gazetteer) -> dict[str, float]:
    """Shares of the mentions in percent, each mention counted once however many events it has a part in.

    "country" and "sectors" (all of them, no more) count where the gold says none, too; "a
    sector" wants one in common.
    """
    judged = [one for story in stories for one in judged_mentions(story, gazetteer)]
    same = [set(one.gold.sectors) == set(one.actor.sectors) for one in judged]
    common = [_share_sector(one) for one in judged]
    return {
        "mentions": len(judged),
        "country": _percent([one.gold.country == one.actor.country for one in judged]),
        "sectors": _percent(same),
        "a sector": _percent(common),
        "name": _percent([_same_name(one) for one in judged]),
    }


def judged_mentions(story: GoldStory, gazetteer: Gazetteer) -> Iterator[Judged]:
    """The actors and recipients of a story's events, resolved together."""
    gold = {
        actor.span: actor
        for event in story.events
        for actor in (*event.actors, *event.recipients)
        if actor.span is not None
    }
    spans = sorted(gold)
    given = GivenText(story.text, url=story.url, title=story.title, published=story.published)
    actors = resolve_actors(read(given), spans, gazetteer)
    for span, actor in zip(spans, actors, strict=True):
        yield Judged(gold[span], actor)


def _share_sector(one: Judged) -> bool:
    if not one.gold.sectors:
        return not one.actor.sectors
    return not set(one.gold.sectors).isdisjoint(one.actor.sectors)


def _same_name(one: Judged) -> bool:
    return same_name(one.gold.name, one.actor.name)


def _percent(right: Sequence[bool]) -> float:
    return round(100 * sum(right) / len(right), 1) if right else 0.0
