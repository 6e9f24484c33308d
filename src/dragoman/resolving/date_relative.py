"""Dates counted from the publication day: weekdays, last week, three days ago."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.resolving.date_clock import SIDES, Clock
from dragoman.resolving.date_words import date_words
from dragoman.resolving.periods import (
    Period,
    day_of,
    month_of,
    months_from,
    shift_day,
    week_of,
    weekend_of,
    whole,
    years,
)

_LISTS = date_words()
SATURDAY = 5


# --- weekdays ---------------------------------------------------------------------------


def read_weekday(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "Friday": the last on or before today, or the first from today on."""
    wanted = _LISTS.weekdays[found["weekday"]]
    if clock.ahead:
        return day_of(clock.today + timedelta(days=(wanted - clock.today.weekday()) % 7))
    return day_of(clock.today - timedelta(days=(clock.today.weekday() - wanted) % 7))


def read_weekday_of_week(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "last Friday", "next Friday", "Friday last week": that day of that week.

    For the first Friday to come, copy says "Friday" alone.
    """
    week = week_of(clock.today + timedelta(days=7 * SIDES[found["side"]]))
    return day_of(week.first + timedelta(days=_LISTS.weekdays[found["weekday"]]))


def read_this_weekday(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "this Thursday": of this week, or the last one where this week's is still to come."""
    day = week_of(clock.today).first + timedelta(days=_LISTS.weekdays[found["weekday"]])
    return day_of(day) if clock.ahead or day <= clock.today else read_weekday(found, clock)


def read_coming_weekday(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "this coming Friday": the first after today."""
    return read_weekday(found, Clock(clock.today + timedelta(days=1), ahead=True))


def read_past_weekday(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "this past Friday": the last before today."""
    return read_weekday(found, Clock(clock.today - timedelta(days=1)))


# --- counted from today -----------------------------------------------------------------


def read_named_day(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "yesterday", "today", "tomorrow"."""
    step = {"yesterday": -1, "tomorrow": 1}.get(found["name"], 0)
    return day_of(clock.today + timedelta(days=step))


def read_overnight(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "overnight": the night of yesterday and today."""
    return Period(clock.today - timedelta(days=1), clock.today, "range")


def read_sided_unit(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "last week", "next month": the calendar unit before or after this one."""
    side = SIDES[found["side"]]
    unit = found["unit"]
    if unit == "weekend":
        return _weekend(clock) if side == 0 else _sided_weekend(side, clock)
    if unit == "week" and side == 0:
        return _this_week(clock)
    if unit == "working week":
        return working_week(shift_day(clock.today, side, "week"))
    return whole(shift_day(clock.today, side, unit), unit)


def working_week(day: date) -> Period:
    """Monday to Friday of the day's week."""
    monday = week_of(day).first
    return Period(monday, monday + timedelta(days=4), "week")


def _weekend(clock: Clock) -> Period:
    """The weekend that is on, else the next one ahead or the last one gone."""
    this = weekend_of(clock.today)
    if clock.ahead or this.first <= clock.today:
        return this
    return weekend_of(clock.today - timedelta(days=7))


def _sided_weekend(side: int, clock: Clock) -> Period:
    this = weekend_of(clock.today)
    further = side - (side > 0 and clock.today < this.first)
    return weekend_of(clock.today + timedelta(days=7 * further))


def _this_week(clock: Clock) -> Period:
    """Of this week what is told: up to today, or from Monday to Sunday where it is ahead."""
    week = week_of(clock.today)
    return week if clock.ahead else Period(week.first, clock.today, "week")


def read_earlier_this(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "earlier this week" up to today, "later this week" from tomorrow on."""
    unit = found["unit"]
    period = whole(clock.today, unit)
    if unit != "week":
        return period
    if found["part"] == "later":
        return Period(min(clock.today + timedelta(days=1), period.last), period.last, "range")
    return Period(period.first, clock.today, "week")


def read_rest(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the rest of the week", from today on."""
    return Period(clock.today, whole(clock.today, found["unit"]).last, "range")


def read_bare_unit(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the weekend", "by the end of the year": the unit that today lies in."""
    unit = found["unit"]
    if unit == "weekend":
        return _weekend(clock)
    return _this_week(clock) if unit == "week" else whole(clock.today, unit)


def read_ago(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "three days ago", as finely as it is counted."""
    return counted(clock.today, -int(found["count"]), found["unit"])


def read_to_the_day(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "a year ago today": the very day."""
    return day_of(shift_day(clock.today, -int(found["count"]), found["unit"]))


def read_hence(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "in 25 years", as finely as it is counted."""
    return counted(clock.today, int(found["count"]), found["unit"])


def counted(start: date, count: int, unit: str) -> Period:
    """The time `count` units from `start`, as finely as the unit allows.

    Weeks are counted to the day, months to the month; "a year ago" is that month of the
    year before, longer counts of years the whole year.
    """
    there = shift_day(start, count, unit)
    if unit in ("day", "night", "week", "fortnight", "weekend"):
        return day_of(there)
    if unit in ("month", "quarter") or (unit == "year" and abs(count) == 1):
        return month_of(there.year, there.month)
    return years(there.year, there.year)


def read_past_stretch(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the past ten days", "for two years": the stretch that ends today."""
    unit, count = found["unit"], int(found.groupdict().get("count") or 1)
    first = shift_day(clock.today, -count, unit)
    if unit == "quarter":
        return _whole_quarters(first, count)
    return stretch(first, clock.today, unit)


def _whole_quarters(start: date, count: int) -> Period:
    first = whole(start, "quarter").first
    return months_from(first.year, first.month, 3 * count, "range")


def read_next_stretch(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the next ten days": so many from tomorrow on."""
    unit, count = found["unit"], int(found["count"])
    if unit == "quarter":
        return _whole_quarters(shift_day(clock.today, 1, unit), count)
    if unit in ("month", "year", "decade", "century"):
        return read_coming_stretch(found, clock)
    tomorrow = clock.today + timedelta(days=1)
    return Period(tomorrow, shift_day(clock.today, count, unit), "range")


def read_working_days(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the next four working days", "within five working days": Monday to Friday count."""
    step = -1 if SIDES.get(found["side"], 1) < 0 else 1
    days = [
        day
        for offset in range(1, 7 * int(found["count"]) + 1)
        if (day := clock.today + timedelta(days=step * offset)).weekday() < SATURDAY
    ]
    ends = sorted((days[0], days[int(found["count"]) - 1]))
    return Period(ends[0], ends[1], "range")


def read_stretch_from(start: Period, count: int, unit: str) -> Period:
    """Days of "for three days from Monday": the stretch that begins with that day."""
    return Period(start.first, shift_day(start.first, count, unit) - timedelta(days=1), "range")


def nearest_weekday(day: date, weekday: int) -> Period:
    """The weekday nearest to the day: the Monday of "Monday two weeks ago"."""
    return day_of(day + timedelta(days=(weekday - day.weekday() + 3) % 7 - 3))


def read_weekday_counted(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "Monday two weeks ago", "in three days, on Friday"."""
    back = found["way"] in ("ago", "back")
    count = -int(found["count"]) if back else int(found["count"])
    there = shift_day(clock.today, count, found["unit"])
    return nearest_weekday(there, _LISTS.weekdays[found["weekday"]])


def read_coming_stretch(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the next ten days", "within a month": the stretch from today on."""
    unit = found["unit"]
    count = int(found.groupdict().get("count") or 1)
    end = shift_day(clock.today, count, unit)
    return stretch(clock.today, end - timedelta(days=1), unit)


def stretch(first: date, last: date, unit: str) -> Period:
    """From `first` to `last`, each as finely as the unit names it."""
    if unit in ("year", "decade", "century"):
        return years(first.year, last.year, "range")
    if unit in ("month", "quarter"):
        end = month_of(last.year, last.month).last
        return Period(first.replace(day=1), end, "range")
    return Period(first, last, "range")
