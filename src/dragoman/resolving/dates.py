"""Words of a date in a story -> the days they mean."""

from __future__ import annotations

import re

from dragoman.resolving.date_clock import Clock
from dragoman.resolving.date_context import (
    SPOKEN_SENTENCES,
    date_within,
    in_other_calendar,
    lies_ahead,
    said_before,
    words_at,
)
from dragoman.resolving.date_figures import day_comes_first
from dragoman.resolving.date_plain import plain_words
from dragoman.resolving.date_reading import UNDATED, UNREAD, Reading, read_plain
from dragoman.resolving.date_rules import Needs
from dragoman.resolving.date_times import without_bare_hours
from dragoman.resolving.periods import Period
from dragoman.types import Auxiliary, Basis, EventDate, Span, Story

FISCAL = re.compile(r"\b(?:fiscal|financial year|FY ?\d)", re.IGNORECASE)
TWO_ORDERS = re.compile(r"\b\d\d?[-/.]\d\d?(?:[-/.]\d{2,4})?\b")
LONGEST_DATE = 160  # letters; longer words are no date but a whole clause


def resolve_date(span: Span | None, story: Story, *, auxiliary: Auxiliary) -> EventDate:
    """When the event is, from the words at `span`; without words, the publication day.

    Abstains (both days None, the words kept) where the words need a day that is not known.
    """
    if span is None:
        return _publication_day(story)
    if span.end - span.start > LONGEST_DATE:
        return _undated(span, story, "too many words for a date")
    if in_other_calendar(span, story):
        return _undated(span, story, "a date of another calendar")
    words = words_at(span, story)
    plain = _plain(words, story)
    clock = None
    if story.published.day is not None:
        sure = auxiliary in (Auxiliary.FUTURE, Auxiliary.HISTORICAL)
        clock = Clock(story.published.day, lies_ahead(span, story, auxiliary), sure=sure)
    reading = read_plain(plain, clock)
    if reading.needs is None:
        reading = _without_hours(words, story, clock)
    if reading.needs is None and (within := date_within(words)) is not None:
        reading = read_plain(_plain(within, story), clock)
    if reading.needs is Needs.SPOKEN:
        return _from_spoken(span, story, plain, clock)
    return _dated(span, story, reading)


def _without_hours(words: str, story: Story, clock: Clock | None) -> Reading:
    """The day that is left beside hours; "4 to 22" beside anything longer are days."""
    reading = read_plain(_plain(without_bare_hours(words), story), clock)
    if reading.period is not None and reading.period.granularity != "day":
        return UNREAD
    return reading


def _plain(words: str, story: Story) -> str:
    return plain_words(words, day_first=day_comes_first(story))


def _publication_day(story: Story) -> EventDate:
    day = story.published.day
    if day is None:
        reason = "no date is said and the publication day is not known"
        return EventDate(None, None, None, None, reason=reason)
    reason = "no date is said, so the publication day"
    return EventDate(None, None, day, day, "day", Basis.DEFAULT, reason)


def _from_spoken(span: Span, story: Story, plain: str, clock: Clock | None) -> EventDate:
    """The date told from another one that the story names just before."""
    for said in said_before(span, story, sentences=SPOKEN_SENTENCES):
        spoken = _said_period(said, story)
        if spoken is None:
            continue
        today = clock.today if clock else UNDATED
        reading = read_plain(plain, Clock(today, spoken=spoken))
        if reading.period is not None:
            reason = f'counted from "{said.of(story.text)}" before it'
            return _date(span, story, reading.period, (Basis.CONTEXT, reason))
        break
    return _undated(span, story, "the story names no date just before to count from")


def _said_period(said: Span, story: Story) -> Period | None:
    """What another date of the story means; None where it is still to come."""
    day = story.published.day
    if day is not None and lies_ahead(said, story, Auxiliary.ACTUAL):
        return None
    clock = None if day is None else Clock(day)
    return read_plain(_plain(words_at(said, story), story), clock).period


def _dated(span: Span, story: Story, reading: Reading) -> EventDate:
    if reading.period is None and reading.needs is Needs.TODAY and story.published.day is None:
        return _undated(span, story, "a relative date, and the publication day is not known")
    if reading.period is None:
        return _undated(span, story, _why_undated(span.of(story.text)))
    reason = "the words name it"
    if reading.needs is Needs.TODAY:
        reason = f"counted from the publication day, {story.published.day}"
    return _date(span, story, reading.period, (Basis.EXACT, reason))


def _why_undated(words: str) -> str:
    if FISCAL.search(words):
        return "a fiscal year, and where it begins is not known"
    if TWO_ORDERS.search(words):
        return "day and month in figures, and the outlet does not tell which comes first"
    return "the words name no day that can be told"


def _date(span: Span, story: Story, period: Period, why: tuple[Basis, str]) -> EventDate:
    text = span.of(story.text)
    return EventDate(span, text, period.first, period.last, period.granularity, *why)


def _undated(span: Span, story: Story, reason: str) -> EventDate:
    return EventDate(span, span.of(story.text), None, None, reason=reason)
