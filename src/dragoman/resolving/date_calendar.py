"""Dates by the names of the calendar: days, months, seasons, feasts, years."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.resolving.date_clock import SIDES, Clock, nearest_side
from dragoman.resolving.date_words import date_words
from dragoman.resolving.periods import (
    Period,
    day_of,
    easter_of,
    month_of,
    months_from,
    shift_day,
    week_of,
    years,
)

EARLIEST_YEAR, LATEST_YEAR = 1000, 2199
AHEAD_YEARS = 10  # in a story of 2019 "'30" is 1930, "'25" is 2025
_LISTS = date_words()


# --- days and months of the calendar ----------------------------------------------------


def calendar_day(year: int, month: int, day: int) -> Period | None:
    """The day, or None where the calendar has no such day."""
    if not (EARLIEST_YEAR <= year <= LATEST_YEAR):
        return None
    try:
        return day_of(date(year, month, day))
    except ValueError:
        return None


def _year(found: re.Match[str], clock: Clock) -> int | None:
    parts = found.groupdict()
    if parts.get("year"):
        return _written_year(parts["year"], clock)
    if parts.get("side"):
        return clock.today.year + SIDES[parts["side"]]
    return None


def _written_year(written: str, clock: Clock) -> int:
    if not written.startswith("'"):
        return int(written)
    return _full_year(int(written[1:]), clock)


def _full_year(short: int, clock: Clock) -> int:
    century = clock.today.year // 100 * 100
    full = century + short
    return full - 100 if full > clock.today.year + AHEAD_YEARS else full


def read_iso_day(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "2019-05-17" as that day."""
    return calendar_day(int(found[1]), int(found[2]), int(found[3]))


def read_numeric_day(found: re.Match[str], clock: Clock) -> Period | None:
    """Day and month in figures; None where either could be the month."""
    one, other = int(found[1]), int(found[2])
    year = int(found[3]) if len(found[3]) == 4 else _full_year(int(found[3]), clock)
    if one != other and max(one, other) <= 12:
        return None
    return calendar_day(year, min(one, other), max(one, other))


def read_month_day(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "May 17", with its year or on the side of today that is meant; a weekday picks the year."""
    month, day = _LISTS.months[found["month"]], int(found["day"])
    year = _year(found, clock)
    if year is not None:
        return calendar_day(year, month, day)
    around = [calendar_day(clock.today.year + step, month, day) for step in (-1, 0, 1)]
    days = [period for period in around if period is not None]
    if found.groupdict().get("weekday"):
        wanted = _LISTS.weekdays[found["weekday"]]
        days = [period for period in days if period.first.weekday() == wanted]
    return nearest_side(days, clock)


def read_month(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "May", with its year or on the side of today that is meant."""
    month = _LISTS.months[found["month"]]
    year = _year(found, clock)
    if year is not None:
        return month_of(year, month)
    this = clock.today.year
    return nearest_side([month_of(this + step, month) for step in (-1, 0, 1)], clock)


def read_sided_month(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "last May" is the latest before this month, "next May" the first after it."""
    month, today = _LISTS.months[found["month"]], clock.today
    match SIDES[found["side"]]:
        case -1:
            return month_of(today.year - (month >= today.month), month)
        case 1:
            return month_of(today.year + (month <= today.month), month)
    return month_of(today.year, month)


def read_day_of_month(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the 15th", or "Friday the 12th": the nearest such day on the side that is meant."""
    first_months = [shift_day(clock.today.replace(day=1), step, "month") for step in range(-3, 4)]
    around = [calendar_day(month.year, month.month, int(found["day"])) for month in first_months]
    days = [period for period in around if period is not None]
    if found.groupdict().get("weekday"):
        wanted = _LISTS.weekdays[found["weekday"]]
        days = [period for period in days if period.first.weekday() == wanted]
    return nearest_side(days, clock)


def read_day_of_sided_month(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the 20th of next month" as that day."""
    month = shift_day(clock.today.replace(day=1), SIDES[found["side"]], "month")
    return calendar_day(month.year, month.month, int(found["day"]))


# --- seasons, quarters, feasts ----------------------------------------------------------


def season_starts(found: re.Match[str], year: int) -> Period:
    """The three months of the season that begins in this year."""
    return months_from(year, _LISTS.seasons[found["season"]], 3, "season")


def read_season(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the spring", with its year or on the side of today that is meant."""
    year = _year(found, clock)
    if year is not None:
        return season_starts(found, year)
    this = clock.today.year
    return nearest_side([season_starts(found, this + step) for step in (-1, 0, 1)], clock)


def read_sided_season(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "last winter" is the last one that is over, "this summer" the one nearest today."""
    this = clock.today.year
    seasons = [season_starts(found, this + step) for step in (-2, -1, 0, 1, 2)]
    match SIDES[found["side"]]:
        case -1:
            return next(s for s in reversed(seasons) if s.last < clock.today)
        case 1:
            return next(s for s in seasons if s.first > clock.today)
    return nearest_side(seasons[1:], clock)


def read_quarter(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the third quarter", "the first half", as months of the year."""
    year = _year(found, clock)
    part = {"q": "quarter", "h": "half"}.get(found["part"], found["part"])
    months = {"quarter": 3, "half": 6}[part]
    number = int(found["number"])
    if number * months > 12:
        return None
    start = months * (number - 1) + 1
    if year is not None:
        return months_from(year, start, months, part)
    around = [months_from(clock.today.year + s, start, months, part) for s in (-1, 0, 1)]
    return nearest_side(around, clock)


def read_half_month(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the second half of May" is the 16th to the 31st."""
    month = read_month(found, clock)
    if month is None:
        return None
    middle = month.first.replace(day=15)
    if found["number"] == "1":
        return Period(month.first, middle, "range")
    return Period(middle + timedelta(days=1), month.last, "range")


def read_week_of_month(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the first week of May", the 1st to the 7th; the last week is its last seven days."""
    month = read_month(found, clock)
    if month is None:
        return None
    if found["number"] is None:
        return Period(month.last - timedelta(days=6), month.last, "week")
    first = month.first + timedelta(days=7 * (int(found["number"]) - 1))
    return Period(first, first + timedelta(days=6), "week")


def read_week_of_day(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the week of May 4", Monday to Sunday around it."""
    day = read_month_day(found, clock)
    return None if day is None else week_of(day.first)


def read_feast(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "Good Friday", "New Year's Eve", as that day."""
    year = _year(found, clock)
    if year is not None:
        return _feast_in(found["feast"], year)
    around = [_feast_in(found["feast"], clock.today.year + step) for step in (-1, 0, 1)]
    return nearest_side(around, clock)


def _feast_in(feast: str, year: int) -> Period:
    if feast in _LISTS.easter:
        return day_of(easter_of(year) + timedelta(days=_LISTS.easter[feast]))
    month, day = _LISTS.holidays[feast]
    return day_of(date(year, month, day))


# --- years and longer -------------------------------------------------------------------


def read_years(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "1972" as the whole year."""
    year = _year(found, clock)
    return None if year is None else years(year, year)


def read_decade(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the 1990s" is ten years; "the 1800s" the century, but "the 2000s" a decade."""
    written = found["start"]
    start = int(written) if len(written) == 4 else _full_year(int(written.strip("'")), clock)
    if start % 100 == 0 and start < 2000:
        return years(start, start + 99, "century")
    return years(start, start + 9, "decade")


def read_century(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the 19th century" as the years 1800 to 1899."""
    start = (int(found["number"]) - 1) * 100
    return years(start, start + 99, "century") if start >= EARLIEST_YEAR else None


def read_era(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the Second World War" as its years."""
    first, last = _LISTS.eras[found[0]]
    return years(first, last, "range")
