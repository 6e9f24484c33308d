"""Phrases whose actor belongs to several countries or to none: "both sides", "Western diplomats"."""

from __future__ import annotations

from dragoman.resolving.describe import Region
from dragoman.resolving.view import StoryView, codes_of

ALL_OF_TWO = frozenset("both neither either each opposite rival other".split())
COUNTS = frozenset("two three four five six seven".split())
STATES = frozenset(
    "side sides country countries government governments nation nations state states capital "
    "capitals army armies neighbours neighbors republics belligerents".split()
)
HOLDERS = frozenset(
    "leader leaders president presidents minister ministers premiers ministries delegation "
    "delegations rivals militaries navies parties party teams negotiators embassies powers foreign "
    "combatants signatories enemies foes adversaries men".split()
)
ALONE = frozenset({"parties", "sides", "two sides", "belligerents", "signatories", "two", "other"})
UNBOUND = frozenset(
    "western foreign international world european global arab asian african american-led "
    "multinational outside allied neighbouring neighboring regional gulf latin pacific caribbean "
    "nordic baltic balkan".split()
)
BOUND_AFTER_FOREIGN = frozenset(
    "minister ministers ministry secretary office affairs policy ministries".split()
)
UNBOUND_NOUNS = frozenset(
    {"diplomats", "diplomat", "analysts", "observers", "mediators", "mediator"}
)


def is_joint(view: StoryView, region: Region) -> bool:
    """Whether the phrase means the actors of several countries at once."""
    keys = view.words.keys[region.first : region.head_end]
    if " ".join(keys) in ALONE:
        return True
    definite = region.first > 0 and view.words.keys[region.first - 1] == "the"
    two = not ALL_OF_TWO.isdisjoint(keys) or (definite and not COUNTS.isdisjoint(keys))
    if two and not (STATES | HOLDERS).isdisjoint(keys):
        return True
    return not COUNTS.isdisjoint(keys) and not STATES.isdisjoint(keys)


def is_unbound(view: StoryView, region: Region) -> bool:
    """Whether the phrase says that its actor is of no one country."""
    keys = view.words.keys[region.first : region.head_end]
    for at, key in enumerate(keys):
        after = keys[at + 1] if at + 1 < len(keys) else ""
        if key in UNBOUND and after not in BOUND_AFTER_FOREIGN and after:
            return True
    return len(keys) == 1 and keys[0] in UNBOUND_NOUNS


def names_several(view: StoryView, first: int, last: int) -> bool:
    """Whether known names of different countries are joined by "and": "Kyrgyz and Tajik soldiers"."""
    codes: set[str] = set()
    joined = False
    for at in range(first, last):
        sighting = view.sighting_of_word.get(at)
        if sighting is not None and sighting.first == at:
            codes |= codes_of(sighting) if len(codes_of(sighting)) == 1 else set()
            after = view.words.keys[sighting.last : sighting.last + 1]
            joined = joined or after == ["and"] and sighting.last < last
    return joined and len(codes) > 1
