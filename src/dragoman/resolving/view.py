"""What the resolvers see of one story: its words, the names that tables know, its countries."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from dragoman.resolving.gazetteer import Gazetteer
from dragoman.resolving.lexicon import Entry, NameKind, Nature
from dragoman.resolving.words import Words, split_words
from dragoman.types import Span, Story

LEDE_WEIGHT = 2.0  # the opening names the countries that a story is about: once for each stretch
LEDE_SENTENCES = (1, 3)
PLACE_WEIGHT = 0.8
ORGANISATION_WEIGHT = 0.75  # a body is at work in more places than its home
LARGE_TOWN = 100_000
KOREA_OF_SIDE = {"north": "PRK", "south": "KOR", "northern": "PRK", "southern": "KOR"}
PLACE_CUES = frozenset({"in", "at", "near", "from", "of", "to", "outside", "across", "around"})
MAX_PLACE_WORDS = 3
SHORTEST_PLACE = 3
SMALL_COUNTRY = 1_000_000
SMALL_TOWN = 15_000
COMMON_OPENERS = frozenset(
    "the a an most many some senate house us u.s. when if as but and".split()
)
DIRECTIONS = frozenset("north south east west northern southern eastern western central".split())


@dataclass(frozen=True, slots=True)
class Sighting:
    """Words `first` up to `last` that the lexicon knows, with what they can mean."""

    first: int
    last: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with its words and every sighting, and how often each country is sighted."""

    story: Story
    words: Words
    gazetteer: Gazetteer
    sightings: tuple[Sighting, ...]
    sighting_of_word: Mapping[int, Sighting]
    tally: Counter[str]
    country_places: Sequence[tuple[int, str]]
    sentence_starts: Sequence[int]

    def sentence(self, word: int) -> int:
        """The number of the sentence that a word stands in."""
        return max(0, bisect_right(self.sentence_starts, self.words.starts[word]) - 1)

    def sentence_span(self, word: int) -> Span:
        """The sentence that a word stands in."""
        if not self.story.sentences:
            return Span(0, len(self.story.text))
        return self.story.sentences[self.sentence(word)]

    def choose(self, entries: Sequence[Entry]) -> Entry:
        """The reading whose country the story names most; the table's first where none is."""
        if len(entries) == 1:
            return entries[0]
        organisations = [entry for entry in entries if entry.nature is Nature.ORGANISATION]
        if entries[0].kind is NameKind.CAPITAL and organisations:
            return organisations[0]  # "Brussels" acting is the Union
        counts = [self.tally[entry.country or ""] for entry in entries]
        return entries[counts.index(max(counts))]


def view_story(story: Story, gazetteer: Gazetteer) -> StoryView:
    """The view of a story."""
    words = split_words(story.text)
    sightings = _with_koreas(words, _trusted(words, gazetteer), gazetteer)
    sighting_of_word = by_word(sightings)
    starts = [sentence.start for sentence in story.sentences] or [0]
    tally = _tally(sightings, words, _lede(story))
    if story.title:
        title = split_words(story.title)
        tally.update(_tally(_trusted(title, gazetteer), title, (len(story.title),)))
    towns = list(_towns(words, sighting_of_word, gazetteer, tally))
    tally.update(_town_tally(towns))
    tally.update(_money_tally(words, gazetteer))
    named = ((one.first, code) for one in sightings for code in codes_of(one))
    places = sorted([*named, *towns])
    return StoryView(story, words, gazetteer, sightings, sighting_of_word, tally, places, starts)


def _lede(story: Story) -> tuple[int, ...]:
    """Where the first sentence and the first three end."""
    return tuple(
        story.sentences[count - 1].end for count in LEDE_SENTENCES if len(story.sentences) >= count
    )


def by_word(sightings: Sequence[Sighting]) -> dict[int, Sighting]:
    """The sighting that each word belongs to."""
    return {word: one for one in sightings for word in range(one.first, one.last)}


def codes_of(sighting: Sighting) -> set[str]:
    """The countries that a sighting can mean."""
    return {entry.country for entry in sighting.entries if entry.country}


def _trusted(words: Words, gazetteer: Gazetteer) -> tuple[Sighting, ...]:
    """The sightings without those that the words around them or the rest of the story belie."""
    found = [one for one in _sightings(words, gazetteer) if not _is_misread(words, one, gazetteer)]
    named = {
        code
        for one in found
        if one.entries[0].kind is not NameKind.CAPITAL
        for code in codes_of(one)
    }
    return tuple(one for one in found if not _is_minor_capital(one, named, gazetteer))


def _is_minor_capital(sighting: Sighting, named: set[str], gazetteer: Gazetteer) -> bool:
    """Whether a name is the capital of a small country that the story never names."""
    entry = sighting.entries[0]
    if entry.kind is not NameKind.CAPITAL or not named.isdisjoint(codes_of(sighting)):
        return False
    country = gazetteer.country_of(entry.country or "")
    return country is not None and country.population < SMALL_COUNTRY


def _is_misread(words: Words, sighting: Sighting, gazetteer: Gazetteer) -> bool:
    """Whether one word is part of a longer name: "Michael Jordan", "Social Democrats"."""
    entry, at = sighting.entries[0], sighting.first
    if sighting.last - at > 1 or entry.nature is Nature.PERSON:
        return False
    genders = gazetteer.gender_of_first_name
    before = at > 0 and words.gap(at - 1) == " " and words.capital(at - 1)
    after = at + 1 < len(words) and words.gap(at) == " " and words.capital(at + 1)
    if entry.nature is Nature.COUNTRY:
        named = before and words.keys[at - 1] in genders
        return named or (after and words.keys[at] in genders)
    unknown = before and not gazetteer.agents.knows(words.keys[at - 1])
    party = entry.sectors == ("PTY",) and (unknown and words.keys[at - 1] not in COMMON_OPENERS)
    return party or (entry.sectors == ("PTY",) and after and words.keys[at + 1] == "party")


def _with_koreas(
    words: Words, sightings: tuple[Sighting, ...], gazetteer: Gazetteer
) -> tuple[Sighting, ...]:
    """The sightings with "the North" and "the South" where both Koreas are named."""
    named = {entry.country for sighting in sightings for entry in sighting.entries}
    if not set(KOREA_OF_SIDE.values()) <= named:
        return sightings
    taken = {at for one in sightings for at in range(one.first, one.last)}
    found = list(sightings)
    for at, key in enumerate(words.keys):
        code = KOREA_OF_SIDE.get(key)
        after = at + 1 < len(words) and words.gap(at) == " " and words.capital(at + 1)
        if code is not None and words.capital(at) and at not in taken and not after:
            country = gazetteer.countries[code]
            entry = Entry(
                Nature.COUNTRY, words.raw(at), country.name, code, ("GOV",), NameKind.NAME
            )
            found.append(Sighting(at, at + 1, (entry,)))
    return tuple(sorted(found, key=_first_word))


def _first_word(sighting: Sighting) -> int:
    """Sorts sightings as they stand."""
    return sighting.first


def _money_tally(words: Words, gazetteer: Gazetteer) -> Counter[str]:
    """What the currencies and other cue words add to the tally."""
    found: Counter[str] = Counter()
    for key in words.keys:
        code = gazetteer.money.get(key)
        if code is not None:
            found[code] += PLACE_WEIGHT
    return found


def _town_tally(towns: Sequence[tuple[int, str]]) -> Counter[str]:
    """What the towns add to the tally."""
    found: Counter[str] = Counter()
    for _, code in towns:
        found[code] += PLACE_WEIGHT
    return found


def _sightings(words: Words, gazetteer: Gazetteer) -> Iterator[Sighting]:
    """The longest known names from left to right."""
    at = 0
    while at < len(words):
        count, entries = gazetteer.lexicon.match(words, at)
        if count:
            yield Sighting(at, at + count, entries)
        at += count or 1


def _tally(sightings: Sequence[Sighting], words: Words, lede: tuple[int, ...]) -> Counter[str]:
    """How often each country is sighted; what the lede names counts more."""
    found: Counter[str] = Counter()
    for sighting in sightings:
        named = sighting.entries[0].nature is not Nature.ORGANISATION
        weight = 1.0 if named else ORGANISATION_WEIGHT
        weight *= prod(LEDE_WEIGHT for end in lede if words.starts[sighting.first] < end)
        codes = codes_of(sighting)
        for code in codes:
            found[code] += weight / len(codes)
    return found


def _towns(
    words: Words,
    taken: Mapping[int, Sighting],
    gazetteer: Gazetteer,
    tally: Counter[str],
) -> Iterator[tuple[int, str]]:
    """The towns and divisions that stand after "in" and the like, with their countries."""
    for at in range(1, len(words)):
        if words.keys[at - 1] in PLACE_CUES and words.capital(at) and at not in taken:
            code = place_country(words, at, gazetteer, tally)
            if code is not None:
                yield at, code


def place_country(
    words: Words, at: int, gazetteer: Gazetteer, tally: Mapping[str, float]
) -> str | None:
    """The country of the town or division whose name opens at this word, if one is plain."""
    for count in range(MAX_PLACE_WORDS, 0, -1):
        last = at + count
        if last <= len(words) and all(words.capital(word) for word in range(at, last)):
            code = country_of_place(words.slice(at, last), gazetteer, tally)
            if code is not None:
                return code
    return None


def country_of_place(name: str, gazetteer: Gazetteer, tally: Mapping[str, float]) -> str | None:
    """The country of a town or division: one that the story names, or that of a large town."""
    if len(name) < SHORTEST_PLACE or name.lower() in DIRECTIONS:
        return None
    divisions, cities = gazetteer.divisions(name), gazetteer.cities(name)
    codes = [place.country for place in (*divisions, *cities)]
    named = [code for code in codes if tally.get(code, 0) >= 1]
    if named:
        return max(named, key=tally.__getitem__)
    if divisions and divisions[0].level == 1:
        return divisions[0].country
    if cities and cities[0].population >= (SMALL_TOWN if len(set(codes)) == 1 else LARGE_TOWN):
        return cities[0].country
    return None


def is_country(sighting: Sighting) -> bool:
    """Whether the first reading is a country."""
    return sighting.entries[0].nature is Nature.COUNTRY


def is_demonym(sighting: Sighting) -> bool:
    """Whether the first reading is a demonym."""
    return sighting.entries[0].kind is NameKind.DEMONYM


def is_person(sighting: Sighting) -> bool:
    """Whether the first reading is a person."""
    return sighting.entries[0].nature is Nature.PERSON
