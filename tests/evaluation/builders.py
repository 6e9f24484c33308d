"""Small gold stories and codings to score, made where they are needed."""

import json
from dataclasses import replace
from datetime import date
from random import Random

from dragoman.evaluation.gold import GoldActor, GoldEvent, GoldSource, GoldStory, GoldVoice
from dragoman.types import (
    Actor,
    Auxiliary,
    Basis,
    Coded,
    EventDate,
    Manner,
    Numbers,
    Place,
    Record,
    Span,
    Story,
    Voice,
    VoiceVerb,
)

TEXT = "Police arrested ten people on Friday. The mayor said talks failed. Read more: sport."
SENTENCES = (Span(0, 37), Span(38, 66), Span(67, 84))
OTHER_TYPE = {"CONSULT": "AGREE", "ASSAULT": "COERCE", "COERCE": "RETREAT", "ACCUSE": "REQUEST"}


def the(words, text=TEXT):
    """The span of words in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def an_actor(words="Police", *, text=TEXT, name=None, country="FIN"):
    return Actor(the(words, text), words, name=name or words, country=country, basis=Basis.EXACT)


def a_place(name, country, basis=Basis.EXACT):
    return Place(Span(0, 6), "Police", name=name, country=country, basis=basis)


def a_date(first=None, last=None, basis=Basis.EXACT):
    return EventDate(None, None, first, last or first, basis=basis)


def a_voice(source="mayor", cue="said", content="talks failed", *, name=None):
    return Voice(
        source=an_actor(source, name=name) if source else None,
        cue=the(cue),
        content=(the(content),),
        manner=Manner.INDIRECT,
        verb=VoiceVerb.STATEMENT,
    )


def a_record(trigger="arrested", type_="COERCE", **changes):
    plain = Record(
        id="r1",
        event="e1",
        type=type_,
        mode="arrest",
        auxiliary=Auxiliary.ACTUAL,
        trigger=trigger if isinstance(trigger, Span) else the(trigger),
        actors=(an_actor(),),
        recipients=(an_actor("ten people"),),
        date=a_date(),
        place=None,
        numbers=Numbers(),
        voices=(),
        evidence=SENTENCES[0],
    )
    return replace(plain, **changes)


def a_gold_actor(words="Police", *, name=None, country="FIN"):
    return GoldActor(the(words), name or words, country)


def a_gold_event(trigger="arrested", type_="COERCE", **changes):
    plain = GoldEvent(
        event="E1",
        type=type_,
        mode="arrest",
        auxiliary="actual",
        sentence=next(span for span in SENTENCES if span.holds(the(trigger))),
        trigger=the(trigger),
        actors=(a_gold_actor(),),
        recipients=(a_gold_actor("ten people"),),
    )
    return replace(plain, **changes)


def a_gold_voice(source="mayor", cue="said", content="talks failed", **changes):
    plain = GoldVoice(
        source=the(source) if source else None,
        name=source,
        cue=the(cue),
        content=(the(content),),
        manner="indirect",
        verb="statement",
    )
    return replace(plain, **changes)


def a_gold_source(words="mayor", name="The Mayor"):
    return GoldSource(the(words), name, "indirect")


def a_gold_story(events=(), voices=(), furniture=(), **changes):
    plain = GoldStory("g1", TEXT, SENTENCES, tuple(events), tuple(voices), tuple(furniture))
    return replace(plain, **changes)


# --- a gold story read back as a coding, with faults ---------------------------------


def coded_as(gold, random=None):
    """The gold as a coder would give it; with a `random`, about a third of it goes wrong."""
    wrong = _Wrong(random)
    records = [wrong.record(event, at) for at, event in enumerate(gold.events) if wrong.keeps()]
    voices = [wrong.voice(voice, gold.text) for voice in gold.voices or () if wrong.keeps()]
    furniture = tuple(span for span in gold.furniture or () if wrong.keeps())
    story = Story(gold.id, gold.text, sentences=gold.sentences)
    return Coded(story, tuple(records), tuple(voices), furniture, "canned 1")


class _Wrong:
    def __init__(self, random: Random | None):
        self.random = random

    def keeps(self):
        return self.random is None or self.random.random() > 0.15

    def turn(self, right, wrong):
        return right if self.keeps() else wrong

    def span(self, span):
        shift = self.turn(0, self.random.randint(-4, 12)) if self.random else 0
        return Span(max(0, span.start + shift), max(0, span.start + shift) + span.end - span.start)

    def actors(self, actors):
        kept = [actor for actor in actors if self.keeps()]
        if not self.keeps() and kept:
            kept.append(kept[0])
        return tuple(self.actor(actor.span, actor.name, actor.country) for actor in kept)

    def actor(self, span, name, country):
        country = self.turn(country, None)
        name = self.turn(name, "Someone Else")
        return Actor(self.span(span), "", name=name, country=country, basis=Basis.EXACT)

    def record(self, event, at):
        record_type = self.turn(event.type, OTHER_TYPE.get(event.type, "ACCUSE"))
        return Record(
            id=f"r{at}",
            event=event.event,
            type=record_type,
            mode=self.turn(event.mode, None),
            auxiliary=Auxiliary(self.turn(event.auxiliary, "hypothetical")),
            trigger=self.span(event.trigger),
            actors=self.actors(event.actors),
            recipients=self.actors(event.recipients),
            date=self.date(event.days),
            place=self.place(event.place),
            numbers=Numbers(),
            voices=self.chain(event.source),
            evidence=event.sentence,
        )

    def date(self, days):
        if days is None:
            return self.turn(
                a_date(date(2020, 1, 1), basis=Basis.DEFAULT), a_date(date(2020, 1, 1))
            )
        return self.turn(a_date(*days), a_date(days[0]))

    def place(self, place):
        if place is None:
            return self.turn(None, a_place("Atlantis", None, self.turn(Basis.EXACT, Basis.NONE)))
        return self.turn(
            a_place(place.name, place.country), a_place("Atlantis", self.turn(place.country, "FRA"))
        )

    def chain(self, source):
        outer = Voice(None, None, (), Manner.INDIRECT, VoiceVerb.STATEMENT)
        if source is None:
            return self.turn((), (outer,))
        inner = Voice(
            self.actor(source.span, source.name, "FIN"),
            None,
            (),
            Manner.INDIRECT,
            VoiceVerb.STATEMENT,
        )
        stranger = replace(inner, source=Actor(Span(0, 1), "", name="Nobody"))
        return self.turn((outer, inner), self.turn((stranger,), ()))

    def voice(self, voice, text):
        source = self.actor(voice.source, voice.name, None) if voice.source else None
        content = tuple(self.span(span) for span in voice.content if self.keeps())
        manner = Manner(self.turn(voice.manner, "mixed"))
        inside = tuple(Span(span.start, min(span.end, len(text))) for span in content)
        cue = self.turn(voice.cue and self.span(voice.cue), None)
        return Voice(self.turn(source, None), cue, inside, manner, VoiceVerb.STATEMENT)


# --- the line that the shared scripts read -------------------------------------------


def line_of(coded):
    """A coding in the form of the record contract, as far as scoring reads it."""
    return {
        "story": {"id": coded.story.id, "text": coded.story.text},
        "records": [_record_line(record) for record in coded.records],
        "voices": [_voice_line(voice) for voice in coded.voices],
    }


def write_lines(path, codings):
    path.write_text("\n".join(json.dumps(line_of(coded)) for coded in codings), encoding="utf-8")


def _span_line(span):
    return None if span is None else {"start": span.start, "end": span.end}


def _actor_line(actor):
    if actor is None:
        return None
    return {"name": actor.name, "country": actor.country} | _span_line(actor.span)


def _record_line(record):
    when, where = record.date, record.place
    return {
        "type": record.type,
        "mode": record.mode,
        "auxiliary": record.auxiliary,
        "trigger": _span_line(record.trigger),
        "actors": [_actor_line(actor) for actor in record.actors],
        "recipients": [_actor_line(actor) for actor in record.recipients],
        "date": {
            "first": when.first and when.first.isoformat(),
            "last": when.last and when.last.isoformat(),
            "basis": when.basis,
        },
        "place": where and {"name": where.name, "country": where.country, "basis": where.basis},
        "voices": [_voice_line(voice) for voice in record.voices],
    }


def _voice_line(voice):
    return {
        "source": _actor_line(voice.source),
        "cue": _span_line(voice.cue),
        "content": [_span_line(span) for span in voice.content],
        "manner": voice.manner,
    }
