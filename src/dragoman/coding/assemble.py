"""One record from a trigger, its answers and its voices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from dragoman.ontology import Ontology
from dragoman.types import (
    Actor,
    Auxiliary,
    EventDate,
    Numbers,
    Place,
    Record,
    Span,
    Story,
    Trigger,
    Voice,
)

ID_LENGTH = 16  # hexadecimal digits: two of a billion records meet with a chance of 3 %
NO_ACTOR = "the sentence names nobody who does it"
NO_RECIPIENT = "the sentence names nobody to whom it is done"
ALL_ACTORS = "all sides are actors"
NO_PLACE = "no place is said of the event"
#: Types in which the parties act together, so that none of them is a recipient.
TOGETHER = frozenset({"AGREE", "ASSAULT", "CONSULT", "COOPERATE"})


@dataclass(frozen=True, slots=True)
class Answers:
    """All that was found out about one trigger; `auxiliary` outranks the trigger's own."""

    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: EventDate
    place: Place | None
    voices: tuple[Voice, ...]
    auxiliary: Auxiliary
    numbers: Numbers


def build_record(trigger: Trigger, answers: Answers, story: Story, ontology: Ontology) -> Record:
    """The record of one trigger, not yet joined to an event."""
    mode = trigger.mode if ontology.known(trigger.type, trigger.mode) else None
    return Record(
        id=record_id(story.id, trigger, answers.voices),
        event="",
        type=trigger.type,
        mode=mode,
        auxiliary=answers.auxiliary,
        trigger=trigger.span,
        actors=answers.actors,
        recipients=answers.recipients,
        date=answers.date,
        place=answers.place,
        numbers=answers.numbers,
        voices=answers.voices,
        evidence=evidence_of(trigger.span, answers, story),
        quad=ontology.quad(trigger.type),
        scale=ontology.scale(trigger.type, mode),
        empty=dict(_empty(trigger.type, answers)),
        score=trigger.score,
        vector=trigger.vector,
    )


def record_id(story_id: str, trigger: Trigger, voices: Sequence[Voice]) -> str:
    """A hash of the story, the trigger's span, the type and the speaker's span."""
    speaker = voices[-1].source if voices else None
    said = "" if speaker is None else f"{speaker.span.start}-{speaker.span.end}"
    parts = (story_id, f"{trigger.span.start}-{trigger.span.end}", trigger.type, said)
    return sha256("\x1f".join(parts).encode()).hexdigest()[:ID_LENGTH]


def evidence_of(trigger: Span, answers: Answers, story: Story) -> Span:
    """From the first to the last word that the record rests on.

    That is the trigger's sentence and every span of its fields.  Of what a voice says only
    the stretch with the trigger counts: a speech may run over the whole story.
    """
    sentences = [sentence for sentence in story.sentences if sentence.overlaps(trigger)]
    spans = [trigger, *sentences, *_spans(trigger, answers)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _spans(trigger: Span, answers: Answers) -> Iterator[Span]:
    yield from (actor.span for actor in answers.actors + answers.recipients)
    if answers.date.span is not None:
        yield answers.date.span
    if answers.place is not None:
        yield answers.place.span
    for voice in answers.voices:
        yield from _spans_of_voice(voice, trigger)


def _spans_of_voice(voice: Voice, trigger: Span) -> Iterator[Span]:
    if voice.source is not None:
        yield voice.source.span
    if voice.cue is not None:
        yield voice.cue
    yield from (part for part in voice.content if part.overlaps(trigger))


def _empty(event_type: str, answers: Answers) -> Iterable[tuple[str, str]]:
    """Why each empty field is empty."""
    if not answers.actors:
        yield "actors", NO_ACTOR
    if not answers.recipients:
        together = event_type in TOGETHER and len(answers.actors) > 1
        yield "recipients", ALL_ACTORS if together else NO_RECIPIENT
    if answers.place is None:
        yield "place", NO_PLACE
    elif answers.place.name is None:
        yield "place", answers.place.reason or "the place is not known"
    if answers.date.first is None:
        yield "date", answers.date.reason or "the date cannot be told"
