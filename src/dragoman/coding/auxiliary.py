"""How the text presents an event: the tagger's answer, and what a denial makes of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import islice

from dragoman.coding.voices import stands_in
from dragoman.types import Auxiliary, EventDate, Span, Trigger, Voice, VoiceVerb

#: What is turned down rather than denied, and stands: "rejected the charges", "the offer".  A
#: clause is denied whatever it tells: "denied that it had agreed".
NOT_DENIED = frozenset({"ACCUSE", "AGREE", "REJECT"})
CLAUSE = "that "
#: What stands before a verb that is yet to come true.
AHEAD = re.compile(r"\bwill(?: (?:also|be|now|soon|then))* $", re.IGNORECASE)
#: Acts of words that are done in saying "we will", and the words that name such an act itself:
#: "will build a dam" promises now, "will promise a dam" does not yet.
DONE_IN_SAYING = frozenset({"AGREE", "THREATEN"})
SAYING = re.compile(r"(?:agree|offer|pledge|promise|vow|threaten|warn)\b", re.IGNORECASE)

#: The guidelines' "more than about a year before publication".
HISTORICAL_AFTER = timedelta(days=365)


def auxiliary_of(
    trigger: Trigger, voices: Collection[Voice], triggers: Sequence[Span], text: str
) -> Auxiliary:
    """The auxiliary of one of the triggers, which are in text order: negation for what a denial denies, else the tagger's.

    A denial denies the first event that it names, and takes the later ones for granted: in
    "denied having shelled the town that rebels had seized" the seizure stands.  (On the
    training stories nine in ten of the first events are negated, a third of the others.)
    """
    denying = [voice for voice in voices if voice.verb is VoiceVerb.DENIAL]
    denials = [voice for voice in denying if _denies(voice, trigger.span, triggers)]
    if trigger.type in NOT_DENIED:
        denials = [voice for voice in denials if _is_clause(voice, text)]
    return Auxiliary.NEGATION if denials else _ahead(trigger, text)


def _ahead(trigger: Trigger, text: str) -> Auxiliary:
    """Future for what stands behind "will" and was taken as actual, else the tagger's answer.

    (Of the 282 such training records that are not negated and of other types than DONE_IN_SAYING
    263 are future or hypothetical; of the 24 of these types and other words than SAYING one is.)
    """
    if trigger.auxiliary is not Auxiliary.ACTUAL or _is_done_in_saying(trigger, text):
        return trigger.auxiliary
    behind = AHEAD.search(text, max(0, trigger.span.start - 30), trigger.span.start)
    return Auxiliary.ACTUAL if behind is None else Auxiliary.FUTURE


def _is_done_in_saying(trigger: Trigger, text: str) -> bool:
    return trigger.type in DONE_IN_SAYING and not SAYING.match(trigger.span.of(text))


def _is_clause(voice: Voice, text: str) -> bool:
    return min(voice.content).of(text).lower().startswith(CLAUSE)


def as_of(auxiliary: Auxiliary, when: EventDate, published: date | None) -> Auxiliary:
    """Historical for what is told as actual but said to lie more than a year back.

    (Of the training records with such a date 348 of 351 that are not negated or hypothetical
    are historical.)
    """
    if auxiliary is not Auxiliary.ACTUAL or published is None or when.last is None:
        return auxiliary
    past = when.last < published - HISTORICAL_AFTER
    return Auxiliary.HISTORICAL if past else auxiliary


def _denies(voice: Voice, trigger: Span, triggers: Sequence[Span]) -> bool:
    """Whether the denial names this event first, after its cue.

    Words before the cue are another's claim, which stands: "he rammed them, which he denies".
    """
    if voice.cue is None or trigger.start < voice.cue.end:
        return False
    behind = bisect_left(triggers, voice.cue.end, key=_start)
    named = (span for span in islice(triggers, behind, None) if stands_in(span, voice))
    return next(named, None) == trigger


def _start(span: Span) -> int:
    return span.start
