"""Which voices a record gets: what the text attributes, against what its actor itself utters.

Two witnesses: the voices whose content holds the trigger (the chain), and the tagger's
arc from the trigger to the source that reports it.

    arc        chain                                    the record's voices
    ---------  ---------------------------------------  ------------------------------------
    none       none                                     none: the story says so itself
    none       the actor's own words, a verbal act      none: the event is the speech
    none       only wishes, plans, questions, beliefs   none: nobody reports it
    none       anything else that is sure enough        the chain down to the last report
    to X       X is a source in the chain               the chain down to X
    to X       X's own words, a verbal act              the same if the arc is sure, else as none
    to X       others only, or none                     the chain, then X with its own stretch
                                                        of the sentence, if the arc is surer
                                                        still; else as none

A voice without a source speaks only where no voice with one stands outside it: in
"Islamabad denies the belief that ..." Islamabad is the speaker.  Alone ("it is believed")
it is kept whatever it does but want or plan, since the story does not say so itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dragoman.coding.quotations import manner_of
from dragoman.coding.voices import enclosing
from dragoman.types import Actor, Auxiliary, Span, Story, Trigger, Voice, VoiceVerb


@dataclass(frozen=True, slots=True)
class SayingRules:
    """How sure the witnesses must be, and what counts as a speech; tuned on train folds.

    The shares in the comments are of the training stories: how often the annotators name
    the source of such a voice as the one who reports the event.
    """

    #: An arc to a source that no voice over the trigger has must be this sure (below, 1 in 13).
    arc_alone: float = 0.6
    #: An arc to the one whose speech the event is must be this sure (below, 1 in 10).
    arc_over_speech: float = 0.5
    #: A voice over the trigger that no arc points to must be this sure (below, 1 in 4).
    voice_alone: float = 0.85
    #: Acts that consist in words: with their actor as speaker they are no report (4 to 25 %).
    verbal_types: frozenset[str] = frozenset(
        {"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}
    )
    #: A denied or a future speech of the speaker's own is a report after all (80 to 90 %).
    uttered: frozenset[Auxiliary] = frozenset({Auxiliary.ACTUAL, Auxiliary.HISTORICAL})
    #: Verbs that report without an arc's word (73 to 87 %; the others 0 to 63 %).
    reporting: frozenset[VoiceVerb] = frozenset(
        {VoiceVerb.STATEMENT, VoiceVerb.DENIAL, VoiceVerb.THREAT}
    )
    #: Verbs that want or plan an event: a speaker only if nobody else in the chain is.
    wanting: frozenset[VoiceVerb] = frozenset(
        {VoiceVerb.INTENT, VoiceVerb.QUESTION, VoiceVerb.DEMAND, VoiceVerb.PROMISE}
    )


@dataclass(frozen=True, slots=True)
class Report:
    """A trigger with its actors and with the source that the tagger's arc points to, if any."""

    trigger: Trigger
    actors: tuple[Actor, ...] = ()
    source: Actor | None = None
    source_score: float = 0.0


RULES = SayingRules()


def saying(
    report: Report, voices: Sequence[Voice], story: Story, *, rules: SayingRules = RULES
) -> tuple[Voice, ...]:
    """The voices of one record, outermost first, the speaker last; none if the story says so."""
    chain = enclosing(voices, report.trigger.span)
    depth = _depth_of(report, chain, rules)
    if depth:
        return tuple(chain[:depth])
    sure = [voice for voice in chain if voice.score >= rules.voice_alone]
    told = _down_to_report(report, sure, rules)
    made = None
    if not _speaks_in(report, chain) and report.source_score >= rules.arc_alone:
        made = _made_voice(report, _Frame(story, voices))
    return (*told, made) if made is not None else tuple(told)


def same_actor(one: Actor, other: Actor) -> bool:
    """Whether two mentions are the same words or resolve to one actor."""
    same_id = one.id is not None and one.id == other.id
    return same_id or one.span.overlaps(other.span)


def utters(report: Report, voice: Voice, *, rules: SayingRules = RULES) -> bool:
    """Whether the event is the voice's own speech act: "X condemned ..." is no report by X."""
    verbal = report.trigger.type in rules.verbal_types
    own = voice.source is not None and _is_one_of(voice.source, report.actors)
    return own and verbal and report.trigger.auxiliary in rules.uttered


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a voice of our own making takes its words from."""

    story: Story
    voices: Sequence[Voice]


def _down_to_report(report: Report, chain: list[Voice], rules: SayingRules) -> list[Voice]:
    """The chain without what its inner end only utters, wishes or leaves without a source."""
    while chain and not _reports(report, chain, rules):
        chain = chain[:-1]
    return chain


def _reports(report: Report, chain: list[Voice], rules: SayingRules) -> bool:
    """Whether the innermost voice of the chain reports the event."""
    inner = chain[-1]
    if inner.source is None:
        return len(chain) == 1 and inner.verb not in rules.wanting
    return inner.verb in rules.reporting and not utters(report, inner, rules=rules)


def _speaks_in(report: Report, chain: Sequence[Voice]) -> bool:
    return any(_is_source(report, voice) for voice in chain)


def _is_source(report: Report, voice: Voice) -> bool:
    """Whether the arc points to the source of this voice."""
    source = report.source
    return source is not None and voice.source is not None and same_actor(voice.source, source)


def _depth_of(report: Report, chain: Sequence[Voice], rules: SayingRules) -> int:
    """How far down the chain the arc's source speaks; 0 if it does not or is not believed.

    Of two voices of one source ("it denies that it asked for troops") the reporting one.
    """
    sure = report.source_score >= rules.arc_over_speech
    depths = [
        depth
        for depth, voice in enumerate(chain, start=1)
        if _is_source(report, voice) and (sure or not utters(report, voice, rules=rules))
    ]
    reporting = [depth for depth in depths if chain[depth - 1].verb not in rules.wanting]
    return max(reporting or depths, default=0)


def _made_voice(report: Report, frame: _Frame) -> Voice | None:
    """A voice for a source that no attribution over the trigger has; None where it is not safe.

    Safe is a source in the trigger's own sentence that is not the trigger's actor: its words
    are the stretch of the sentence around the trigger, up to the source and its cue.
    """
    source, trigger = report.source, report.trigger.span
    sentence = _sentence_of(trigger, frame.story)
    if (
        source is None
        or sentence is None
        or not sentence.holds(source.span)
        or source.span.overlaps(trigger)
    ):
        return None
    cue = _nearest_cue(source, frame.voices, sentence)
    if cue is not None and cue.overlaps(trigger):
        return None
    content = _stretch(trigger, sentence, [source.span, *([cue] if cue is not None else [])])
    content = _trimmed(content, frame.story.text)
    manner = manner_of([content], frame.story.text, cue=cue or source.span)
    return Voice(source, cue, (content,), manner, VoiceVerb.STATEMENT, report.source_score)


def _sentence_of(span: Span, story: Story) -> Span | None:
    return next((sentence for sentence in story.sentences if sentence.holds(span)), None)


def _nearest_cue(source: Actor, voices: Sequence[Voice], sentence: Span) -> Span | None:
    """The cue in the sentence of another voice of this source, the closest to the source."""
    cues = [
        voice.cue
        for voice in voices
        if voice.cue is not None
        and sentence.holds(voice.cue)
        and voice.source is not None
        and voice.source.span.overlaps(source.span)
    ]
    return min(cues, key=lambda cue: (abs(cue.start - source.span.start), cue), default=None)


def _stretch(trigger: Span, sentence: Span, barred: Collection[Span]) -> Span:
    """The part of the sentence around the trigger that reaches up to the barred words."""
    start = max([sentence.start, *(span.end for span in barred if span.end <= trigger.start)])
    end = min([sentence.end, *(span.start for span in barred if span.start >= trigger.end)])
    return Span(min(start, trigger.start), max(end, trigger.end))


def _trimmed(span: Span, text: str) -> Span:
    """The stretch without blanks and commas at its ends."""
    words = span.of(text)
    left = len(words) - len(words.lstrip(" ,;:\n"))
    return Span(span.start + left, span.start + len(words.rstrip(" ,;:\n")))


def _is_one_of(source: Actor, actors: Collection[Actor]) -> bool:
    return any(same_actor(source, actor) for actor in actors)
