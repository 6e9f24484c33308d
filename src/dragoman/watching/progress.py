"""How far a watch is, for whoever looks on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Progress:
    """Counts of a watch while it goes on."""

    polls: int = 0
    failed_polls: int = 0
    pages: int = 0
    failed_pages: int = 0
    stories: int = 0
    set_aside: int = 0
    records: int = 0
    alerts: int = 0
    delivered: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """What a person may see of a watch at one moment; `next_poll` is in seconds."""

    progress: Progress
    sources: int
    waiting: int
    to_code: int
    letters: int
    next_poll: float | None
