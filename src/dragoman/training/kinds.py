"""What kind a gold argument is of, told from its form: the annotators did not write it down.

A rough reading, good enough to teach the mention head; nothing downstream decides on it alone.
"""

from __future__ import annotations

from dragoman.training.gold import GoldArgument
from dragoman.types import MentionKind, Role

#: Words inside a name that people do not carry.
_ORGANISATION_WORDS = frozenset(
    [
        "of",
        "for",
        "the",
        "and",
        "party",
        "army",
        "council",
        "ministry",
        "court",
        "union",
        "agency",
        "committee",
        "government",
        "front",
        "movement",
        "forces",
        "police",
        "parliament",
        "commission",
        "office",
        "bank",
        "group",
        "press",
        "news",
    ]
)


def kind_of(argument: GoldArgument, text: str) -> MentionKind:
    """The kind that the argument's words look like."""
    if argument.role is Role.DATE:
        return MentionKind.TIME
    if argument.role is Role.PLACE:
        return MentionKind.PLACE
    words = argument.span.of(text).split()
    if not any(word[:1].isupper() for word in words) or _is_pronoun(words):
        return MentionKind.OTHER
    if words[-1][:1].islower():
        return MentionKind.GROUP
    return _named(argument, words)


def _is_pronoun(words: list[str]) -> bool:
    return len(words) == 1 and words[0].lower() in {"i", "he", "she", "we", "they", "it"}


def _named(argument: GoldArgument, words: list[str]) -> MentionKind:
    name = argument.name.split()
    if any(part.lower() in _ORGANISATION_WORDS for part in name):
        return MentionKind.ORGANISATION
    if len(name) > 1 and words[-1] == name[-1]:
        return MentionKind.PERSON
    return MentionKind.PLACE if argument.sectors == ("GOV",) else MentionKind.ORGANISATION
