"""What the resolvers see of one story: its words, the names that tables know, its countries."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.resolving.gazetteer import Gazetteer
from dragoman.resolving.lexicon import Entry, NameKind, Nature
from dragoman.resolving.words import Words, split_words
from dragoman.types import Span, Story

LEDE_WEIGHT = 2.0  # the first sentences name the countries that a story is about
LEDE_SENTENCES = 3
PLACE_WEIGHT = 0.7  # a town says less than a country's own name
LARGE_TOWN = 100_000
PLACE_CUES = frozenset({"in", "at", "near", "from", "of", "to", "outside", "across", "around"})
MAX_PLACE_WORDS = 3


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
        counts = [self.tally[entry.country or ""] for entry in entries]
        return entries[counts.index(max(counts))]

    def dominant(self) -> str | None:
        """The country that the story names most."""
        return self.tally.most_common(1)[0][0] if self.tally else None


def view_story(story: Story, gazetteer: Gazetteer) -> StoryView:
    """The view of a story."""
    words = split_words(story.text)
    sightings = tuple(_sightings(words, gazetteer))
    sighting_of_word = {
        word: sighting for sighting in sightings for word in range(sighting.first, sighting.last)
    }
    starts = [sentence.start for sentence in story.sentences] or [0]
    lede = story.sentences[LEDE_SENTENCES - 1].end if len(starts) >= LEDE_SENTENCES else 0
    tally = _tally(sightings, words, lede)
    tally.update(_place_tally(words, sighting_of_word, gazetteer, tally))
    return StoryView(story, words, gazetteer, sightings, sighting_of_word, tally, starts)


def _sightings(words: Words, gazetteer: Gazetteer) -> Iterator[Sighting]:
    """The longest known names from left to right."""
    at = 0
    while at < len(words):
        count, entries = gazetteer.lexicon.match(words, at)
        if count:
            yield Sighting(at, at + count, entries)
        at += count or 1


def _tally(sightings: Sequence[Sighting], words: Words, lede: int) -> Counter[str]:
    """How often each country is sighted; what the lede names counts more."""
    found: Counter[str] = Counter()
    for sighting in sightings:
        weight = LEDE_WEIGHT if words.starts[sighting.first] < lede else 1.0
        codes = {entry.country for entry in sighting.entries if entry.country}
        for code in codes:
            found[code] += weight / len(codes)
    return found


def _place_tally(
    words: Words,
    taken: Mapping[int, Sighting],
    gazetteer: Gazetteer,
    tally: Counter[str],
) -> Counter[str]:
    """The countries of the towns and divisions that stand after "in" and the like."""
    found: Counter[str] = Counter()
    for at in range(1, len(words)):
        if words.keys[at - 1] in PLACE_CUES and words.capital(at) and at not in taken:
            code = place_country(words, at, gazetteer, tally)
            if code is not None:
                found[code] += PLACE_WEIGHT
    return found


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


def country_of_place(
    name: str, gazetteer: Gazetteer, tally: Mapping[str, float]
) -> str | None:
    """The country of a town or division: one that the story names, or that of a large town."""
    divisions = [place for place in gazetteer.divisions(name) if place.level == 1]
    cities = gazetteer.cities(name)
    codes = [place.country for place in (*divisions, *cities)]
    named = [code for code in codes if tally.get(code, 0) >= 1]
    if named:
        return named[0]
    if divisions:
        return divisions[0].country
    if cities and cities[0].population >= LARGE_TOWN:
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
