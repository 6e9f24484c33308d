"""The keys under which records find their neighbours: pairs that share one are compared.

A key joins a stretch of days with who or where and with the type: a country, a telling name, or a
place.  Records of two types are not compared: whatever else they share, the fitted weights leave
them under a link, and they are most of a block in a store of a million records.  Where a record
tells no country ("the bloodshed"), those that its story tells of most and the trigger's words
stand for it.  Keys are of the story alone; there is no cap that depends on what else is in the
store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dragoman.linking.words import name_of, number_of, parts_of, stems, telling_words
from dragoman.types import Actor, Basis, EventDate, Place, Report

#: Days of one bucket.
BUCKET = 4
#: Wire copy trails the event by up to two days.
TRAIL_DAYS = 2
#: A record whose days are more than this is filed by publication.
LONG_DAYS = 14
#: The countries that a story is set in: as many as most events have sides.
SETTING = 2


def keys_of(reports: Sequence[Report]) -> list[tuple[int, ...]]:
    """The signed 64-bit keys of each report of one story, in ascending order."""
    setting = setting_of(reports)
    return [_keys(report, setting) for report in reports]


def setting_of(reports: Iterable[Report]) -> list[str]:
    """The countries that the story's records tell of most, of equals the first by code."""
    told = Counter(
        country
        for record in (report.record for report in reports)
        for country in {*_countries(record.actors + record.recipients, record.place)}
    )
    return sorted(told, key=lambda country: (-told[country], country))[:SETTING]


def _keys(report: Report, setting: Sequence[str]) -> tuple[int, ...]:
    what = sorted(set(_anchors(report, setting)))
    return tuple(sorted({number_of(f"{when} {each}") for when in buckets(report) for each in what}))


def buckets(report: Report) -> list[str]:
    """The stretches of days that the record may be of."""
    when, published = report.record.date, report.story.published.day
    found = set(_days(when))
    if published is not None:
        found |= _touched(published.toordinal() - TRAIL_DAYS, published.toordinal())
    return sorted(f"d{bucket}" for bucket in found) or ["undated"]


def _days(when: EventDate) -> set[int]:
    if when.first is None or when.last is None or when.basis is Basis.DEFAULT:
        return set()
    first, last = _ordinals(when.first, when.last)
    return set() if last - first > LONG_DAYS else _touched(first, last)


def _ordinals(first: date, last: date) -> tuple[int, int]:
    return first.toordinal(), last.toordinal()


def _touched(first: int, last: int) -> set[int]:
    return set(range(first // BUCKET, last // BUCKET + 1))


def _anchors(report: Report, setting: Sequence[str]) -> Iterator[str]:
    """Who or where with what was done, in every form that another report may share."""
    record = report.record
    parties = record.actors + record.recipients
    for name in _names(parties):
        yield f"{record.type} name {name}"
    countries = {*_countries(parties, record.place)}
    for country in countries or setting:
        yield f"{record.type} country {country}"
    if not countries:
        yield from (f"{record.type} trigger {word}" for word in stems(report.trigger))
    if record.place is not None and record.place.name and not _is_country(record.place):
        yield f"{record.type} place {' '.join(parts_of(record.place.name))}"


def _names(actors: Iterable[Actor]) -> Iterator[str]:
    for actor in actors:
        for key in parts_of(name_of(actor)):
            yield from telling_words(key)


def _countries(actors: Iterable[Actor], place: Place | None) -> Iterator[str]:
    yield from (actor.country for actor in actors if actor.country is not None)
    if place is not None and place.country is not None:
        yield place.country


def _is_country(place: Place) -> bool:
    return (place.feature or "").startswith("PCL")
