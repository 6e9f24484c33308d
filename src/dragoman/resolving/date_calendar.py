"""Dates by the names of the calendar: days, months, seasons, years."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.resolving.date_clock import SIDES, Clock, nearest_side
from dragoman.resolving.date_words import date_words
from dragoman.resolving.periods import (
    Period,
    day_of,
    month_of,
    months_from,
    shift_day,
    week_of,
    years,
)

EARLIEST_YEAR, LATEST_YEAR = 1000, 2199
AHEAD_YEARS = 10  # in a story of 2019 "'30" is 1930, "'25" is 2025
LEAP_DAY = (2, 29)
MONTHS_TO_A_DAY = 3  # a 31st is never further off
MONTHS_TO_A_WEEKDAY = 14  # nor a Friday the 13th
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


def year_of(found: re.Match[str], clock: Clock) -> int | None:
    """The year that the words give, in figures or as "last year"; None where they give none."""
    parts = found.groupdict()
    if parts.get("year"):
        return _written_year(parts["year"], clock)
    if parts.get("side"):
        return clock.today.year + SIDES[parts["side"]]
    return None


def _written_year(written: str, clock: Clock) -> int:
    if len(written) == 4:
        return int(written)
    return _full_year(int(written.strip("'")), clock)


def _full_year(short: int, clock: Clock) -> int:
    century = clock.today.year // 100 * 100
    full = century + short
    return full - 100 if full > clock.today.year + AHEAD_YEARS else full


def read_month_day(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "May 17", with its year or on the side of today that is meant; a weekday picks the year."""
    month, day = _LISTS.months[found["month"]], int(found["day"])
    year = year_of(found, clock)
    if year is not None:
        return calendar_day(year, month, day)
    steps = range(-4, 5) if (month, day) == LEAP_DAY else range(-1, 2)
    around = [calendar_day(clock.today.year + step, month, day) for step in steps]
    days = [period for period in around if period is not None]
    if found.groupdict().get("weekday"):
        wanted = _LISTS.weekdays[found["weekday"]]
        days = [period for period in days if period.first.weekday() == wanted]
    return nearest_side(days, clock)


def read_month(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "May", with its year or on the side of today that is meant."""
    month = _LISTS.months[found["month"]]
    year = year_of(found, clock)
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
    """Days of "the 15th": the nearest such day on the side that is meant.

    With its weekday, "Friday the 12th", the nearest one on either side.
    """
    weekday = found.groupdict().get("weekday")
    reach = MONTHS_TO_A_WEEKDAY if weekday else MONTHS_TO_A_DAY
    this_month = clock.today.replace(day=1)
    months = [shift_day(this_month, step, "month") for step in range(-reach, reach + 1)]
    around = [calendar_day(month.year, month.month, int(found["day"])) for month in months]
    days = [day for day in around if day is not None]
    if weekday is None or clock.sure:
        return nearest_side(_on_weekday(days, weekday), clock)
    return min(_on_weekday(days, weekday), key=lambda day: abs(day.first - clock.today))


def _on_weekday(days: list[Period], weekday: str | None) -> list[Period]:
    if weekday is None:
        return days
    return [day for day in days if day.first.weekday() == _LISTS.weekdays[weekday]]


def read_sided_day(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "next 6th of April": the first such day after today; "this" is this year's."""
    month, day, today = _LISTS.months[found["month"]], int(found["day"]), clock.today
    side = SIDES[found["side"]]
    if side == 0:
        return calendar_day(today.year, month, day)
    around = [calendar_day(today.year + step, month, day) for step in (-1, 0, 1)]
    days = [one for one in around if one is not None and (one.first - today).days * side > 0]
    return days[0 if side > 0 else -1]


def read_nth_weekday(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the first Sunday of June", of "the last Friday of next month"."""
    month = _named_month(found, clock)
    if month is None:
        return None
    wanted = _LISTS.weekdays[found["weekday"]]
    return nth_weekday(month.first, wanted, int(found["number"] or -1))


def nth_weekday(first: date, weekday: int, number: int) -> Period | None:
    """The so manieth such weekday of the month; -1 is the last one."""
    month = month_of(first.year, first.month)
    if number < 0:
        return day_of(month.last - timedelta(days=(month.last.weekday() - weekday) % 7))
    day = month.first + timedelta(days=(weekday - month.first.weekday()) % 7 + 7 * (number - 1))
    return day_of(day) if day <= month.last else None


def _named_month(found: re.Match[str], clock: Clock) -> Period | None:
    parts = found.groupdict()
    if parts.get("month"):
        return read_month(found, clock)
    there = shift_day(clock.today.replace(day=1), SIDES[found["side"]], "month")
    return month_of(there.year, there.month)


def read_day_of_sided_month(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the 20th of next month" as that day."""
    month = shift_day(clock.today.replace(day=1), SIDES[found["side"]], "month")
    return calendar_day(month.year, month.month, int(found["day"]))


# --- seasons, quarters, weeks -----------------------------------------------------------


def season_starts(found: re.Match[str], year: int) -> Period:
    """The three months of the season that begins in this year."""
    return months_from(year, _LISTS.seasons[found["season"]], 3, "season")


def read_season(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the spring", with its year or on the side of today that is meant."""
    year = year_of(found, clock)
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
    year = year_of(found, clock)
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
    month = _named_month(found, clock)
    if month is None:
        return None
    if found["number"] is None:
        return Period(month.last - timedelta(days=6), month.last, "week")
    first = month.first + timedelta(days=7 * (int(found["number"]) - 1))
    return Period(first, first + timedelta(days=6), "week")


def read_numbered_week(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "week 31", "the first week of 2015": Monday to Sunday by the ISO count."""
    year = year_of(found, clock)
    year = clock.today.year if year is None else year
    number = int(found["number"] or _weeks_of(year))
    if not 1 <= number <= _weeks_of(year):
        return None
    return week_of(date.fromisocalendar(year, number, 1))


def _weeks_of(year: int) -> int:
    return date(year, 12, 28).isocalendar().week  # in the last week whatever the year


def read_first_units(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the first three months of 2019", "the last ten days of May"."""
    whole = _named_stretch(found, clock)
    if whole is None:
        return None
    count, unit = int(found["count"]), found["unit"]
    if unit == "week" and whole.granularity == "year":
        return _weeks_of_year(whole.first.year, count, last=found["end"] == "last")
    if found["end"] == "1st":
        last = shift_day(whole.first, count, unit) - timedelta(days=1)
        return Period(whole.first, last, "range") if last <= whole.last else None
    first = shift_day(whole.last + timedelta(days=1), -count, unit)
    return Period(first, whole.last, "range") if first >= whole.first else None


def _weeks_of_year(year: int, count: int, *, last: bool) -> Period:
    start = _weeks_of(year) - count + 1 if last else 1
    first = date.fromisocalendar(year, start, 1)
    return Period(first, first + timedelta(days=7 * count - 1), "range")


def _named_stretch(found: re.Match[str], clock: Clock) -> Period | None:
    if found.groupdict().get("month"):
        return read_month(found, clock)
    year = year_of(found, clock)
    return None if year is None else years(year, year)


def read_nth_month(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the third month of 2021" as March."""
    year, month = year_of(found, clock), int(found["number"])
    return month_of(year, month) if year is not None and 1 <= month <= 12 else None


def read_week_of_day(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the week of May 4", "the week of the 18th": Monday to Sunday around it."""
    dated = found.groupdict().get("month")
    day = read_month_day(found, clock) if dated else read_day_of_month(found, clock)
    return None if day is None else week_of(day.first)


# --- years and longer -------------------------------------------------------------------


def read_years(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "1972" as the whole year."""
    year = year_of(found, clock)
    if year is None or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    return years(year, year)


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
