"""What a feed lists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed lists, its day as the feed writes it ("" for none), and its last change.

    The latter in seconds since 1970, 0 where the feed does not tell.
    """

    url: str
    published: str = ""
    changed: float = 0.0


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
