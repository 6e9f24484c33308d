"""Nouns of what many stories tell: judgements between records, and events as views over them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dragoman.types.coded import Actor, Place, Record, Voice
from dragoman.types.story import Story
from dragoman.types.tagged import Auxiliary


class Answer(StrEnum):
    """Whether two records tell of the same event."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Stand(StrEnum):
    """How a voice stands to an event."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    PLANS = "plans"


@dataclass(frozen=True, slots=True)
class Reason:
    """One comparison behind a link: the feature's name, what it found, and what it added.

    `weight` is the feature's part of the log odds; those of a link and the linker's constant
    add up to its score.
    """

    feature: str
    found: str
    weight: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two records are of one event, by whom and why; `left` < `right` as texts.

    `by` is a person's name or the linker's version, and `person` tells the two apart.  A
    judgement is never changed: it is withdrawn, and the withdrawal is kept with it.
    """

    id: str
    left: str
    right: str
    answer: Answer
    score: float
    by: str
    person: bool
    at: datetime
    why: str = ""
    reasons: tuple[Reason, ...] = ()
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's answer for one field of a record, beside the coder's, which stays.

    `field` is a path into the record's JSON ("type", "place", "actors"), `value` its new JSON.
    `against` is the coder's answer that was corrected: a recoded record that answers
    otherwise puts the correction up for another look.
    """

    id: str
    record: str
    field: str
    value: str
    against: str
    by: str
    at: datetime
    why: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A record in its story, as linking compares it and an event view holds it.

    `copy_of` is the id of the earliest story whose text this one repeats, or its own id.
    `trigger` and `evidence` are the words at the record's spans, so `story` may come without
    its text.
    """

    record: Record
    story: Story
    added: datetime
    copy_of: str
    trigger: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Stance:
    """Who stands how to the event: a voice (None: the outlet tells it itself), and where."""

    stand: Stand
    voice: Voice | None
    record: str
    story: str
    publisher: str
    auxiliary: Auxiliary


@dataclass(frozen=True, slots=True)
class Figure:
    """One field of numbers over all reports: the lowest and highest told, and by whom."""

    field: str
    least: int
    most: int | None
    by_source: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a report changed in the view when it came in: the field, before and after."""

    at: datetime
    record: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Event:
    """One happening: the view over all records judged to tell of it.

    `id` is the earliest record's.  `corroboration` counts independent publishers, a copied
    text once.  `disputed` is true where one voice asserts what another denies or doubts.
    Both days are inclusive.
    """

    id: str
    type: str
    mode: str | None
    auxiliary: Auxiliary
    quad: int
    scale: float | None
    contexts: tuple[str, ...]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    first: date | None
    last: date | None
    place: Place | None
    numbers: tuple[Figure, ...]
    reports: tuple[Report, ...]
    corroboration: int
    stances: tuple[Stance, ...]
    disputed: bool
    first_report: Report
    history: tuple[Change, ...] = ()
    score: float = 1.0
