"""Every noun that crosses a module border, in the order in which a story meets them.

All are frozen; nothing changes what it was given.  Every span is half-open characters
into `Story.text`.  The words are those of docs/words.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to, not including, `end` of a story's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Basis(StrEnum):
    """Why a resolver chose its answer."""

    EXACT = "exact"
    ALIAS = "alias"
    FUZZY = "fuzzy"
    COREFERENCE = "coreference"
    CONTEXT = "context"
    DEFAULT = "default"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as fetched, with the address or path that they came from."""

    body: bytes
    url: str
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class GivenText:
    """A text handed in with what its owner says of it; its characters are never touched.

    `published` is as written in the row; reading parses it.  `origin` tells a person where
    the text stands ("stories.jsonl line 3").
    """

    text: str
    id: str = ""
    url: str = ""
    publisher: str = ""
    title: str = ""
    published: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """The publication day and what it was read from ("meta article:published_time", "given" ...)."""

    day: date | None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """The readable article.  `furniture` are the stretches that are page furniture, not story."""

    id: str
    text: str
    url: str = ""
    publisher: str = ""
    title: str = ""
    published: Published = Published(None)
    language: str = "en"
    sentences: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """A story that could not be coded, with the kind of fault and one line for a person."""

    id: str
    kind: str
    message: str
    url: str = ""


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
        """A short name of the model, such as "model-2026-11"."""
        ...

    def tag(self, story: Story) -> Tagging:
        """What the model marks in this story."""
        ...


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is meant by a mention.  Not found is an answer: `basis` NONE, the words kept.

    `country` is ISO 3166 alpha-3 or one of PLOVER's UNO EUR IGO NGO ISM IMG MNC KOS;
    `id` joins the mentions of one actor inside a story; `reason` is one sentence for
    `dragoman explain`.
    """

    span: Span
    text: str
    id: str | None = None
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    wikidata: str | None = None
    basis: Basis = Basis.NONE
    score: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EventDate:
    """When: both days inclusive.  `span` is None where no date is said (basis DEFAULT)."""

    span: Span | None
    text: str | None
    first: date | None
    last: date | None
    granularity: str | None = None
    basis: Basis = Basis.NONE
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the words and what they were looked up to."""

    span: Span
    text: str
    name: str | None = None
    country: str | None = None
    province: str | None = None
    district: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    feature: str | None = None
    basis: Basis = Basis.NONE
    score: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """One attribution: who says it, the cue, the words attributed, how, and what kind of saying."""

    source: Actor | None
    cue: Span | None
    content: tuple[Span, ...]
    manner: Manner
    verb: VoiceVerb
    score: float = 1.0

    def tells(self, span: Span) -> bool:
        """Whether the words at `span` are part of what this voice says."""
        return any(part.holds(span) for part in self.content)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Counts that the sentence gives for the event; None where it gives none."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    participants: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One mention of an event in one story: a claim, as that sentence makes it.

    `vector` is the tagger's, for linking; it is not printed.
    """

    id: str
    event: str
    type: str
    mode: str | None
    auxiliary: Auxiliary
    trigger: Span
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: EventDate
    place: Place | None
    numbers: Numbers
    voices: tuple[Voice, ...]
    evidence: Span
    contexts: tuple[str, ...] = ()
    quad: int = 0
    scale: float | None = None
    empty: dict[str, str] = field(default_factory=dict)
    score: float = 1.0
    coder: str = ""
    vector: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Coded:
    """A story with all that was read from it."""

    story: Story
    records: tuple[Record, ...]
    voices: tuple[Voice, ...]
    furniture: tuple[Span, ...]
    coder: str


Outcome = Coded | SetAside
