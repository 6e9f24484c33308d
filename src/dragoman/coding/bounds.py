"""How much a story may tell: what it means is found by comparing all of it with all of it.

Bounds and not a clock: the same story is set aside on every machine.
"""

from __future__ import annotations

from dragoman.errors import StoryError
from dragoman.types import Tagging

#: Events, words that name somebody, and attributions of the longest story, twice as full of them as dispatches are.
MOST_TRIGGERS, MOST_MENTIONS, MOST_VOICES = 1_500, 6_000, 3_000


def require_bounded(tagging: Tagging, name: str) -> None:
    """Nothing; a StoryError where so much is marked that looking it all up would not end."""
    marked = (
        ("events", len(tagging.triggers), MOST_TRIGGERS),
        ("names", len(tagging.mentions), MOST_MENTIONS),
        ("attributions", len(tagging.attributions), MOST_VOICES),
    )
    for what, count, most in marked:
        if count > most:
            message = f"{name}: {count:,} {what}, more than the {most:,} of one story"
            raise StoryError("too-complex", message)
