"""Choosing thresholds on held-out training stories: each where its own F1 is greatest.

The trigger's comes first, since arguments are counted on the triggers that it lets through.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from dragoman.tagging.decode import Arrays
from dragoman.tagging.labels import Labels, Thresholds
from dragoman.tagging.tagger import decode_story
from dragoman.tagging.windows import cut_windows
from dragoman.training.batches import Lesson
from dragoman.training.gold import GoldEvent, GoldStory, GoldVoice
from dragoman.training.model import TaggerModel
from dragoman.training.space import Targets
from dragoman.types import Link, Role, Span, Tagging

log = logging.getLogger(__name__)

GRID = tuple(round(0.1 + 0.05 * step, 2) for step in range(17))
#: A lost story sentence costs an event; furniture let through costs little.  So F0.5.
FURNITURE_BETA = 0.5


@dataclass(frozen=True)
class Counts:
    """Right answers, wrong answers, and right ones that are missing."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.wrong + other.wrong, self.missing + other.missing
        )

    def f(self, beta: float = 1.0) -> float:
        """The F measure, 0 where there is nothing."""
        square = beta * beta
        whole = (1 + square) * self.right + square * self.missing + self.wrong
        return (1 + square) * self.right / whole if whole else 0.0


@dataclass(frozen=True)
class Held:
    """A held-out story with the model's answers for it."""

    story: GoldStory
    targets: Targets
    answers: list[Arrays]


Counter = Callable[[Tagging, GoldStory], Counts]


@torch.no_grad()
def answer_story(model: TaggerModel, targets: Targets, lesson: Lesson) -> list[Arrays]:
    """The torch model's answers for all windows of a story, as the session would give them."""
    answers = []
    for window in cut_windows(targets.words, lesson.tokenizer, lesson.room):
        out = model(torch.from_numpy(window.ids)[None], torch.from_numpy(window.first)[None])
        parts = (out.tags, out.pairs, out.contexts, out.vectors)
        answers.append(Arrays(window.low, *(part[0].numpy() for part in parts)))
    return answers


@dataclass(frozen=True)
class Tuned:
    """Thresholds and, for each, the F that it gave on the held-out stories."""

    thresholds: Thresholds
    scores: dict[str, float]


def tune(held: Sequence[Held], labels: Labels) -> Tuned:
    """The thresholds that serve the held-out stories best."""
    chosen, reached = labels.thresholds, {}
    for name, counter, beta in _STEPS:
        scores = [
            (_total(held, labels, replace(chosen, **{name: value}), counter).f(beta), value)
            for value in GRID
        ]
        best, value = max(scores, key=lambda pair: (round(pair[0], 4), -abs(pair[1] - 0.5)))
        log.info("threshold %s %.2f gives F %.3f on held-out stories", name, value, best)
        chosen, reached[name] = replace(chosen, **{name: value}), best
    return Tuned(chosen, reached)


def _total(
    held: Sequence[Held], labels: Labels, thresholds: Thresholds, counter: Counter
) -> Counts:
    tried = replace(labels, thresholds=thresholds)
    total = Counts()
    for one in held:
        tagging = decode_story(one.story.sentences, one.targets.words, one.answers, tried)
        total += counter(tagging, one.story)
    return total


def count_triggers(tagging: Tagging, story: GoldStory) -> Counts:
    """Triggers of the right type in a sentence that has one of that type."""
    return _compare(
        [(story.sentences[_sentence(t.span, story)], t.type) for t in tagging.triggers],
        [(story.sentences[_sentence(e.trigger, story)], e.type) for e in story.events],
    )


def _sentence(span: Span, story: GoldStory) -> int:
    starts = [sentence.start for sentence in story.sentences]
    return max(int(np.searchsorted(starts, span.start, side="right")) - 1, 0)


def _compare(found: Sequence[tuple[Span, str]], gold: Sequence[tuple[Span, str]]) -> Counts:
    left = list(gold)
    for span, label in found:
        hit = next((g for g in left if g[1] == label and g[0].overlaps(span)), None)
        if hit is not None:
            left.remove(hit)
    right = len(gold) - len(left)
    return Counts(right, len(found) - right, len(left))


def _matched(tagging: Tagging, story: GoldStory) -> Iterable[tuple[int, GoldEvent]]:
    for number, trigger in enumerate(tagging.triggers):
        for event in story.events:
            if event.type == trigger.type and event.trigger.overlaps(trigger.span):
                yield number, event
                break


def _count_roles(tagging: Tagging, story: GoldStory, roles: Sequence[Role]) -> Counts:
    total = Counts()
    for number, event in _matched(tagging, story):
        found = [
            (tagging.mentions[arc.mention].span, arc.role)
            for arc in tagging.arcs
            if arc.trigger == number and arc.role in roles
        ]
        total += _compare(
            found, [(part.span, part.role) for part in event.arguments if part.role in roles]
        )
    return total


def count_role(role: Role) -> Counter:
    """A counter of the arguments in one role on matched triggers."""

    def count(tagging: Tagging, story: GoldStory) -> Counts:
        return _count_roles(tagging, story, (role,))

    return count


def sides_right(tagging: Tagging, number: int, event: GoldEvent) -> bool:
    """Whether both sides of a trigger have as many members as the gold's and touch them all."""
    for role in (Role.ACTOR, Role.RECIPIENT):
        found = [
            tagging.mentions[arc.mention].span
            for arc in tagging.arcs
            if arc.trigger == number and arc.role is role
        ]
        gold = [part.span for part in event.arguments if part.role is role]
        touched = all(any(one.overlaps(other) for other in found) for one in gold)
        if len(found) != len(gold) or not touched:
            return False
    return True


def count_sides(tagging: Tagging, story: GoldStory) -> Counts:
    """Matched triggers with both sides right."""
    pairs = list(_matched(tagging, story))
    right = sum(sides_right(tagging, number, event) for number, event in pairs)
    return Counts(right, len(tagging.triggers) - right, len(story.events) - right)


def count_said(tagging: Tagging, story: GoldStory) -> Counts:
    """Reporting sources on matched triggers."""
    return _count_roles(tagging, story, (Role.SAID,))


def count_cues(tagging: Tagging, story: GoldStory) -> Counts:
    """Cues that touch a gold one."""
    return _compare(
        [(voice.cue, "") for voice in tagging.attributions if voice.cue is not None],
        [(voice.cue, "") for voice in story.voices if voice.cue is not None],
    )


def count_sources(tagging: Tagging, story: GoldStory) -> Counts:
    """Sources, each of a voice whose cue touches the gold voice's cue."""
    total = Counts()
    for voice in tagging.attributions:
        gold = _same_cue(voice.cue, story)
        if gold is not None:
            total += _compare(_one(voice.source), _one(gold.source))
    return total


def _same_cue(cue: Span | None, story: GoldStory) -> GoldVoice | None:
    return next(
        (v for v in story.voices if cue is not None and v.cue is not None and v.cue.overlaps(cue)),
        None,
    )


def _one(span: Span | None) -> list[tuple[Span, str]]:
    return [] if span is None else [(span, "")]


def count_content(tagging: Tagging, story: GoldStory) -> Counts:
    """Characters of content, voice by voice where the cues touch."""
    total = Counts()
    for voice in tagging.attributions:
        gold = _same_cue(voice.cue, story)
        if gold is not None:
            found, right = _characters(voice.content), _characters(gold.content)
            both = len(found & right)
            total += Counts(both, len(found) - both, len(right) - both)
    return total


def _characters(spans: Sequence[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def count_furniture(tagging: Tagging, story: GoldStory) -> Counts:
    """Furniture sentences."""
    found = set(tagging.furniture)
    gold = {story.sentences[number] for number in story.furniture}
    both = len(found & gold)
    return Counts(both, len(found) - both, len(gold) - both)


def count_actor_links(tagging: Tagging, story: GoldStory) -> Counts:
    """Links of mentions whose actors the annotators gave one name; of known mentions alone."""
    name_by_start = {
        part.span.start: part.name
        for event in story.events
        for part in event.arguments
        if part.name
    } | {voice.source.start: voice.name for voice in story.voices if voice.source and voice.name}
    names = [name_by_start.get(mention.span.start) for mention in tagging.mentions]
    return _count_links(tagging.same_actor, names, [m.span.start for m in tagging.mentions])


def count_event_links(tagging: Tagging, story: GoldStory) -> Counts:
    """Links of matched triggers that tell of one event."""
    matched = {number: event.event for number, event in _matched(tagging, story)}
    names = [matched.get(number) for number in range(len(tagging.triggers))]
    return _count_links(tagging.same_event, names, [t.span.start for t in tagging.triggers])


#: Characters beyond which two words rarely share a window, so that no link can be asked for.
NEAR = 600


def _count_links(
    links: Sequence[Link], names: Sequence[str | None], starts: Sequence[int]
) -> Counts:
    known = [(link.left, link.right) for link in links if names[link.left] and names[link.right]]
    right = sum(names[left] == names[other] for left, other in known)
    wanted = sum(
        name is not None and name == names[other] and starts[other] - starts[at] < NEAR
        for at, name in enumerate(names)
        for other in range(at + 1, len(names))
    )
    return Counts(right, len(known) - right, max(wanted - right, 0))


def count_contexts(tagging: Tagging, story: GoldStory) -> Counts:
    """Contexts of the story."""
    found, gold = set(tagging.contexts), set(story.contexts)
    both = len(found & gold)
    return Counts(both, len(found) - both, len(gold) - both)


_STEPS: tuple[tuple[str, Counter, float], ...] = (
    ("trigger", count_triggers, 1.0),
    ("actor", count_sides, 1.0),
    ("more", count_sides, 1.0),
    ("recipient", count_sides, 1.0),
    ("place", count_role(Role.PLACE), 1.0),
    ("date", count_role(Role.DATE), 1.0),
    ("said", count_said, 1.0),
    ("cue", count_cues, 1.0),
    ("source", count_sources, 1.0),
    ("content", count_content, 1.0),
    ("furniture", count_furniture, FURNITURE_BETA),
    ("same_actor", count_actor_links, 1.0),
    ("same_event", count_event_links, 1.0),
    ("context", count_contexts, 1.0),
)
