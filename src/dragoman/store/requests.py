"""What can be asked of a store, as data: the same here and through a socket.

Every request may be repeated: an answer that was lost on the way can be asked for again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dragoman.store.indices import Index
from dragoman.types import Answer, Outcome


@dataclass(frozen=True, slots=True)
class Run:
    """One call of `dragoman add`: its id, the coder of its stories, and when it began."""

    id: str
    coder: str
    started: datetime


@dataclass(frozen=True, slots=True)
class Read:
    """One select, with its parameters $1, $2 ..."""

    sql: str
    parameters: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """What holds all of these phrases."""

    index: Index
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Which of these story ids this coder has coded, and the MD5 of their texts."""

    coder: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Add:
    """A batch of outcomes, kept whole or not at all."""

    outcomes: tuple[Outcome, ...]
    run: Run
    at: datetime


@dataclass(frozen=True, slots=True)
class Judge:
    """A person's answer whether two records are of one event."""

    left: str
    right: str
    answer: Answer
    by: str
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Correct:
    """A person's answer, as JSON, for one field of a record."""

    record: str
    field: str
    value: str
    by: str
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """A person takes a judgement or a correction back."""

    id: str
    by: str
    at: datetime


class Grave(StrEnum):
    """What can be forgotten."""

    STORY = "story"
    PUBLISHER = "publisher"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Forget:
    """A story by its id, or all of a publisher or that names a person, is to go for good.

    With `trial` it is only counted.
    """

    kind: Grave
    name: str
    by: str
    at: datetime
    why: str = ""
    trial: bool = False


Request = Read | Search | Known | Add | Judge | Correct | Withdraw | Forget
