"""Political event data from news: who did what to whom, when, where, and who says so.

    import dragoman

    coder = dragoman.load()
    coded = coder.code("Police in Narva arrested two men on Friday.", published="2026-03-14")

Importing this package loads no model; `load` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.errors import DragomanError, SetupError, StoryError
from dragoman.types import (
    Actor,
    Auxiliary,
    Basis,
    Coded,
    Count,
    EventDate,
    GivenText,
    Manner,
    Numbers,
    Page,
    Place,
    Published,
    Record,
    SetAside,
    Span,
    Story,
    Voice,
    VoiceVerb,
)

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from dragoman.build import Coder
    from dragoman.settings import Settings
    from dragoman.store.opened import Opened

__all__ = [
    "Actor",
    "Auxiliary",
    "Basis",
    "Coded",
    "Count",
    "DragomanError",
    "EventDate",
    "GivenText",
    "Manner",
    "Numbers",
    "Page",
    "Place",
    "Published",
    "Record",
    "SetAside",
    "SetupError",
    "Span",
    "Story",
    "StoryError",
    "Voice",
    "VoiceVerb",
    "code",
    "load",
    "open",
]


def load(settings: Settings | None = None) -> Coder:
    """A coder with the package's own model, or with what the settings name; load it once."""
    from dragoman.build import load_coder
    from dragoman.settings import Settings as Defaults

    return load_coder(Defaults() if settings is None else settings)


def code(text: str, *, published: str | date | None = None) -> Coded:
    """The records of one text; for more than one, `load()` a coder and keep it."""
    return load().code(text, published=published)


def open(store: str | Path) -> Opened:  # noqa: A001, as in gzip.open
    """The store in a file or behind a postgresql:// address, to ask: `with dragoman.open(…)`."""
    from dragoman.build import open_existing
    from dragoman.store.opened import Opened as Asking

    opened = open_existing(str(store))
    return Asking(opened, opened.close)
