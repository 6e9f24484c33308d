"""What the words of a phrase say of an actor: its noun, sectors and country."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.resolving.agents import FORMER_SECTORS, Noun
from dragoman.resolving.lexicon import Entry, Nature
from dragoman.resolving.sightings import Sighting, is_demonym, is_person
from dragoman.resolving.towns import country_of_place
from dragoman.resolving.view import StoryView

HEAD_ENDS = frozenset(
    [
        "of",
        "for",
        "from",
        "in",
        "at",
        "with",
        "who",
        "whom",
        "on",
        "to",
        "near",
        "against",
        "by",
        "that",
        "which",
        "about",
        "over",
        "under",
        "including",
        "between",
        "among",
        "inside",
        "outside",
        "whose",
        "where",
        "after",
        "before",
        "during",
        "since",
        "without",
    ]
)
OWNING = frozenset({"on", "of", "for", "from", "in", "at", "with", "inside", "by"})
PARTITIVES = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "dozens",
        "hundreds",
        "thousands",
        "tens",
        "scores",
        "some",
        "many",
        "most",
        "several",
        "all",
        "both",
        "any",
        "none",
        "number",
        "half",
        "crowd",
        "couple",
        "majority",
        "lot",
    ]
)
MAX_EXTENSION = 7

Found = tuple[int, int, Noun]  # an agent noun and the words that it stands at

LEFT_STOPS = frozenset({"the", "a", "an", "and", "or"})


@dataclass(frozen=True, slots=True)
class Description:
    """What a phrase says; `owner` is the known name that gives the country."""

    noun: str | None = None
    sectors: tuple[str, ...] = ()
    country: str | None = None
    owner: Entry | None = None
    plural: bool = False
    former: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """Words `first` up to `last`, parted at `head_end` where a preposition opens the tail."""

    first: int
    head_end: int
    last: int


def describe(view: StoryView, first: int, last: int) -> Description:
    """What words `first` up to `last` say of an actor."""
    region = part(view, first, last)
    found = _noun(view, region.first, region.head_end)
    tail = _noun(view, region.head_end, region.last)
    if tail is not None and (found is None or _is_partitive(view, region)):
        found, tail = tail, None
    owner = _owner(view, region, found[1] if found else region.head_end)
    sectors = _sectors(view, region, (found, tail), owner)
    former = any(view.gazetteer.agents.has("former", key) for key in _keys(view, region))
    if former and FORMER_SECTORS.issuperset(sectors) and sectors:
        sectors = ("ELI",)
    noun = view.words.slice(found[0], found[1]) if found else None
    country = owner.country if owner else _place(view, region)
    return Description(noun, sectors, country, owner, bool(found and found[2].plural), former)


def part(view: StoryView, first: int, last: int) -> Region:
    """The region with the place where its head ends."""
    for at in range(first + 1, last):
        if view.words.keys[at] in HEAD_ENDS and at not in view.sighting_of_word:
            return Region(first, at, last)
    return Region(first, last, last)


def extended(view: StoryView, first: int, last: int) -> tuple[int, int]:
    """The phrase with the name before it and the "of ..." after it that say whose it is."""
    return _extended_left(view, first), _extended_right(view, last)


def _extended_left(view: StoryView, first: int) -> int:
    """The first word once a known name right before is taken in: "Russian", "Ukraine's"."""
    agents, words = view.gazetteer.agents, view.words
    at = first - 1
    while at >= 0 and words.gap(at) in (" ", "-", "'", "’"):
        sighting = view.sighting_of_word.get(at)
        if sighting is not None:
            return sighting.first
        key = words.keys[at]
        if key != "s" and key not in agents.modifiers and not agents.has("filler", key):
            return first
        if key in HEAD_ENDS or key in LEFT_STOPS or first - at > MAX_EXTENSION:
            return first
        at -= 1
    return first


def _extended_right(view: StoryView, last: int) -> int:
    """The last word once "of", "for" or the like and the name after it are taken in."""
    words, agents = view.words, view.gazetteer.agents
    if last >= len(words) or words.keys[last] not in OWNING or words.gap(last - 1) != " ":
        return last
    place = last  # the word after a town's name that opens the tail
    for at in range(last + 1, min(len(words), last + MAX_EXTENSION)):
        if words.gap(at - 1) not in (" ", "-", "'", "’"):
            return place
        sighting = view.sighting_of_word.get(at)
        if sighting is not None:
            return sighting.last
        key = words.keys[at]
        known = key in agents.nouns or key in agents.modifiers or agents.has("filler", key)
        if not known and not words.capital(at):
            return place
        if words.capital(at) and place in (last, at):
            place = at + 1
        if key in agents.nouns and words.gap(at) != " ":
            return at + 1
    return place


def _noun(view: StoryView, first: int, last: int) -> Found | None:
    """The last agent noun among these words, with where it stands."""
    agents, keys = view.gazetteer.agents, view.words.keys
    for at in range(last - 1, first - 1, -1):
        found = agents.noun_ending(keys[first : at + 1], at - first)
        sighting = view.sighting_of_word.get(at)
        if found is not None and (sighting is None or is_person(sighting)):
            return first + found[0], at + 1, found[1]
    return None


def _is_partitive(view: StoryView, region: Region) -> bool:
    """Whether the head only counts what the tail names: "dozens of protesters"."""
    if region.head_end >= region.last or view.words.keys[region.head_end] != "of":
        return False
    return view.words.keys[region.head_end - 1] in PARTITIVES


def _keys(view: StoryView, region: Region) -> list[str]:
    """The keys of the head's words."""
    return view.words.keys[region.first : region.head_end]


def _owner(view: StoryView, region: Region, noun_end: int) -> Entry | None:
    """The known name that says whose the actor is: one in the head, else the tail's first.

    A tail counts only right after the noun: "chief of Interpol", not "chief trained in France".
    """
    for sighting in _sightings(view, region.first, region.head_end):
        if not is_backer(view, sighting):
            return view.choose(sighting.entries)
    if noun_end < region.head_end:
        return None
    if region.head_end < region.last and view.words.keys[region.head_end] in OWNING:
        for sighting in _sightings(view, region.head_end, region.last):
            return view.choose(sighting.entries)
    return None


def is_quantified_people(view: StoryView, region: Region) -> bool:
    """Whether a people's name with a count is all that the head holds: "two Israelis"."""
    keys = view.words.keys[region.first : region.head_end]
    sighting = view.sighting_of_word.get(region.head_end - 1)
    if sighting is None or not is_demonym(sighting) or not keys[-1].endswith("s"):
        return False
    quantity = view.gazetteer.agents.lists["quantity"]
    before = keys[: sighting.first - region.first]
    return bool(before) and all(key in quantity or key.isdigit() for key in before)


def is_backer(view: StoryView, sighting: Sighting) -> bool:
    """Whether a name only says whom the actor is with: "pro-Russian rebels", "Saudi-led forces"."""
    words, agents = view.words, view.gazetteer.agents
    at, last = sighting.first - 1, sighting.last
    if at >= 0 and words.gap(at) == "-" and agents.has("siding", words.keys[at]):
        return True
    follows = last < len(words) and words.gap(last - 1) == "-"
    return follows and agents.has("backing", words.keys[last])


def _sightings(view: StoryView, first: int, last: int) -> list[Sighting]:
    """The sightings among these words, in order."""
    found = {}
    for at in range(first, last):
        sighting = view.sighting_of_word.get(at)
        if sighting is not None:
            found[sighting.first] = sighting
    return list(found.values())


def _sectors(
    view: StoryView, region: Region, nouns: tuple[Found | None, Found | None], owner: Entry | None
) -> tuple[str, ...]:
    """The sectors: a strong noun's own; a weak one yields to the words beside it and to the tail."""
    noun, tail = nouns
    if noun is None:
        return owner.sectors if owner else ()
    if not noun[2].weak:
        return (noun[2].sector,)
    beside = view.words.keys[region.first : noun[0]]
    modified = view.gazetteer.agents.modifier(reversed(beside))
    if modified is not None:
        return (modified,)
    if owner is not None and owner.nature is not Nature.COUNTRY:
        return owner.sectors
    return (tail[2].sector,) if tail is not None else (noun[2].sector,)


def _place(view: StoryView, region: Region) -> str | None:
    """The country of a town or division that the phrase names: "Kolkata police"."""
    words = view.words
    run: list[int] = []
    for at in range(region.first, region.last + 1):
        capital = at < region.last and words.capital(at) and at not in view.sighting_of_word
        if capital and not view.gazetteer.agents.knows(words.keys[at]):
            run.append(at)
        elif run:
            code = _country_of_run(view, run)
            if code is not None:
                return code
            run = []
    return None


def _country_of_run(view: StoryView, run: list[int]) -> str | None:
    """The country of the place that a run of capitalised words names."""
    words = view.words
    if len(run) == 1 and words.keys[run[0]] in view.gazetteer.gender_of_first_name:
        return None
    return country_of_place(words.slice(run[0], run[-1] + 1), view.gazetteer, view.tally)
