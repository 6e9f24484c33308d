"""Nouns of what the tagger marks in a story."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from dragoman.types.story import Span, Story


class MentionKind(StrEnum):
    """What a mention names; `OTHER` are actor nouns and pronouns ("police", "he")."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    TIME = "time"
    OTHER = "other"


class Role(StrEnum):
    """What a mention is to a trigger; `SAID` is the source that reports the event."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    PLACE = "place"
    DATE = "date"
    SAID = "said"


class Auxiliary(StrEnum):
    """PLOVER's auxiliary modes and `actual`: how the text presents the event."""

    ACTUAL = "actual"
    NEGATION = "negation"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    HISTORICAL = "historical"


class Manner(StrEnum):
    """How the words of a source are given."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class VoiceVerb(StrEnum):
    """What kind of saying an attribution is."""

    STATEMENT = "statement"
    QUESTION = "question"
    DEMAND = "demand"
    DENIAL = "denial"
    ACCUSATION = "accusation"
    THREAT = "threat"
    PROMISE = "promise"
    BELIEF = "belief"
    INTENT = "intent"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name something, not yet looked up."""

    span: Span
    kind: MentionKind
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that name an event, with what the tagger makes of it.

    `score` says how surely the type and both sides are right; `vector` has length 1 and stands
    near those of other reports of the same event (for linking).
    """

    span: Span
    type: str
    auxiliary: Auxiliary = Auxiliary.ACTUAL
    mode: str | None = None
    score: float = 1.0
    vector: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Arc:
    """Trigger number `trigger` has mention number `mention` in a role."""

    trigger: int
    mention: int
    role: Role
    score: float = 1.0


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two mentions of one actor, or two triggers of one event, by position; left before right."""

    left: int
    right: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution as tagged: spans only.  `content` is in text order, one span a stretch."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    verb: VoiceVerb = VoiceVerb.STATEMENT
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Tagging:
    """All that the tagger marks in one story.

    `mentions` holds every argument and every attribution's source; `arcs` point into
    `triggers` and `mentions` by position; `furniture` are whole sentences.  `same_actor` links
    mentions and `same_event` links triggers that stand near each other; `contexts` are the
    story's.
    """

    mentions: tuple[Mention, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    arcs: tuple[Arc, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    furniture: tuple[Span, ...] = ()
    same_actor: tuple[Link, ...] = ()
    same_event: tuple[Link, ...] = ()
    contexts: tuple[str, ...] = ()


class Tagger(Protocol):
    """Marks mentions, triggers, arcs, attributions and furniture in one story.

    The answer depends on the story alone: the same story gives the same Tagging whatever
    was tagged before or at the same time.  Safe to call from several threads.  `version`
    names the model and is part of every record's coder.
    """

    @property
    def version(self) -> str:
        """A short name of the model, such as "model-2026-12"."""
        ...

    def tag(self, story: Story) -> Tagging:
        """What the model marks in this story."""
        ...
