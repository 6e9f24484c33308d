"""Nouns of what is made of a tagging: actors, places, voices, records."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dragoman.types.story import Basis, SetAside, Span, Story
from dragoman.types.tagged import Auxiliary, Manner, VoiceVerb

#: A record's vector has length 1; it is kept and compared in so many steps from 0 to 1, which fit
#: into a signed byte and keep cosines to 0.01.
VECTOR_STEPS = 127


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
class Count:
    """A number of people in words.  `value` is the figure stated, None where there is none.

    `least` and `most` are what the words allow, None where they set no bound: "at least 20" is
    20 and more, "dozens" 24 and more, "up to 50" 50 and fewer.
    """

    span: Span
    text: str
    least: int | None
    most: int | None
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """Counts that the sentence gives for the event; `words` has them by field."""

    words: dict[str, Count] = field(default_factory=dict)

    @property
    def dead(self) -> int | None:
        """The figure stated of the killed, None where none is."""
        return self._value("dead")

    @property
    def injured(self) -> int | None:
        """The figure stated of the hurt, None where none is."""
        return self._value("injured")

    @property
    def arrested(self) -> int | None:
        """The figure stated of the arrested, None where none is."""
        return self._value("arrested")

    @property
    def participants(self) -> int | None:
        """The figure stated of those who take part, None where none is."""
        return self._value("participants")

    def _value(self, name: str) -> int | None:
        return self.words[name].value if name in self.words else None


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
