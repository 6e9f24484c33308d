"""Phrases that only count: "two", "at least 40", "Fourteen of them"; they mean a group told before."""

from __future__ import annotations

from dragoman.resolving.coreference import Candidate
from dragoman.resolving.describe import part
from dragoman.resolving.scene import Scene

BACK = 1  # sentences between a count and the group that it counts
OF_THEM = (["of", "them"], ["of", "these"], ["of", "those"])
COUNTED_SECTOR = "CVL"  # whom a count means where nothing tells: people


def is_count(scene: Scene, first: int, last: int) -> bool:
    """Whether the head holds nothing but numbers and words of quantity: "at least 40"."""
    view = scene.view
    region = part(view, first, last)
    quantity = view.gazetteer.agents.lists["quantity"]
    head = view.words.keys[region.first : region.head_end]
    whole = region.head_end == region.last or counts_them(scene, first, last)
    return whole and all(key in quantity or key.isdigit() for key in head)


def counts_them(scene: Scene, first: int, last: int) -> bool:
    """Whether the phrase counts some of a group told before: "two of them"."""
    region = part(scene.view, first, last)
    return scene.view.words.keys[region.head_end : region.last] in OF_THEM


def group_before(scene: Scene, word: int) -> Candidate | None:
    """The last group told before a count, in its sentence or the one before."""
    sentence = scene.view.sentence(word)
    for one in reversed(scene.candidates):
        if one.word < word:
            if sentence - scene.view.sentence(one.word) > BACK:
                return None
            if one.plural and one.actor.sectors:
                return one
    return None
