"""Plain words of a date -> the days they mean: one date, or two joined to a range."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.resolving.date_clock import COUNT, UNIT, Clock
from dragoman.resolving.date_ranges import both_in_full, is_fixed
from dragoman.resolving.date_relative import read_stretch_from
from dragoman.resolving.date_rules import Needs, rule_for
from dragoman.resolving.date_spoken import from_spoken
from dragoman.resolving.periods import Period, coarser, day_of, month_of, years

LAST_CENTURY_FROM = 40  # "'83" is 1983 in any news we read, "'19" turns on the publication day
UNDATED = date(2000, 1, 1)  # stands in for today where the words need no today
OPENING = re.compile(
    r"(since|until|from|by|before|after|within|through|between|starting|end|beginning|start|middle|close|eve) (?=\S)"
)
ANCHORED = re.compile(
    rf"(?P<lead>in |for )?{COUNT} {UNIT} (?P<way>after|before|from|starting) (?P<anchor>(?!that\b).+)"
)
JOIN = re.compile(r" (?:to|and|until|through|or) ")
COUNTED = re.compile(r"(?:for |in )?\d+ [a-z]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What words were read as.  `period` is None where `needs` was not to be had, or nothing fits."""

    period: Period | None
    needs: Needs | None = None


UNREAD = Reading(None)


def read_plain(plain: str, clock: Clock | None) -> Reading:
    """The days that plain words mean; `clock` is None where there is no publication day."""
    reading = _read_core(plain, clock)
    if reading.needs is not None:
        return reading
    anchored = ANCHORED.fullmatch(plain)
    if anchored is not None:
        return _read_anchored(anchored, clock)
    joined = JOIN.search(plain)
    if joined is not None and COUNTED.fullmatch(plain[: joined.start()]):
        return UNREAD  # "a month and three days ago" is no range
    if joined is not None:
        return _read_range(plain[: joined.start()], plain[joined.end() :], clock)
    opening = OPENING.match(plain)
    if opening is None:
        return UNREAD
    return _read_opened(opening[1], plain[opening.end() :], clock)


def _read_core(plain: str, clock: Clock | None) -> Reading:
    ruled = rule_for(plain)
    if ruled is None:
        return UNREAD
    rule, found = ruled
    needs = Needs.TODAY if _of_either_century(found) else rule.needs
    if needs is not Needs.NOTHING and clock is None:
        return Reading(None, needs)
    try:
        return Reading(rule.read(found, clock or Clock(UNDATED)), needs)
    except (OverflowError, ValueError):  # beyond the calendar: "9999 years ago"
        return Reading(None, needs)


def _of_either_century(found: re.Match[str]) -> bool:
    year = (found.groupdict().get("year") or "").strip("'")
    return len(year) == 2 and int(year) < LAST_CENTURY_FROM


def _read_anchored(found: re.Match[str], clock: Clock | None) -> Reading:
    """Days of "three days after Christmas", "for two weeks from Monday"."""
    way, count, unit = found["way"], int(found["count"]), found["unit"]
    anchor = read_plain(found["anchor"], clock)
    if anchor.period is None:
        return anchor
    if way == "starting" or (way == "from" and found["lead"] == "for "):
        return Reading(read_stretch_from(anchor.period, count, unit), anchor.needs)
    start = Clock(anchor.period.first, spoken=anchor.period)
    return Reading(from_spoken(start, -count if way == "before" else count, unit), anchor.needs)


def _looking_ahead(clock: Clock | None) -> Clock | None:
    return clock and replace(clock, ahead=True, sure=True)


def _read_opened(opening: str, rest: str, clock: Clock | None) -> Reading:
    reading = read_plain(rest, _looking_ahead(clock) if opening in AHEAD_OF else clock)
    if opening == "eve":
        return _eve(reading)
    if reading.period is None or opening not in ("since", "until"):
        return reading
    if clock is None:
        return Reading(None, Needs.TODAY)
    ends = (reading.period, _today_as(reading.period.granularity, clock.today))
    return Reading(
        _joined(*ends) if opening == "since" else _joined(*reversed(ends)), reading.needs
    )


def _eve(reading: Reading) -> Reading:
    """The day before, where the words name a day."""
    day = reading.period
    if day is None or day.first != day.last:
        return Reading(None, reading.needs)
    return Reading(day_of(day.first - timedelta(days=1)), reading.needs)


AHEAD_OF = ("until",)


def _today_as(granularity: str, today: date) -> Period:
    """Today as finely as the other end of its range is named: "since 2011" ends with a year."""
    if coarser(granularity, "season"):
        return years(today.year, today.year)
    if granularity == "month":
        return month_of(today.year, today.month)
    return Period(today, today, "day")


def _joined(one: Period, other: Period) -> Period | None:
    if other.last < one.first:
        return None
    return Period(one.first, other.last, "range" if one != other else one.granularity)


def _read_range(left: str, right: str, clock: Clock | None) -> Reading:
    opening = OPENING.match(left)
    left = left[opening.end() :] if opening is not None else left
    left, right = both_in_full(left, right)
    one, other = read_plain(left, clock), read_plain(right, clock)
    if one.period is None or other.period is None:
        return one if one.period is None else other
    needs = one.needs if one.needs is not Needs.NOTHING else other.needs
    if clock is not None and _lie_apart(one.period, other.period):
        one, other = _put_in_order((left, right), (one.period, other.period), clock)
    if one.period is None or other.period is None:
        return Reading(None, needs)
    return Reading(_joined(one.period, other.period), needs)


def _put_in_order(
    ends: tuple[str, str], periods: tuple[Period, Period], clock: Clock
) -> tuple[Reading, Reading]:
    """The ends read again, the later one from the earlier or the other way round."""
    (left, right), (one, other) = ends, periods
    if clock.ahead or is_fixed(left) or one.first <= other.last:
        later = replace(clock, today=one.first, ahead=True, sure=True)
        return Reading(one), read_plain(right, later)
    earlier = replace(clock, today=other.first, ahead=False, sure=True)
    return read_plain(left, earlier), Reading(other)


def _lie_apart(one: Period, other: Period) -> bool:
    """Whether the ends stand the wrong way round, or a leap day years off from a yearless one."""
    leap_day = one.granularity == "day" and (one.first.month, one.first.day) == (2, 29)
    return one.first > other.last or (leap_day and other.last.year > one.first.year)
