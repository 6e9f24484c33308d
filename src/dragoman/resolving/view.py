"""What the resolvers see of one story: its words, the names that tables know, its countries."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from dragoman.resolving.gazetteer import Gazetteer
from dragoman.resolving.lexicon import Entry, NameKind, Nature
from dragoman.resolving.place_names import dateline
from dragoman.resolving.sightings import Sighting, by_word, codes_of, find_sightings
from dragoman.resolving.towns import Tally, country_of_place, find_towns
from dragoman.resolving.words import Words, split_words
from dragoman.types import Story

# Set on the train stories: what a naming adds to the tally of a story's countries.
LEDE_WEIGHT = 2.0  # the opening names the countries that a story is about: once for each stretch
LEDE_SENTENCES = (1, 3)
TOWN_WEIGHT = 0.8
DATELINE_WEIGHT = 6.0  # a town that a story is written from, where no table of countries has it
ORGANISATION_WEIGHT = 0.75  # a body is at work in more places than its home


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with its words and every sighting, and how much it speaks of each country.

    `country_places` are the words that name a country, town or division, with its country.
    """

    story: Story
    words: Words
    gazetteer: Gazetteer
    sightings: tuple[Sighting, ...]
    sighting_of_word: Mapping[int, Sighting]
    tally: Tally
    country_places: Sequence[tuple[int, str]]
    sentence_starts: Sequence[int]

    def sentence(self, word: int) -> int:
        """The number of the sentence that a word stands in."""
        return max(0, bisect_right(self.sentence_starts, self.words.starts[word]) - 1)

    def choose(self, entries: Sequence[Entry]) -> Entry:
        """The reading whose country the story names most; the table's first where none is."""
        if len(entries) == 1:
            return entries[0]
        organisations = [entry for entry in entries if entry.nature is Nature.ORGANISATION]
        if entries[0].kind is NameKind.CAPITAL and organisations:
            return organisations[0]  # "Brussels" acting is the Union
        counts = [self.tally.get(entry.country or "", 0.0) for entry in entries]
        return entries[counts.index(max(counts))]


def view_story(story: Story, gazetteer: Gazetteer) -> StoryView:
    """The view of a story."""
    words = split_words(story.text)
    sightings = find_sightings(words, gazetteer)
    taken = by_word(sightings)
    named = added([*_weights(sightings, words, _lede(story)), *_title_weights(story, gazetteer)])
    towns = find_towns(words, taken, gazetteer, named)
    hints = [*((code, TOWN_WEIGHT) for _, code in towns), *_money_weights(words, gazetteer)]
    if 0 not in taken:
        hints += _dateline_weights(story, gazetteer, named)
    places = sorted([*((one.first, code) for one in sightings for code in codes_of(one)), *towns])
    starts = [sentence.start for sentence in story.sentences] or [0]
    tally = added([*named.items(), *hints])
    return StoryView(story, words, gazetteer, sightings, taken, tally, places, starts)


def added(weights: Sequence[tuple[str, float]]) -> dict[str, float]:
    """The sum of the weights of each code."""
    total: dict[str, float] = {}
    for code, weight in weights:
        total[code] = total.get(code, 0.0) + weight
    return total


def _lede(story: Story) -> tuple[int, ...]:
    """Where the first sentence and the first three end."""
    sentences = story.sentences
    return tuple(sentences[count - 1].end for count in LEDE_SENTENCES if len(sentences) >= count)


def _weights(
    sightings: Sequence[Sighting], words: Words, lede: Sequence[int]
) -> Iterator[tuple[str, float]]:
    """What each sighting says of each country; what the lede names counts more."""
    for sighting in sightings:
        organisation = sighting.entries[0].nature is Nature.ORGANISATION
        weight = ORGANISATION_WEIGHT if organisation else 1.0
        weight *= prod(LEDE_WEIGHT for end in lede if words.starts[sighting.first] < end)
        codes = codes_of(sighting)
        for code in codes:
            yield code, weight / len(codes)


def _title_weights(story: Story, gazetteer: Gazetteer) -> Iterator[tuple[str, float]]:
    """What the title's sightings say."""
    title = split_words(story.title)
    yield from _weights(find_sightings(title, gazetteer), title, (len(story.title),))


def _dateline_weights(
    story: Story, gazetteer: Gazetteer, tally: Tally
) -> Iterator[tuple[str, float]]:
    """What the town that the story is written from says: "PRINCE RUPERT, B.C. -"."""
    town = dateline(story.text)
    code = country_of_place(town.title(), gazetteer, tally) if town is not None else None
    if code is not None:
        yield code, DATELINE_WEIGHT


def _money_weights(words: Words, gazetteer: Gazetteer) -> Iterator[tuple[str, float]]:
    """What currencies and other words of one country say."""
    for key in words.keys:
        code = gazetteer.money.get(key)
        if code is not None:
            yield code, TOWN_WEIGHT
