"""What a feed lists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed lists, and its day as the feed writes it ("" for none)."""

    url: str
    published: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A sitemap that an index lists, and the words that change when it does."""

    url: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed or sitemap as read: its entries, the parts of an index, and the pause it asks for."""

    entries: tuple[Entry, ...] = ()
    parts: tuple[Part, ...] = ()
    pause: float = 0.0
