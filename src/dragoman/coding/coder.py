"""The coder: a story in, its records and voices out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.assemble import Answers, build_record
from dragoman.coding.auxiliary import as_of, auxiliary_of
from dragoman.coding.bounds import require_bounded
from dragoman.coding.dating import SURE_ACROSS, date_of, is_crossed
from dragoman.coding.events import group_events
from dragoman.coding.numbers import numbers_by_trigger
from dragoman.coding.resolved import Resolved, resolve_mentions
from dragoman.coding.saying import RULES, Report, SayingRules, saying
from dragoman.coding.voices import build_voices
from dragoman.ontology import Ontology
from dragoman.resolving.dates import resolve_date
from dragoman.resolving.gazetteer import Gazetteer
from dragoman.types import (
    Actor,
    Arc,
    Attribution,
    Auxiliary,
    Coded,
    EventDate,
    Numbers,
    Place,
    Record,
    Role,
    Span,
    Story,
    Tagger,
    Tagging,
    Trigger,
    Voice,
)


def coder_name(program: str, model: str) -> str:
    """The name of a program's version with a model."""
    return f"dragoman {program}+{model}"


@dataclass(frozen=True)
class StoryCoder:
    """Codes stories with one tagger, one gazetteer and one ontology.

    `version` is the program's; triggers with a score under `minimum_score` give no record.
    """

    tagger: Tagger
    gazetteer: Gazetteer
    ontology: Ontology
    version: str
    minimum_score: float = 0.0
    rules: SayingRules = RULES

    @property
    def coder(self) -> str:
        """The program with its model, as every record names it."""
        return coder_name(self.version, self.tagger.version)

    def code(self, story: Story) -> Coded:
        """The story's records, all of its voices and its furniture."""
        return self.code_tagged(story, self.tagger.tag(story))

    def code_tagged(self, story: Story, tagging: Tagging) -> Coded:
        """The same from a tagging that is at hand."""
        require_bounded(tagging, story.id)
        furniture = _joined((*story.furniture, *tagging.furniture))
        kept = without_furniture(tagging, furniture)
        coded = self.code_resolved(story, kept, resolve_mentions(story, kept, self.gazetteer))
        return replace(coded, furniture=furniture)

    def code_resolved(self, story: Story, tagging: Tagging, resolved: Resolved) -> Coded:
        """The same once furniture is out and every mention is looked up."""
        voices = build_voices(tagging.attributions, resolved.actor_by_span, story.text)
        numbers = numbers_by_trigger(tagging.triggers, story)
        in_order = sorted(trigger.span for trigger in tagging.triggers)
        arcs = _arcs_by_role(tagging.arcs)
        desk = _Desk(story, tagging, resolved, voices, numbers, in_order, arcs)
        records = [self._record(number, desk) for number in self._wanted(tagging)]
        finished = self._finished(records, story, tagging.contexts)
        return Coded(story, finished, voices, (), self.coder)

    def _wanted(self, tagging: Tagging) -> list[int]:
        triggers = enumerate(tagging.triggers)
        return [number for number, trigger in triggers if trigger.score >= self.minimum_score]

    def _record(self, number: int, desk: _Desk) -> Record:
        answers = desk.answers(number, rules=self.rules)
        return build_record(desk.tagging.triggers[number], answers, desk.story, self.ontology)

    def _finished(
        self, records: Iterable[Record], story: Story, contexts: tuple[str, ...]
    ) -> tuple[Record, ...]:
        """Each record once, in text order, with its event, the story's contexts and its coder."""
        surest: dict[str, Record] = {}
        for record in records:
            known = surest.get(record.id)
            if known is None or record.score > known.score:
                surest[record.id] = record
        ordered = sorted(surest.values(), key=_place_in_text)
        events = group_events(ordered, story)
        return tuple(
            replace(record, event=event, contexts=contexts, coder=self.coder)
            for record, event in zip(ordered, events, strict=True)
        )


def without_furniture(tagging: Tagging, furniture: Sequence[Span]) -> Tagging:
    """The tagging without triggers and attributions that begin in page furniture."""
    kept = [n for n, trigger in enumerate(tagging.triggers) if not _lies(trigger.span, furniture)]
    number = {old: new for new, old in enumerate(kept)}
    return replace(
        tagging,
        triggers=tuple(tagging.triggers[old] for old in kept),
        arcs=tuple(
            arc if number[arc.trigger] == arc.trigger else replace(arc, trigger=number[arc.trigger])
            for arc in tagging.arcs
            if arc.trigger in number
        ),
        same_event=tuple(
            replace(link, left=number[link.left], right=number[link.right])
            for link in tagging.same_event
            if link.left in number and link.right in number
        ),
        attributions=tuple(
            voice
            for voice in tagging.attributions
            if voice.content and not _lies(_anchor(voice), furniture)
        ),
    )


@dataclass(frozen=True)
class _Desk:
    """One story with all that is known of it while its records are made."""

    story: Story
    tagging: Tagging
    resolved: Resolved
    voices: tuple[Voice, ...]
    numbers: Sequence[Numbers]
    in_order: Sequence[Span]
    arcs: Mapping[int, Mapping[Role, list[Arc]]]

    def answers(self, number: int, *, rules: SayingRules) -> Answers:
        trigger, arcs = self.tagging.triggers[number], self.arcs[number]
        voices = saying(self._report(trigger, arcs), self.voices, self.story, rules=rules)
        told = auxiliary_of(trigger, self.voices, self.in_order, self.story.text)
        when = self._date(trigger, arcs[Role.DATE], told)
        return Answers(
            actors=self._actors(arcs[Role.ACTOR]),
            recipients=self._actors(arcs[Role.RECIPIENT]),
            date=when,
            place=self._place(arcs[Role.PLACE]),
            voices=voices,
            auxiliary=as_of(told, when, self.story.published.day),
            numbers=self.numbers[number],
        )

    def _report(self, trigger: Trigger, arcs: Mapping[Role, list[Arc]]) -> Report:
        best = _best(arcs[Role.SAID])
        actors = self._actors(arcs[Role.ACTOR])
        if best is None:
            return Report(trigger, actors)
        source = self.resolved.actor_by_span[self._span(best)]
        return Report(trigger, actors, source, best.score)

    def _actors(self, arcs: Iterable[Arc]) -> tuple[Actor, ...]:
        """Every member of a compound by itself, once, in text order."""
        spans = sorted({self._span(arc) for arc in arcs})
        return tuple(self.resolved.actor_by_span[span] for span in spans)

    def _date(self, trigger: Trigger, arcs: Sequence[Arc], auxiliary: Auxiliary) -> EventDate:
        best = _best(arcs)
        if best is None or self._is_of_another(best, trigger.span):
            return resolve_date(None, self.story, auxiliary=auxiliary)
        return date_of(trigger.span, self._span(best), self.story, auxiliary)

    def _is_of_another(self, date: Arc, trigger: Span) -> bool:
        return date.score < SURE_ACROSS and is_crossed(trigger, self._span(date), self.in_order)

    def _place(self, arcs: Sequence[Arc]) -> Place | None:
        best = _best(arcs)
        return None if best is None else self.resolved.place_by_span[self._span(best)]

    def _span(self, arc: Arc) -> Span:
        return self.tagging.mentions[arc.mention].span


def _arcs_by_role(arcs: Iterable[Arc]) -> Mapping[int, Mapping[Role, list[Arc]]]:
    """The arcs of each trigger, by its number, and of each of its roles."""
    found: dict[int, dict[Role, list[Arc]]] = defaultdict(lambda: defaultdict(list))
    for arc in arcs:
        found[arc.trigger][arc.role].append(arc)
    return found


def _best(arcs: Sequence[Arc]) -> Arc | None:
    return max(arcs, key=_surest_first, default=None)


def _surest_first(arc: Arc) -> tuple[float, int]:
    return arc.score, -arc.mention


def _anchor(voice: Attribution) -> Span:
    return voice.cue if voice.cue is not None else min(voice.content)


def _lies(span: Span, furniture: Sequence[Span]) -> bool:
    return any(part.start <= span.start < part.end for part in furniture)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The stretches in text order, those that overlap made one."""
    joined: list[Span] = []
    for span in sorted(set(spans)):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _place_in_text(record: Record) -> tuple[Span, str, str]:
    return record.trigger, record.type, record.id
