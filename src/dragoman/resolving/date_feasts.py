"""Dates by the names of feasts: "Good Friday", "last Easter", "Labor Day weekend"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.resolving.date_calendar import nth_weekday, year_of
from dragoman.resolving.date_clock import SIDES, Clock, nearest_side
from dragoman.resolving.date_words import date_words
from dragoman.resolving.periods import Period, day_of, easter_of, orthodox_easter_of, weekend_of

MONDAY, THURSDAY, FRIDAY = 0, 3, 4
_LISTS = date_words()


def feast_names() -> list[str]:
    """The names of all feasts, longest first."""
    lists = (_LISTS.holidays, _LISTS.easter, _LISTS.orthodox_easter, _LISTS.movable)
    return sorted({name for names in lists for name in names}, key=len, reverse=True)


def read_feast(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "Good Friday", "New Year's Eve", as that day."""
    year = year_of(found, clock)
    if year is not None:
        return feast_in(found["feast"], year)
    around = [feast_in(found["feast"], clock.today.year + step) for step in (-1, 0, 1)]
    return nearest_side(around, clock)


def read_sided_feast(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "last Easter", "next Christmas": the nearest one that is over or still to come."""
    around = [feast_in(found["feast"], clock.today.year + step) for step in (-1, 0, 1)]
    match SIDES[found["side"]]:
        case -1:
            return next(day for day in reversed(around) if day.first < clock.today)
        case 1:
            return next(day for day in around if day.first > clock.today)
    return around[1]


def read_feast_weekend(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "Labor Day weekend": the free days that the feast makes with its weekend."""
    day = read_feast(found, clock)
    return None if day is None else weekend_with(day.first)


def weekend_with(day: date) -> Period:
    """The weekend with the day: before a Monday, after a Thursday or Friday, else of its week."""
    if day.weekday() == MONDAY:
        return Period(day - timedelta(days=2), day, "range")
    weekend = weekend_of(day)
    if day.weekday() in (THURSDAY, FRIDAY):
        return Period(day, weekend.last, "range")
    return weekend


def feast_in(feast: str, year: int) -> Period:
    """The day of the feast in that year."""
    if feast in _LISTS.easter:
        return day_of(easter_of(year) + timedelta(days=_LISTS.easter[feast]))
    if feast in _LISTS.orthodox_easter:
        return day_of(orthodox_easter_of(year) + timedelta(days=_LISTS.orthodox_easter[feast]))
    if feast in _LISTS.movable:
        return _movable(_LISTS.movable[feast], year)
    month, day = _LISTS.holidays[feast]
    return day_of(date(year, month, day))


def _movable(rule: list[int], year: int) -> Period:
    month, weekday, number, after = rule
    named = nth_weekday(date(year, month, 1), weekday, number)
    if named is None:
        raise ValueError(f"no such weekday in month {month} of {year}")
    return day_of(named.first + timedelta(days=after))
