"""Stories that repeat another's text, found among their neighbours alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from dragoman.linking.copies import Arrival, copies_among, keys_of, load_limits, originals
from dragoman.store.database import Transaction
from dragoman.store.neighbours import (
    Repeating,
    copies_around,
    index_stories,
    insert_copies,
    repeating,
    set_copies,
    sketches,
)


def find_copies(change: Transaction, sketch_of: Mapping[str, bytes]) -> dict[str, str]:
    """Find what new stories repeat, or is repeated in; the stories whose original changed, with it."""
    if not sketch_of:
        return {}
    keys = {story: keys_of(one) for story, one in sketch_of.items()}
    candidates = sorted(index_stories(change, keys, days=load_limits().days))
    known = {right for _, right in candidates} - sketch_of.keys()
    there = {**sketch_of, **(sketches(change, known) if known else {})}
    insert_copies(change, copies_among(there, candidates))
    return regroup_copies(change, sketch_of)


def regroup_copies(change: Transaction, stories: Collection[str]) -> dict[str, str]:
    """Find anew what these stories, and all that they are copies with, repeat.

    The stories for which it is another now than before, with it.
    """
    pairs = copies_around(change, stories)
    there = repeating(change, {story for pair in pairs for story in pair} | {*stories})
    first = originals({story: _arrival(one) for story, one in there.items()}, sorted(pairs))
    moved = {story: first[story] for story in there if there[story].copy_of != first[story]}
    set_copies(change, moved)
    return moved


def _arrival(story: Repeating) -> Arrival:
    return story.published or date.max, story.added, story.id
