"""Nouns of a page and the story read from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
    """Bytes as fetched, with the address or path that they came from.

    `published` is the day as the feed that lists the page writes it: it counts where the page
    itself declares none.
    """

    body: bytes
    url: str
    charset: str | None = None
    published: str = ""


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
