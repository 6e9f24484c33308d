"""Phrases whose actor stands above countries: "the Saudi-led coalition", "Caribbean leaders"."""

from __future__ import annotations

from dragoman.resolving.describe import Region
from dragoman.resolving.view import StoryView

PHRASE = 2  # words
INTERNATIONAL = "IGO"
EUROPEAN = "EUR"


def code_above(view: StoryView, region: Region) -> str | None:
    """The code of an actor that several countries make up, if the words tell of one."""
    keys = view.words.keys[region.first : region.head_end]
    lists = view.gazetteer.agents.lists
    if not lists["joint_force"].isdisjoint(keys) and _is_led(view, region, keys):
        return INTERNATIONAL
    counted = not lists["count"].isdisjoint(keys)  # "six African states" act each for itself
    if not lists["region_acting"].isdisjoint(keys) and not lists["region_actor"].isdisjoint(keys):
        return None if counted else INTERNATIONAL
    for code, phrases in view.gazetteer.agents.above.items():
        if " ".join(keys[-PHRASE:]) in phrases:
            return code
    if "member" in keys and ("states" in keys or "countries" in keys):
        union, others = view.tally.get(EUROPEAN, 0.0), view.tally.get(INTERNATIONAL, 0.0)
        return EUROPEAN if union > others else INTERNATIONAL
    return None


def _is_led(view: StoryView, region: Region, keys: list[str]) -> bool:
    """Whether a coalition or force is led by a country: here, or in words before for "the coalition"."""
    if "led" in keys or "multinational" in keys:
        return True
    if "coalition" not in keys or not view.gazetteer.agents.lists["own_coalition"].isdisjoint(keys):
        return False
    before = view.words.keys[: region.first]
    return any(
        key == "coalition" and "led" in before[max(0, at - 3) : at] for at, key in enumerate(before)
    )
