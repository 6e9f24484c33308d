"""Reports made of the gold: each annotation as the record that a coder without faults would give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from dragoman.coding.events import group_events
from dragoman.coding.numbers import numbers_of
from dragoman.evaluation.gold import GoldActor, GoldEvent, GoldPlace, GoldStory, GoldVoice
from dragoman.ontology import load_ontology
from dragoman.resolving.gazetteer import Gazetteer
from dragoman.types import (
    Actor,
    Auxiliary,
    Basis,
    EventDate,
    Manner,
    Place,
    Published,
    Record,
    Report,
    Span,
    Story,
    Trigger,
    Voice,
    VoiceVerb,
)

#: What gives a story's triggers with their vectors.
TriggersOf = Callable[[Story], Sequence[Trigger]]

_NEVER = date(1, 1, 1)
_COUNTRY = "PCLI"


def no_triggers(story: Story) -> Sequence[Trigger]:
    """Nothing: the records then have no vectors."""
    return ()


def gold_reports(gold: GoldStory, gazetteer: Gazetteer, triggers: TriggersOf) -> list[Report]:
    """The story's records as the gold says them.

    Events are grouped inside the story by the coder, not by the gold, and vectors are those of
    the tagger's triggers: that which overlaps the gold's, or the nearest of its type in the sentence.
    """
    story = story_of(gold)
    tagged = triggers(story)
    records = [
        replace(_record(at, gold, gazetteer), vector=_vector(event, tagged))
        for at, event in enumerate(gold.events)
    ]
    groups = group_events(records, story)
    return [
        report_of(replace(record, event=group), story)
        for record, group in zip(records, groups, strict=True)
    ]


def mention_id(gold: GoldStory, at: int) -> str:
    """The id of the story's annotation of that number."""
    return f"{gold.id} {at:03}"


def event_name(gold: GoldStory, event: GoldEvent, names: Mapping[str, str]) -> str:
    """The event's name over all stories: its episode's, or one of the story alone."""
    return names.get(event.event, f"{gold.id} {event.event}")


def report_of(record: Record, story: Story) -> Report:
    """A record in its story, added when the story came out."""
    return Report(
        record=record,
        story=story,
        added=datetime.combine(story.published.day or _NEVER, time()),
        copy_of=story.id,
        trigger=record.trigger.of(story.text),
        evidence=record.evidence.of(story.text),
    )


def story_of(gold: GoldStory) -> Story:
    """The gold story as reading would give it."""
    day = date.fromisoformat(gold.published) if gold.published else None
    return Story(
        gold.id,
        gold.text,
        url=gold.url,
        title=gold.title,
        published=Published(day, "gold"),
        sentences=gold.sentences,
        furniture=gold.furniture or (),
    )


def _record(at: int, gold: GoldStory, gazetteer: Gazetteer) -> Record:
    event = gold.events[at]
    near = [_trigger(other) for other in gold.events if other.sentence == event.sentence]
    kind = load_ontology().types[event.type]
    return Record(
        id=mention_id(gold, at),
        event=event.event,
        type=event.type,
        mode=event.mode,
        auxiliary=Auxiliary(event.auxiliary),
        trigger=event.trigger,
        actors=tuple(_actor(actor, event, gold.text) for actor in event.actors),
        recipients=tuple(_actor(actor, event, gold.text) for actor in event.recipients),
        date=_date(event, gold),
        place=None if event.place is None else _place(event.place, event.trigger, gazetteer),
        numbers=numbers_of(near, event.sentence, gold.text)[near.index(_trigger(event))],
        voices=tuple(_voice(voice, gold) for voice in _around(event, gold)),
        evidence=event.sentence,
        contexts=gold.contexts,
        quad=kind.quad,
        scale=kind.scale,
        coder="gold",
    )


def _vector(event: GoldEvent, tagged: Sequence[Trigger]) -> tuple[float, ...]:
    """The vector of the tagger's trigger that comes nearest; empty where there is none."""
    near = [
        trigger
        for trigger in tagged
        if trigger.span.overlaps(event.trigger)
        or (trigger.type == event.type and event.sentence.holds(trigger.span))
    ]
    if not near:
        return ()
    return min(near, key=lambda one: abs(one.span.start - event.trigger.start)).vector


def _trigger(event: GoldEvent) -> Trigger:
    return Trigger(event.trigger, event.type, Auxiliary(event.auxiliary), event.mode)


def _actor(actor: GoldActor, event: GoldEvent, text: str) -> Actor:
    span = actor.span or event.trigger
    return Actor(
        span,
        span.of(text),
        id=actor.name.casefold(),
        name=actor.name,
        country=actor.country,
        sectors=actor.sectors,
        basis=Basis.EXACT,
        score=1.0,
    )


def _date(event: GoldEvent, gold: GoldStory) -> EventDate:
    if event.days is not None:
        first, last = event.days
        return EventDate(event.trigger, None, first, last, None, Basis.EXACT)
    day = date.fromisoformat(gold.published) if gold.published else None
    return EventDate(None, None, day, day, "day", Basis.DEFAULT if day else Basis.NONE)


def _place(place: GoldPlace, span: Span, gazetteer: Gazetteer) -> Place:
    """The place as the gold names it, with what the gazetteer knows of that name."""
    plain = Place(span, place.name, place.name, place.country, basis=Basis.EXACT, score=1.0)
    if gazetteer.country(place.name) is not None:
        return replace(plain, feature=_COUNTRY)
    for known in gazetteer.named(place.name):
        if known.country == place.country:
            return replace(
                plain,
                province=known.province,
                latitude=known.latitude,
                longitude=known.longitude,
                feature=known.feature,
            )
    return plain


def _around(event: GoldEvent, gold: GoldStory) -> list[GoldVoice]:
    """The voices whose content holds the trigger, outermost first."""
    found = [
        voice
        for voice in gold.voices or ()
        if any(part.holds(event.trigger) for part in voice.content)
    ]
    return sorted(found, key=_outermost_first)


def _outermost_first(voice: GoldVoice) -> tuple[int, int]:
    return voice.content[0].start, -voice.content[-1].end


def _voice(voice: GoldVoice, gold: GoldStory) -> Voice:
    source = voice.source
    named = None if source is None else Actor(source, source.of(gold.text), name=voice.name)
    return Voice(named, voice.cue, voice.content, Manner(voice.manner), VoiceVerb(voice.verb))
