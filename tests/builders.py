"""Stories, taggings, voices and records made from a few words, where a test needs them.

Words of a text are given as in the gold: "he@2" is the second place that holds "he".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from dragoman.types import (
    Actor,
    Arc,
    Attribution,
    Auxiliary,
    Basis,
    Coded,
    Count,
    Event,
    EventDate,
    GivenText,
    Manner,
    Mention,
    MentionKind,
    Numbers,
    Place,
    Published,
    Record,
    Report,
    Role,
    Span,
    Story,
    Tagging,
    Trigger,
    Voice,
    VoiceVerb,
)

TEXT = "Police arrested ten people in Oslo on Friday. The mayor said talks had failed."
DAY = date(2024, 3, 8)
CODER = "dragoman 0 + canned"
_NTH = re.compile(r"(.*)@(\d+)", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’]?\s+(?=[A-Z“\"‘])|\n\n")


# --- words and stories ---------------------------------------------------------------


def the(words, text=TEXT):
    """The span of words in a text; "he@2" is the second plain occurrence of "he"."""
    numbered = _NTH.fullmatch(words)
    needle, nth = (numbered[1], int(numbered[2])) if numbered else (words, 1)
    at = -1
    for _ in range(nth):
        at = text.index(needle, at + 1)
    return Span(at, at + len(needle))


def sentences_of(text):
    """Sentences by full stop and capital: enough for a test's own words."""
    gaps = [match.span() for match in _SENTENCE_END.finditer(text)]
    starts = [0, *(end for _, end in gaps)]
    ends = [*(_closed(text, start, end) for start, end in gaps), len(text)]
    return tuple(Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end)


def _closed(text, start, end):
    """Where a sentence ends: after a closing quotation mark."""
    while start < end and not text[start].isspace():
        start += 1
    return start


def a_story(text=TEXT, *, published=DAY, furniture=(), **changes):
    """A story; `furniture` are words of the text."""
    plain = Story(
        id="s1",
        text=text,
        published=Published(published, "given" if published else ""),
        sentences=sentences_of(text),
        furniture=tuple(the(words, text) for words in furniture),
    )
    return replace(plain, **changes)


def a_given_text(text=TEXT, **changes):
    return replace(GivenText(text), **changes)


# --- taggings ------------------------------------------------------------------------


@dataclass(frozen=True)
class AnEvent:
    """What the tagger sees in one trigger, in words of the story."""

    trigger: str
    type: str
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    date: str | None = None
    place: str | None = None
    said: str | None = None
    auxiliary: Auxiliary = Auxiliary.ACTUAL
    mode: str | None = None
    score: float = 1.0

    def arguments(self):
        sides = [(Role.ACTOR, words) for words in self.actors]
        sides += [(Role.RECIPIENT, words) for words in self.recipients]
        single = [(Role.DATE, self.date), (Role.PLACE, self.place), (Role.SAID, self.said)]
        return sides + [(role, words) for role, words in single if words is not None]


def an_event(trigger="arrested", type_="COERCE", *, auxiliary="actual", **parts):
    """One trigger with its arguments; `actors` and `recipients` are lists of words."""
    sides = {side: tuple(parts.pop(side, ())) for side in ("actors", "recipients")}
    return AnEvent(trigger, type_, auxiliary=Auxiliary(auxiliary), **sides, **parts)


@dataclass(frozen=True)
class AVoice:
    """What the tagger sees in one attribution, in words of the story."""

    source: str | None
    cue: str | None
    content: tuple[str, ...]
    verb: VoiceVerb = VoiceVerb.STATEMENT


def an_attribution(source, cue, *content, verb="statement"):
    """One attribution: source and cue may be None, the content is one or more stretches."""
    return AVoice(source, cue, content, VoiceVerb(verb))


def a_tagging(story, events=(), voices=(), furniture=()):
    """The tagging of a story by what `an_event` and `an_attribution` tell."""
    text = story.text
    sources = [voice.source for voice in voices if voice.source is not None]
    named = [(words, role) for event in events for role, words in event.arguments()]
    named += [(words, Role.SAID) for words in sources]
    kinds = {the(words, text): _kind(role) for words, role in reversed(named)}
    mentions = tuple(Mention(span, kinds[span]) for span in sorted(kinds))
    number = {mention.span: at for at, mention in enumerate(mentions)}
    return Tagging(
        mentions=mentions,
        triggers=tuple(
            Trigger(the(e.trigger, text), e.type, e.auxiliary, e.mode, e.score) for e in events
        ),
        arcs=tuple(
            Arc(at, number[the(words, text)], role)
            for at, event in enumerate(events)
            for role, words in event.arguments()
        ),
        attributions=tuple(_attribution(voice, text) for voice in voices),
        furniture=tuple(the(words, text) for words in furniture),
    )


def _kind(role):
    return {Role.DATE: MentionKind.TIME, Role.PLACE: MentionKind.PLACE}.get(role, MentionKind.OTHER)


def _attribution(voice, text):
    return Attribution(
        source=None if voice.source is None else the(voice.source, text),
        cue=None if voice.cue is None else the(voice.cue, text),
        content=tuple(sorted(the(words, text) for words in voice.content)),
        verb=voice.verb,
    )


@dataclass(frozen=True)
class CannedTagger:
    """A tagger that knows its answers by story id; any other story holds nothing."""

    answers: dict[str, Tagging] = field(default_factory=dict)
    version: str = "canned"

    def tag(self, story):
        return self.answers.get(story.id, Tagging())


def a_tagger(story, events=(), voices=(), furniture=(), **more):
    """A tagger that knows one story."""
    return CannedTagger({story.id: a_tagging(story, events, voices, furniture)}, **more)


# --- what comes out ------------------------------------------------------------------


def an_actor(words="Police", *, text=TEXT, **changes):
    plain = Actor(
        the(words, text),
        words.partition("@")[0],
        id=words.lower(),
        name=words,
        country="NOR",
        sectors=("COP",),
        basis=Basis.EXACT,
        score=0.9,
    )
    return replace(plain, **changes)


def a_place(words="Oslo", *, text=TEXT, **changes):
    plain = Place(
        the(words, text),
        words,
        name=words,
        country="NOR",
        latitude=59.91,
        longitude=10.75,
        geonames=3143244,
        feature="PPLC",
        basis=Basis.EXACT,
        score=0.9,
    )
    return replace(plain, **changes)


def figures(**values):
    """Numbers of which only the figure is known: figures(dead=3)."""
    known = {name: value for name, value in values.items() if value is not None}
    return Numbers({name: Count(Span(0, 0), str(n), n, n, n) for name, n in known.items()})


def a_date(first=None, last=None, *, span=None, text=None, basis=Basis.EXACT):
    """A date with the days given; without any, the publication day by default."""
    if first is None:
        return EventDate(None, None, DAY, DAY, "day", Basis.DEFAULT)
    return EventDate(span, text, first, last or first, "day", basis)


def a_voice(source="The mayor", cue="said", *content, text=TEXT, **changes):
    plain = Voice(
        source=None if source is None else an_actor(source, text=text, sectors=("GOV",)),
        cue=None if cue is None else the(cue, text),
        content=tuple(the(words, text) for words in content or ("talks had failed",)),
        manner=Manner.INDIRECT,
        verb=VoiceVerb.STATEMENT,
    )
    return replace(plain, **changes)


def a_record(trigger="arrested", *, text=TEXT, **changes):
    """Police arrest ten people in Oslo, unless `changes` say otherwise."""
    span = trigger if isinstance(trigger, Span) else the(trigger, text)
    plain = Record(
        id=f"r{span.start}",
        event="e1",
        type="COERCE",
        mode="arrest",
        auxiliary=Auxiliary.ACTUAL,
        trigger=span,
        actors=(),
        recipients=(),
        date=a_date(),
        place=None,
        numbers=Numbers(),
        voices=(),
        evidence=span,
        quad=4,
        scale=-7.0,
        coder=CODER,
    )
    if text is TEXT:
        sides = {"actors": (an_actor(),), "recipients": (an_actor("ten people"),)}
        plain = replace(plain, place=a_place(), evidence=Span(0, 45), **sides)
    return replace(plain, **changes)


def a_coded(story=None, records=None, voices=(), furniture=(), coder=CODER):
    """A coded story: by default one arrest in Oslo."""
    story = a_story() if story is None else story
    records = (a_record(),) if records is None else records
    return Coded(story, tuple(records), tuple(voices), tuple(furniture), coder)


def a_report(record=None, story=None, *, added=datetime(2024, 3, 9, 12), copy_of=None):
    """A record in its story, as the store gives it back."""
    story = a_story() if story is None else story
    record = a_record() if record is None else record
    return Report(
        record=record,
        story=story,
        added=added,
        copy_of=copy_of or story.id,
        trigger=record.trigger.of(story.text),
        evidence=record.evidence.of(story.text),
    )


def an_event_view(*reports, **changes):
    """One happening as the view of these reports: by default one arrest in Oslo, told once."""
    reports = reports or (a_report(),)
    first = reports[0].record
    plain = Event(
        id=first.id,
        type=first.type,
        mode=first.mode,
        auxiliary=first.auxiliary,
        quad=first.quad,
        scale=first.scale,
        contexts=first.contexts,
        actors=first.actors,
        recipients=first.recipients,
        first=first.date.first,
        last=first.date.last,
        place=first.place,
        numbers=(),
        reports=reports,
        corroboration=len({report.story.publisher for report in reports}),
        stances=(),
        disputed=False,
        first_report=reports[0],
    )
    return replace(plain, **changes)
