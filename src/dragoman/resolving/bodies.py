"""Bodies that a story has named and then calls by a common noun: "the group", "the company"."""

from __future__ import annotations

from dragoman.resolving.describe import part
from dragoman.resolving.scene import Scene
from dragoman.types import Actor

REACH = 12  # sentences


def body_before(scene: Scene, first: int, last: int) -> Actor | None:
    """The body named last before a definite phrase that such a body can be called by."""
    view = scene.view
    region = part(view, first, last)
    keys = view.words.keys
    marks = view.gazetteer.agents.bodies.get(keys[last - 1])
    definite = first > 0 and keys[first - 1] in ("the", "this", "that")
    if marks is None or region.head_end < last or not definite:
        return None
    sentence = view.sentence(first)
    for one in reversed(scene.candidates):
        if one.word >= first or one.person or one.plural:
            continue
        if sentence - view.sentence(one.word) > REACH:
            return None
        told = marks.intersection((*one.actor.sectors, one.actor.country or ""))
        if told and _is_named(one.actor):
            return one.actor
    return None


def _is_named(actor: Actor) -> bool:
    """Whether an actor goes by a name of its own: "Boko Haram", and not "Nigerian forces"."""
    return actor.name is not None and actor.name.rpartition(" ")[2][:1].isupper()
