"""The sentence of a record with its spans marked, in colours or, without them, in signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from rich.text import Text

from dragoman.types import Coded, Record, Span

TRIGGER = "trigger"
STYLES = {
    TRIGGER: "bold reverse",
    "actor": "bold cyan",
    "recipient": "bold yellow",
    "date": "green",
    "place": "bold green",
    "source": "bold magenta",
    "cue": "underline magenta",
}
#: Where there is no colour: »the trigger« and ‹what it is tied to›.
TRIGGER_SIGNS, OTHER_SIGNS = ("»", "«"), ("‹", "›")
#: Signs that move a terminal's cursor or ring its bell, and the ends of a line.
_CONTROLS = dict.fromkeys(chain(range(0x20), range(0x7F, 0xA0)), "\ufffd")
_BLANKS = dict.fromkeys(map(ord, "\t\n\v\f\r\x85"), " ")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the story and what it is to the record."""

    span: Span
    kind: str


def printable(words: str) -> str:
    """The words as a terminal may have them: no control signs, and as many signs as before."""
    return words.translate(_CONTROLS | _BLANKS)


def marked_sentence(record: Record, coded: Coded, *, plain: bool) -> Text:
    """The sentence of the trigger with the record's spans marked."""
    sentence = sentence_of(record, coded)
    marks = [mark for mark in record_marks(record) if sentence.holds(mark.span)]
    words = printable(sentence.of(coded.story.text))
    return Text(_signed(words, sentence, marks)) if plain else _coloured(words, sentence, marks)


def sentence_of(record: Record, coded: Coded) -> Span:
    """The sentence that the trigger stands in."""
    held = [one for one in coded.story.sentences if one.holds(record.trigger)]
    return held[0] if held else record.evidence


def record_marks(record: Record) -> Iterator[Mark]:
    """Each span of a record with what it is; the trigger last, so that it shows."""
    yield from (Mark(actor.span, "actor") for actor in record.actors)
    yield from (Mark(actor.span, "recipient") for actor in record.recipients)
    if record.date.span is not None:
        yield Mark(record.date.span, "date")
    if record.place is not None:
        yield Mark(record.place.span, "place")
    for voice in record.voices:
        if voice.source is not None:
            yield Mark(voice.source.span, "source")
        if voice.cue is not None:
            yield Mark(voice.cue, "cue")
    yield Mark(record.trigger, TRIGGER)


def _coloured(words: str, sentence: Span, marks: Sequence[Mark]) -> Text:
    line = Text(words)
    for mark in marks:
        start, end = mark.span.start - sentence.start, mark.span.end - sentence.start
        line.stylize(STYLES[mark.kind], start, end)
    return line


def _signed(words: str, sentence: Span, marks: Sequence[Mark]) -> str:
    """The words with signs around the spans; of spans that overlap the trigger or longest wins."""
    chosen: list[Mark] = []
    for mark in sorted(marks, key=_trigger_then_longest):
        if not any(mark.span.overlaps(other.span) for other in chosen):
            chosen.append(mark)
    for mark in sorted(chosen, key=_start, reverse=True):
        left, right = TRIGGER_SIGNS if mark.kind == TRIGGER else OTHER_SIGNS
        start, end = mark.span.start - sentence.start, mark.span.end - sentence.start
        words = f"{words[:start]}{left}{words[start:end]}{right}{words[end:]}"
    return words


def _trigger_then_longest(mark: Mark) -> tuple[bool, int]:
    return mark.kind != TRIGGER, mark.span.start - mark.span.end


def _start(mark: Mark) -> int:
    return mark.span.start
