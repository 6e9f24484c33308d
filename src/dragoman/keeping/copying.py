"""Stories that repeat another's text, found among their neighbours alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from dragoman.linking.copies import Arrival, is_copy, keys_of, originals
from dragoman.store.database import Transaction
from dragoman.store.neighbours import (
    Pair,
    Sketched,
    copies_around,
    index_stories,
    insert_copies,
    set_copies,
    sketches,
)


def find_copies(change: Transaction, sketch_of: Mapping[str, bytes]) -> set[str]:
    """Find what new stories repeat, or is repeated in; the known stories whose original changed."""
    if not sketch_of:
        return set()
    candidates = index_stories(change, {story: keys_of(one) for story, one in sketch_of.items()})
    insert_copies(change, _copies(change, candidates))
    return regroup_copies(change, sketch_of) - sketch_of.keys()


def regroup_copies(change: Transaction, stories: Collection[str]) -> set[str]:
    """Find anew what these stories, and all that they are copies with, repeat; those that changed."""
    pairs = copies_around(change, stories)
    there = sketches(change, {*stories, *(story for pair in pairs for story in pair)})
    first = originals({story: _arrival(one) for story, one in there.items()}, sorted(pairs))
    moved = {story: first[story] for story in there if there[story].copy_of != first[story]}
    set_copies(change, moved)
    return set(moved)


def _copies(change: Transaction, candidates: set[Pair]) -> list[Pair]:
    there = sketches(change, {story for pair in candidates for story in pair})
    return [
        (left, right)
        for left, right in candidates
        if is_copy(there[left].sketch, there[right].sketch)
    ]


def _arrival(story: Sketched) -> Arrival:
    return story.published or date.max, story.added, story.id
