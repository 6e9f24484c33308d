"""Words that point at a place named before: "here", "there", "the capital", "the country"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.resolving.gazetteer import Gazetteer
from dragoman.resolving.names import name_key
from dragoman.resolving.place_names import dateline, place_words
from dragoman.resolving.place_readings import CERTAIN, Reading, capital_reading, country_reading
from dragoman.resolving.place_setting import Seen, Setting
from dragoman.resolving.sightings import KOREA_OF_SIDE
from dragoman.types import Basis, Span, Story

ABOUT = 0.45  # share of the evidence that makes a country the story's
SIDE = re.compile(r"(?:in )?the (North|South)\b")


def pointed_at(span: Span, story: Story, setting: Setting, gazetteer: Gazetteer) -> Reading | None:
    """The place that the words point at; None where they point at none, or nothing tells which."""
    words, pointers = span.of(story.text), place_words().pointers
    lower = words.lower()
    if lower in pointers["here"]:
        return setting.likeliest(name_key(dateline(story.text) or ""))
    if lower in pointers["there"]:
        return _named_last(span, setting)
    if lower in pointers["country"]:
        named = list(_countries_before(span, story, setting))
        told = _of_story(setting, gazetteer) if len(named) != 1 else None
        return told or next(iter(named), None)
    if lower in pointers["capital"]:
        whole = _of_story(setting, gazetteer)
        country = gazetteer.country_of(whole.country or "") if whole is not None else None
        return capital_reading(country, gazetteer, 0.0) if country is not None else None
    return _korea(words, setting, gazetteer)


def _of_story(setting: Setting, gazetteer: Gazetteer) -> Reading | None:
    """The country that the story is about, if it is about one."""
    code, share = setting.main_country()
    country = gazetteer.country_of(code or "")
    return _country(country.code, gazetteer) if country is not None and share >= ABOUT else None


def _country(code: str, gazetteer: Gazetteer) -> Reading:
    """A country as the place that is pointed at."""
    return country_reading(gazetteer.countries[code], 0.0, Basis.COREFERENCE)


def _countries_before(span: Span, story: Story, setting: Setting) -> Iterator[Reading]:
    """The countries named before the words in their sentence, the first named first."""
    starts = [one.start for one in story.sentences if one.start <= span.start]
    opens = starts[-1] if starts else 0
    for name in setting.seen:
        if opens <= name.start < span.start:
            yield from (one for one in _readings(name, setting) if one.is_whole)


def _named_last(span: Span, setting: Setting) -> Reading | None:
    """The place named last before the words: no people's name, and no name that is rather a surname."""
    for name in reversed(setting.seen):
        if name.start < span.start and any(map(_is_sure, _readings(name, setting))):
            return setting.likeliest(name.key)
    return None


def _is_sure(reading: Reading) -> bool:
    """Whether a name said alone is this place's."""
    people = reading.is_whole and reading.basis is Basis.ALIAS
    return reading.prior >= CERTAIN and not people


def _readings(name: Seen, setting: Setting) -> tuple[Reading, ...]:
    """What a name of the story can mean."""
    return setting.readings[name.key]


def _korea(words: str, setting: Setting, gazetteer: Gazetteer) -> Reading | None:
    """The Korea that "the South" is where the story names either."""
    side = SIDE.match(words)
    if side is None:
        return None
    told = {one.country for every in setting.readings.values() for one in every if one.is_whole}
    if told.isdisjoint(KOREA_OF_SIDE.values()):
        return None
    return _country(KOREA_OF_SIDE[side[1].lower()], gazetteer)
