"""Dates counted from another date of the story: two days earlier, the same day."""

from __future__ import annotations

import re
from datetime import timedelta

from dragoman.resolving.date_calendar import calendar_day, season_starts
from dragoman.resolving.date_clock import Clock
from dragoman.resolving.date_words import date_words
from dragoman.resolving.periods import Period, coarser, day_of, month_of, shift_day, whole, years

_LISTS = date_words()


def read_spoken_day(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the same day": the date spoken of, where that is a day."""
    return clock.spoken if clock.spoken and clock.spoken.granularity == "day" else None


def read_beside_spoken(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "two days earlier", "the next year", "a month after"."""
    parts = found.groupdict()
    count = int(parts.get("count") or 1)
    back = found["way"] in ("before", "earlier", "previous")
    return from_spoken(clock, -count if back else count, found["unit"])


def read_apposed(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "on Tuesday, a day after he fled": he fled a day before that Tuesday."""
    back = found["way"] == "after"
    count = int(found["count"])
    return from_spoken(clock, -count if back else count, found["unit"])


def from_spoken(clock: Clock, count: int, unit: str) -> Period | None:
    """So many units from the date spoken of, unless that is named more coarsely."""
    spoken = clock.spoken
    if spoken is None or spoken.granularity == "range" or coarser(spoken.granularity, unit):
        return None
    if unit in ("week", "fortnight") and spoken.granularity == "week":
        return whole(shift_day(spoken.first, count, unit), "week")
    there = shift_day(spoken.first, count, unit)
    if unit in ("month", "year", "decade", "century"):
        return (
            month_of(there.year, there.month) if unit == "month" else years(there.year, there.year)
        )
    return day_of(there)


def read_same_unit(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the same week", "that year": the unit that the date spoken of lies in."""
    spoken = clock.spoken
    if spoken is None or (
        spoken.first < spoken.last and coarser(spoken.granularity, found["unit"])
    ):
        return None
    return whole(spoken.first, found["unit"])


def read_month_of_spoken(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "that September": the month in the year spoken of."""
    return (
        month_of(clock.spoken.first.year, _LISTS.months[found["month"]]) if clock.spoken else None
    )


def read_day_of_spoken_year(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "May 3 of that year": the day in the year spoken of."""
    if clock.spoken is None:
        return None
    return calendar_day(clock.spoken.first.year, _LISTS.months[found["month"]], int(found["day"]))


def read_season_after_spoken(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "the following summer": the first to begin after the date spoken of."""
    if clock.spoken is None:
        return None
    return next(
        season
        for step in (0, 1)
        if (season := season_starts(found, clock.spoken.first.year + step)).first
        > clock.spoken.first
    )


def read_stretch_to_spoken(found: re.Match[str], clock: Clock) -> Period | None:
    """Days of "three days of fighting" that a dated act ended: the days up to that date."""
    if clock.spoken is None or clock.spoken.granularity != "day":
        return None
    count = int(found["count"])
    return Period(clock.spoken.last - timedelta(days=count - 1), clock.spoken.last, "range")
