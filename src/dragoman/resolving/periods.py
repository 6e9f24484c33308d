"""Stretches of whole days and the calendar arithmetic that dates need."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

WEEK_DAYS = 7
COARSENESS = ("day", "week", "month", "quarter", "season", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class Period:
    """Days `first` to `last`, both inclusive, and how finely the words name them."""

    first: date
    last: date
    granularity: str


def day_of(day: date) -> Period:
    """The one day."""
    return Period(day, day, "day")


def week_of(day: date) -> Period:
    """Monday to Sunday around the day."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6), "week")


def weekend_of(day: date) -> Period:
    """The Saturday and Sunday of the day's week."""
    sunday = week_of(day).last
    return Period(sunday - timedelta(days=1), sunday, "range")


def months_from(year: int, month: int, count: int, granularity: str) -> Period:
    """`count` whole months from the given one on."""
    after = year * 12 + month - 1 + count - 1
    end_year, end_month = divmod(after, 12)
    last = calendar.monthrange(end_year, end_month + 1)[1]
    return Period(date(year, month, 1), date(end_year, end_month + 1, last), granularity)


def month_of(year: int, month: int) -> Period:
    """The whole month."""
    return months_from(year, month, 1, "month")


def years(first: int, last: int, granularity: str = "year") -> Period:
    """The whole years `first` to `last`."""
    return Period(date(first, 1, 1), date(last, 12, 31), granularity)


def easter_of(year: int) -> date:
    """Easter Sunday of the western churches, by the anonymous Gregorian computus."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + moon + 15) % 30
    letter = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * letter) // 451
    month, day = divmod(epact + letter - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter_of(year: int) -> date:
    """Easter Sunday of the eastern churches, by the Julian computus, in our calendar."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def shift_months(day: date, count: int) -> date:
    """The same day of the month `count` months on, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift_day(day: date, count: int, unit: str) -> date:
    """The day `count` units on; a fortnight is two weeks, a decade ten years."""
    match unit:
        case "day" | "night":
            return day + timedelta(days=count)
        case "week":
            return day + timedelta(days=WEEK_DAYS * count)
        case "fortnight":
            return day + timedelta(days=2 * WEEK_DAYS * count)
        case "weekend":
            return day + timedelta(days=WEEK_DAYS * count)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
    return shift_months(day, months[unit] * count)


def whole(day: date, unit: str) -> Period:
    """The calendar unit (week, month, year ...) that the day lies in."""
    match unit:
        case "week" | "fortnight":
            return week_of(day)
        case "weekend":
            return weekend_of(day)
        case "month":
            return month_of(day.year, day.month)
        case "quarter":
            return months_from(day.year, (day.month - 1) // 3 * 3 + 1, 3, "quarter")
        case "year":
            return years(day.year, day.year)
        case "decade":
            return years(day.year // 10 * 10, day.year // 10 * 10 + 9, "decade")
        case "century":
            return years(day.year // 100 * 100, day.year // 100 * 100 + 99, "century")
    return day_of(day)


def coarser(one: str, other: str) -> bool:
    """Whether the first granularity is coarser than the second; a range counts as a day."""
    order = {name: place for place, name in enumerate(COARSENESS)}
    return order.get(one, 0) > order.get(other, 0)
