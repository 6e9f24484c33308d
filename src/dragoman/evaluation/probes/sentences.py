"""Probes on single sentences: countries swapped, the sentence denied, its verb negated or future."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle

from dragoman.evaluation.gold import GoldEvent, GoldStory
from dragoman.evaluation.probes.case import Case, Words, moved, record_at
from dragoman.types import Auxiliary, Coded, Record, Span, VoiceVerb

#: Country names that take the place of the gold's own; every pair is asked both ways.
COUNTRIES = ("Norway", "Chile", "Kenya", "Japan", "Portugal", "Vietnam", "Oman", "Peru", "Latvia")
#: How many pairs of countries are put into each sentence.
PAIRS = 16
#: Words that may stand before the actor of a main clause, and from it to the trigger.
OPENING, NEAR = 1, 8
_NOWHERE = Span(0, 0)
_ENDING = re.compile(r"[.!?][”\"’')\]]*$")
_OPENERS = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "Of",
        "This",
        "That",
        "These",
        "Those",
        "His",
        "Her",
        "Their",
        "Its",
        "Two",
        "Three",
        "Four",
        "Five",
        "Ten",
        "Some",
        "Many",
        "Several",
        "Police",
        "Protesters",
        "Officials",
        "After",
        "Before",
        "Earlier",
        "Last",
        "During",
        "Under",
        "Both",
        "All",
        "More",
        "About",
        "Thousands",
        "Hundreds",
        "Dozens",
        "He",
        "She",
        "They",
        "It",
    ]
)


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its sentence alone; spans count from the sentence's start."""

    sentence: str
    event: GoldEvent
    trigger: Span

    def inside(self, span: Span) -> Span:
        """A span of the story as one of the sentence."""
        low = self.event.sentence.start
        return Span(span.start - low, span.end - low)


def told_events(stories: Sequence[GoldStory]) -> Iterator[Told]:
    """Every event of the gold with its sentence; sentences that do not end as one are left out."""
    for story in stories:
        for event in story.events:
            sentence = event.sentence.of(story.text)
            if _ENDING.search(sentence) and "\n" not in sentence:
                low = event.sentence.start
                yield Told(
                    sentence, event, Span(event.trigger.start - low, event.trigger.end - low)
                )


# --- countries swapped -----------------------------------------------------------------


def swapped_countries(stories: Sequence[GoldStory], names: Mapping[str, str]) -> Iterator[Case]:
    """Sentences with one country as actor and another as recipient, the two names swapped.

    `names` maps every name of a country to its code.  PAIRS pairs of other countries are put
    into each sentence, each asked both ways.
    """
    wheel = cycle(COUNTRIES)
    for told in told_events(stories):
        sides = _two_countries(told, names)
        for _ in range(0 if sides is None else PAIRS):
            one, other = next(wheel), next(wheel)
            actor, recipient = sides or (_NOWHERE, _NOWHERE)
            before = _filled(told.sentence, {actor: one, recipient: other})
            after = _filled(told.sentence, {actor: other, recipient: one})
            yield Case(before, after, partial(_swaps, (told.event.type, one, other)))


def _two_countries(told: Told, names: Mapping[str, str]) -> tuple[Span, Span] | None:
    actors, recipients = told.event.actors, told.event.recipients
    if len(actors) != 1 or len(recipients) != 1:
        return None
    sides = [one.span for one in (actors[0], recipients[0]) if one.span is not None]
    inside = [told.inside(span) for span in sides]
    words = [span.of(told.sentence) for span in inside]
    if len(words) != 2 or any(word not in names or told.sentence.count(word) > 1 for word in words):
        return None
    return inside[0], inside[1]


def _filled(sentence: str, words: Mapping[Span, str]) -> str:
    for span in sorted(words, reverse=True):
        sentence = sentence[: span.start] + words[span] + sentence[span.end :]
    return sentence


def _swaps(asked: tuple[str, str, str], before: Coded, after: Coded) -> tuple[int, int]:
    """Asked where the first text has the event with the two as its sides."""
    kind, one, other = asked
    there = any(_sides(record) == asked for record in before.records)
    follows = any(_sides(record) == (kind, other, one) for record in after.records)
    return int(there), int(there and follows)


def _sides(record: Record) -> tuple[str, str, str]:
    actors, recipients = (
        " + ".join(actor.text for actor in side) for side in (record.actors, record.recipients)
    )
    return record.type, actors, recipients


# --- denied ------------------------------------------------------------------------------


def denied(stories: Sequence[GoldStory], words: Words) -> Iterator[Case]:
    """Sentences told as fact in the story's own voice, put behind a denial."""
    templates = cycle(words["denial"]["templates"])
    for told in told_events(stories):
        if told.event.source is None and _is_main(told):
            clause = _as_clause(told.sentence)
            if clause is not None:
                template = next(templates)
                start = template.index("{0}")
                judge = partial(_is_denied, told.trigger, start)
                yield Case(told.sentence, template.format(clause), judge)


def _is_main(told: Told) -> bool:
    """Whether an actual event is what the sentence says first: its actor opens the sentence.

    What stands behind another clause ("after the attack") is not denied with the sentence.
    """
    starts = [told.inside(a.span).start for a in told.event.actors if a.span is not None]
    if told.event.auxiliary != Auxiliary.ACTUAL or not starts:
        return False
    between = told.sentence[min(starts) : told.trigger.start]
    opens = told.sentence[: min(starts)].count(" ") <= OPENING
    return opens and 0 < len(between.split()) <= NEAR and "," not in between


def _as_clause(sentence: str) -> str | None:
    """A sentence as what stands after "that": plain, without quotations or a capital that is no name."""
    if any(mark in sentence for mark in '“”"{}:;?') or "said" in sentence:
        return None
    first = sentence.split(" ", 1)[0]
    return sentence[0].lower() + sentence[1:] if first in _OPENERS else sentence


def _is_denied(trigger: Span, start: int, before: Coded, after: Coded) -> tuple[int, int]:
    """Asked where the plain sentence has an actual record of this trigger."""
    plain = record_at(before, trigger)
    if plain is None or plain.auxiliary is not Auxiliary.ACTUAL:
        return 0, 0
    found = record_at(after, moved(trigger, behind=0, by=start))
    follows = (
        found is not None
        and found.auxiliary is Auxiliary.NEGATION
        and any(voice.verb is VoiceVerb.DENIAL for voice in found.voices)
    )
    return 1, int(follows)


# --- negated and future ------------------------------------------------------------------


def negated(stories: Sequence[GoldStory], words: Words, known: frozenset[str]) -> Iterator[Case]:
    """Plain past verbs right behind their actor, with "did not"."""
    return _turned(stories, words, known, ("did not", Auxiliary.NEGATION))


def future(stories: Sequence[GoldStory], words: Words, known: frozenset[str]) -> Iterator[Case]:
    """The same verbs with "will"."""
    return _turned(stories, words, known, ("will", Auxiliary.FUTURE))


def _turned(
    stories: Sequence[GoldStory],
    words: Words,
    known: frozenset[str],
    turn: tuple[str, Auxiliary],
) -> Iterator[Case]:
    helper, auxiliary = turn
    for told in told_events(stories):
        base = _base_of(told, words, known)
        if base is None or told.event.auxiliary != Auxiliary.ACTUAL:
            continue
        low, high = told.trigger.start, told.trigger.end
        after = f"{told.sentence[:low]}{helper} {base}{told.sentence[high:]}"
        start = low + len(helper) + 1
        place = Span(start, start + len(base))
        yield Case(told.sentence, after, partial(_turns, (told.trigger, place), auxiliary))


def _base_of(told: Told, words: Words, known: frozenset[str]) -> str | None:
    """The base form of a trigger that is one plain past verb right behind its actor."""
    verb = told.trigger.of(told.sentence)
    ends = [told.inside(a.span).end for a in told.event.actors if a.span is not None]
    left = told.sentence[: told.trigger.start].split()
    if told.trigger.start - 1 not in ends or not left or left[-1] in words["tense"]["helpers"]:
        return None
    if any(word in told.sentence for word in ("yesterday", " ago", '"', "“")):
        return None
    return base_form(verb, dict(pair.split() for pair in words["tense"]["irregular"]), known)


def base_form(verb: str, irregular: Mapping[str, str], known: frozenset[str]) -> str | None:
    """The base form of a past form, None where it is not plain; `known` are words of English."""
    if verb in irregular:
        return irregular[verb]
    if not verb.endswith("ed") or not verb.isalpha():
        return None
    stem = verb[:-2]
    tries = [f"{stem[:-1]}y"] if stem.endswith("i") else [stem, f"{stem}e"]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sl":
        tries = [stem[:-1], *tries]
    if stem.endswith(("c", "v", "s", "g", "u", "z")):
        tries = [f"{stem}e", stem]
    return next((word for word in tries if word in known), None)


def _turns(
    places: tuple[Span, Span], auxiliary: Auxiliary, before: Coded, after: Coded
) -> tuple[int, int]:
    """Asked where the plain sentence has an actual record, and the turned one any, of the verb."""
    plain, found = record_at(before, places[0]), record_at(after, places[1])
    if plain is None or plain.auxiliary is not Auxiliary.ACTUAL or found is None:
        return 0, 0
    return 1, int(found.auxiliary is auxiliary)
