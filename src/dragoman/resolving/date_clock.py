"""What relative words are told from, and the pieces that every pattern is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.resolving.date_words import date_words
from dragoman.resolving.periods import Period

_LISTS = date_words()
MONTH = rf"(?P<month>{'|'.join(_LISTS.months)})"
WEEKDAY = rf"(?P<weekday>{'|'.join(_LISTS.weekdays)})"
SEASON = rf"(?P<season>{'|'.join(_LISTS.seasons)})"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>[12]\d{3}|'\d\d)"
YEAR_AFTER_DAY = r"(?P<year>[12]\d{3}|'\d\d|3[2-9]|[4-9]\d)"
SIDE = r"(?P<side>last|this|next|previous|current)"
UNIT = r"(?P<unit>day|night|week|fortnight|weekend|month|quarter|year|decade|century)"
COUNT = r"(?P<count>\d{1,3})"
SIDES = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "before last": -2,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "after next": 2,
}


@dataclass(frozen=True, slots=True)
class Clock:
    """The publication day, the side of it that is meant, and the date spoken of before.

    `sure` tells that the side is known and not only likely.
    """

    today: date
    ahead: bool = False
    spoken: Period | None = None
    sure: bool = False


def nearest_side(periods: list[Period], clock: Clock) -> Period | None:
    """Of one date in several years, in order of time, the one on the side that is meant.

    That is the last begun on or before today, or the first ending today or later; where
    it only likely lies ahead, the nearer of both.
    """
    if len(periods) == 1:
        return periods[0]
    gone = next((period for period in reversed(periods) if period.first <= clock.today), None)
    come = next((period for period in periods if period.last >= clock.today), None)
    if not clock.ahead or clock.sure or gone is None or come is None:
        return come if clock.ahead else gone
    return come if come.first - clock.today <= clock.today - gone.last else gone
