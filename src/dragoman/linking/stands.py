"""How a record's speaker stands to the event: asserts, denies, doubts or plans it."""

from __future__ import annotations

from dragoman.types import Auxiliary, Record, Stand, VoiceVerb

_TOLD = (Auxiliary.ACTUAL, Auxiliary.HISTORICAL)
_UNSURE = (VoiceVerb.QUESTION, VoiceVerb.BELIEF)
_WILLED = (VoiceVerb.INTENT, VoiceVerb.PROMISE, VoiceVerb.THREAT, VoiceVerb.DEMAND)


def stand_of(record: Record) -> Stand:
    """How the innermost voice stands, or the story itself where there is none.

    In this order: a negation or a denial denies; a question or a belief doubts; what is told
    as having happened is asserted, in a threat or promise too ("vengeance for the raid"); the
    future, and what is threatened, promised, meant or demanded, is planned; the rest, which is
    hypothetical, is doubted.
    """
    verb = record.voices[-1].verb if record.voices else None
    if record.auxiliary is Auxiliary.NEGATION or verb is VoiceVerb.DENIAL:
        return Stand.DENIES
    if verb in _UNSURE:
        return Stand.DOUBTS
    if record.auxiliary in _TOLD:
        return Stand.ASSERTS
    if record.auxiliary is Auxiliary.FUTURE or verb in _WILLED:
        return Stand.PLANS
    return Stand.DOUBTS
