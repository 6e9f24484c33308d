"""The country of an actor when nothing beside its words tells it."""

from __future__ import annotations

from dragoman.resolving.view import StoryView

SAFE_SHARE = 0.0  # of all sightings; below it no country dominates the story


def country_by_context(view: StoryView, word: int) -> str | None:
    """The country that the story is mostly about, if one clearly is."""
    total = sum(view.tally.values())
    dominant = view.dominant()
    if dominant is None or view.tally[dominant] < SAFE_SHARE * total:
        return None
    return dominant
