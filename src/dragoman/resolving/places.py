"""Mentions of places -> the places meant, all of a story decided together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.resolving.gazetteer import Gazetteer, without_article
from dragoman.resolving.names import name_key
from dragoman.resolving.place_names import (
    container_after,
    container_before,
    names_in,
    place_words,
    proper_name,
)
from dragoman.resolving.place_pointers import pointed_at
from dragoman.resolving.place_readings import Reading, capital_reading, readings_of
from dragoman.resolving.place_setting import Setting, read_setting
from dragoman.types import Basis, Place, Span, Story

# Log-odds that the story adds to a reading; set on the train part of the gold.
CONTAINED = 4.0
DESCRIBED = 2.5
KIND_SAID = 2.5
UNKNOWN = 1.6  # the odds that the place is one that the gazetteer does not hold
LEAST_SHARE = 0.15
BACKED, ABROAD = 0.05, 0.4
GREAT, GREAT_ABROAD = 2.0, 0.2  # odds of a city that news names without its country: Geneva
UNLIKELY = 1.3  # an embedded name needs at least these odds: "Square", "Cross" are towns too
EMBEDDED = 0.9  # a name inside longer words: "Kabul airport"
POINTED = 0.6
WHOLLY_ABOUT = 0.6
UNLISTED = 0.5


@dataclass(frozen=True, slots=True)
class Looked:
    """A mention with the name found in it, all that this can mean, and what stands around it."""

    span: Span
    name: str
    key: str
    readings: tuple[Reading, ...]
    at: int
    whole: bool
    bonus: tuple[float, ...]


def resolve_places(story: Story, spans: Sequence[Span], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The place meant by each span, in the order of the spans.

    Names are decided once for the whole story: what stands around one mention
    (", Estonia", "the Turkish city of") speaks for all mentions of that name.
    """
    if not spans:
        return ()
    setting = read_setting(story, gazetteer)
    looked = [_look_up(span, story, setting, gazetteer) for span in spans]
    chosen = _choose([look for look in looked if look is not None], setting)
    return tuple(
        _named_place(look, story, chosen[look.key], setting)
        if look is not None
        else _unnamed_place(span, story, setting, gazetteer)
        for span, look in zip(spans, looked, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a name can mean, with its share of the odds in this story."""

    reading: Reading
    share: float


def place_candidates(story: Story, span: Span, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Everything that the name in the words can mean, the likeliest first; empty without a name."""
    setting = read_setting(story, gazetteer)
    look = _look_up(span, story, setting, gazetteer)
    if look is None:
        return ()
    shares = _shares(look.key, [look], setting)
    ranked = sorted(shares, key=lambda reading: -shares[reading])
    return tuple(Candidate(reading, round(shares[reading], 3)) for reading in ranked)


def _look_up(span: Span, story: Story, setting: Setting, gazetteer: Gazetteer) -> Looked | None:
    """The first name in the words that means something; None where no name does."""
    words = span.of(story.text)
    if not place_words().elsewhere.isdisjoint(words.lower().split()):
        return None
    for named in names_in(words):
        name = without_article(named.name)
        if not _can_be_name(name, words[named.start + len(named.name) :]):
            continue
        key = name_key(name)
        readings = setting.readings.get(key) or readings_of(name, gazetteer)
        if not named.whole:
            readings = tuple(reading for reading in readings if reading.prior >= UNLIKELY)
        if readings:
            at = span.start + named.start
            place = Span(at, at + len(named.name))
            bonus = _bonus(place, story, readings, gazetteer)
            if "capital" in words.lower().replace("'s", " ").split():
                readings = _capitals(key, readings, gazetteer)
            return Looked(span, name, key, readings, at, named.whole, bonus)
    return None


def _capitals(key: str, readings: tuple[Reading, ...], gazetteer: Gazetteer) -> tuple[Reading, ...]:
    """For "the Nepalese capital" the capital; not for a part's: the Scottish one is not London."""
    found = []
    for reading in readings:
        country = gazetteer.country_of(reading.country or "")
        if country is None or key not in (name_key(country.name), name_key(country.adjective)):
            found.append(reading)
        else:
            found.append(capital_reading(country, gazetteer, reading.prior))
    return tuple(found)


def _can_be_name(name: str, after: str) -> bool:
    """Whether it is written as a name and not made a street's or a river's by the next word."""
    lists = place_words()
    if not any(letter.isupper() for letter in name) or name.lower() in lists.generic:
        return False
    following = after.split()[:1]
    return not following or following[0].lower() not in lists.water | lists.street


def _bonus(
    place: Span, story: Story, readings: tuple[Reading, ...], gazetteer: Gazetteer
) -> tuple[float, ...]:
    """What the words right around the name add to each reading."""
    areas = _containing_areas(place, story, gazetteer)
    before = container_before(story.text, place)
    described = {found.country.code for found in gazetteer.country_readings(before or "")}
    kind = _kind_said(place, story)
    return tuple(
        _contained(reading, areas)
        + DESCRIBED * (reading.country in described)
        + KIND_SAID * (kind == "division" and reading.is_division)
        + KIND_SAID * (kind == "city" and reading.is_city)
        for reading in readings
    )


def _contained(reading: Reading, areas: set[tuple[str | None, str | None]]) -> float:
    """For the reading where it lies in an area that the text names for it, else against."""
    if not areas:
        return 0.0
    fits = (reading.country, None) in areas or (reading.country, reading.province) in areas
    return CONTAINED if fits else -CONTAINED / 2


def _containing_areas(
    place: Span, story: Story, gazetteer: Gazetteer
) -> set[tuple[str | None, str | None]]:
    """The countries and provinces named right after the place as those that hold it."""
    for name in container_after(story.text, place):
        areas = {
            (reading.country, reading.province)
            for reading in readings_of(name, gazetteer)
            if reading.feature in ("PCLI", "ADM1") and reading.basis is not Basis.COREFERENCE
        }
        if areas:
            return areas
    return set()


def _kind_said(place: Span, story: Story) -> str | None:
    """Whether the word beside the name says that it is a division or a city."""
    lists = place_words()
    after = story.text[place.end : place.end + 20].split()
    before = story.text[max(0, place.start - 25) : place.start].lower().split()
    if before[-1:] in (["of"], ["the"]):
        before = before[:-1]
    beside = {word.lower().strip(",.") for word in (*after[:1], *before[-1:])}
    if beside & lists.division:
        return "division"
    return "city" if beside & lists.city else None


def _choose(looked: Iterable[Looked], setting: Setting) -> dict[str, tuple[Reading, float]]:
    """The best reading of each name with its country's share of the odds."""
    by_key: dict[str, list[Looked]] = {}
    for look in looked:
        by_key.setdefault(look.key, []).append(look)
    return {key: _best(key, looks, setting) for key, looks in by_key.items()}


def _best(key: str, looks: list[Looked], setting: Setting) -> tuple[Reading, float]:
    """The likeliest reading, as sure as the country that it and its namesakes there lie in."""
    shares = _shares(key, looks, setting)
    top = max(shares, key=lambda reading: shares[reading])
    if top.country is None:
        return top, shares[top]
    return top, sum(share for other, share in shares.items() if other.country == top.country)


def _shares(key: str, looks: list[Looked], setting: Setting) -> dict[Reading, float]:
    """The share of the odds of everything that a name can mean; what is left is for the unknown."""
    odds: dict[Reading, float] = {}
    for look in looks:
        for reading, bonus in zip(look.readings, look.bonus, strict=True):
            odds[reading] = max(odds.get(reading, -math.inf), bonus + setting.odds(reading, key))
    whole = sum(math.exp(value) for value in (*odds.values(), UNKNOWN))
    return {reading: math.exp(value) / whole for reading, value in odds.items()}


def _named_place(
    look: Looked, story: Story, chosen: tuple[Reading, float], setting: Setting
) -> Place:
    reading, share = chosen
    if share < _least_share(reading, look.key, setting):
        unlisted = _unlisted_place(look.span, look.name, story, setting)
        if unlisted is not None:
            return unlisted
        reason = f'nothing else in the story speaks for any "{look.name}" that the gazetteer knows'
        return _unresolved(look.span, story, reason)
    reading = _as_written(look, story, reading)
    others = len(look.readings) - 1
    reason = f'"{look.name}" is {reading.name}, {reading.country or "of no one country"}'
    reason += f", the likeliest of {others + 1} of that name" if others else ""
    score = round(share * (1.0 if look.whole else EMBEDDED), 3)
    return _place(look.span, story, reading, (reading.basis, score, reason))


def _least_share(reading: Reading, key: str, setting: Setting) -> float:
    """What a reading's share of the odds must reach: more where nothing else is in its country,
    and there less for a great city.
    """
    backed = reading.country is None or setting.share((reading.country, None), key) >= BACKED
    if backed:
        return LEAST_SHARE
    return GREAT_ABROAD if reading.prior >= GREAT else ABROAD


def _as_written(look: Looked, story: Story, reading: Reading) -> Reading:
    """The reading by the story's own spelling, and as the part of it that a direction names."""
    name = look.name
    if name_key(name) != name_key(reading.name) or name.isupper():
        name = reading.name
    before = story.text[look.span.start : look.at].split()[-1:]
    if before and before[0].lower() in place_words().direction:
        return replace(
            reading,
            name=f"{before[0]} {name}",
            latitude=None,
            longitude=None,
            geonames=None,
            feature="RGN",
        )
    return replace(reading, name=name)


def _place(span: Span, story: Story, reading: Reading, why: tuple[Basis, float, str]) -> Place:
    where = (reading.latitude, reading.longitude, reading.geonames, reading.feature)
    text = span.of(story.text)
    return Place(span, text, reading.name, reading.country, reading.province, None, *where, *why)


def _unresolved(span: Span, story: Story, reason: str) -> Place:
    return Place(span, span.of(story.text), reason=reason)


def _unnamed_place(span: Span, story: Story, setting: Setting, gazetteer: Gazetteer) -> Place:
    """The place that "here", "there", "the capital" or "the country" means; others stay unresolved."""
    words = span.of(story.text)
    reading = pointed_at(span, story, setting, gazetteer)
    if reading is None:
        name = proper_name(words)
        unlisted = _unlisted_place(span, name, story, setting) if name else None
        if unlisted is not None:
            return unlisted
        return _unresolved(span, story, "no place that the gazetteer knows is named")
    why = (Basis.COREFERENCE, POINTED, f'"{words}" points at {reading.name}, named before')
    return _place(span, story, reading, why)


def _unlisted_place(span: Span, name: str, story: Story, setting: Setting) -> Place | None:
    """A named place that the gazetteer lacks, in the country that the story is about."""
    country, _ = setting.main_country()
    if country is None:
        return None
    share = min(setting.share((country, None), name_key(word)) for word in name.split())
    if share < WHOLLY_ABOUT:
        return None
    reason = f'no gazetteer entry fits "{name}"; the story is about {country}'
    text = span.of(story.text)
    score = round(UNLISTED * share, 3)
    return Place(span, text, name, country, basis=Basis.CONTEXT, score=score, reason=reason)
