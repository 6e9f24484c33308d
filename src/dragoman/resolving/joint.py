"""Phrases whose actor belongs to several countries or to none: "both sides", "Western diplomats"."""

from __future__ import annotations

from itertools import pairwise

from dragoman.resolving.describe import Region
from dragoman.resolving.sightings import codes_of
from dragoman.resolving.view import StoryView

PAIR = 2


def is_joint(view: StoryView, region: Region) -> bool:
    """Whether the phrase means the actors of several countries at once."""
    keys, lists = _keys(view, region), view.gazetteer.agents.lists
    definite = region.first > 0 and view.words.keys[region.first - 1] == "the"
    if " ".join(keys) in lists["party_alone"]:
        return not _counts_some(view, region) and (definite or keys != ["two"])
    if keys[-1] in lists["party_plural"] and lists["within_country"].isdisjoint(keys):
        return True
    if _of_several(view, region):
        return True
    counted = not lists["count"].isdisjoint(keys)
    if not lists["all_of_two"].isdisjoint(keys) or (definite and counted):
        return not (lists["party_state"] | lists["party_holder"]).isdisjoint(keys)
    return counted and not lists["party_state"].isdisjoint(keys)


def _counts_some(view: StoryView, region: Region) -> bool:
    """Whether the head counts some of a group that the tail tells: "two of its diplomats"."""
    tail = view.words.keys[region.head_end : region.last]
    return tail[:1] == ["of"] and tail[1:] not in (["them"], ["us"], ["you"])


def _of_several(view: StoryView, region: Region) -> bool:
    """Whether the tail speaks of several parties: "leaders of the two countries", "heads of state"."""
    tail, lists = view.words.keys[region.head_end : region.last], view.gazetteer.agents.lists
    if not tail or not view.words.keys[region.head_end - 1].endswith("s"):
        return False
    if tail in (["of", "state"], ["of", "government"]):
        return True
    told = not (lists["all_of_two"] | lists["count"] | {"all"}).isdisjoint(tail)
    parties = lists["party_state"] | lists["party_plural"]
    return told and tail[0] in ("of", "from") and tail[-1] in parties


def is_pair(view: StoryView, region: Region) -> bool:
    """Whether the phrase means two parties that the story has named: "both leaders", "the leaders"."""
    keys, lists = _keys(view, region), view.gazetteer.agents.lists
    definite = region.first > 0 and view.words.keys[region.first - 1] == "the"
    if definite and len(keys) == 1:
        return keys[0] in lists["pair_alone"]
    two = "both" in keys or "neither" in keys or (definite and keys[0] == "two")
    named = keys[-1] in lists["party_state"] or keys[-1] in lists["party_holder"]
    return two and named and len(keys) == PAIR


def is_unbound(view: StoryView, region: Region) -> bool:
    """Whether the phrase says that its actor is of no one country."""
    keys, agents = _keys(view, region), view.gazetteer.agents
    if len(keys) > 1 and all(view.words.capitals[region.first : region.head_end]):
        return False  # "European Broadcasting Union" is a name
    for key, after in pairwise(keys):
        if agents.has("unbound", key) and not agents.has("after_foreign", after):
            return True
    return len(keys) == 1 and agents.has("unbound_noun", keys[0])


def _keys(view: StoryView, region: Region) -> list[str]:
    """The keys of the head's words."""
    return view.words.keys[region.first : region.head_end]


def names_several(view: StoryView, first: int, last: int) -> bool:
    """Whether known names of different countries are joined by "and": "Kyrgyz and Tajik soldiers"."""
    codes: set[str] = set()
    joined = False
    for at in range(first, last):
        sighting = view.sighting_of_word.get(at)
        if sighting is not None and sighting.first == at:
            codes |= codes_of(sighting) if len(codes_of(sighting)) == 1 else set()
            after = view.words.keys[sighting.last : sighting.last + 1]
            joined = joined or (after == ["and"] and sighting.last < last)
    return joined and len(codes) > 1
