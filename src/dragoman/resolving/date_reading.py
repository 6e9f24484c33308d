"""Plain words of a date -> the days they mean: one date, or two joined to a range."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from dragoman.resolving.date_clock import Clock
from dragoman.resolving.date_rules import Needs, rule_for
from dragoman.resolving.date_words import date_words
from dragoman.resolving.periods import Period, coarser, month_of, years

UNDATED = date(2000, 1, 1)  # stands in for today where the words need no today
OPENING = re.compile(
    r"(since|until|from|by|before|after|within|through|between|end|beginning|start|middle|close|eve) (?=\S)"
)
JOIN = re.compile(r" (?:to|and|until|through|or) ")
LAST_YEAR_WORD = re.compile(r" ([12]\d{3}|'\d\d|(?:last|this|next) year)$")
COUNTED = re.compile(r"(?:for |in )?\d+ [a-z]+")
BARE_DAY = re.compile(r"[0-3]?\d(?:st|nd|rd|th)?")


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
    if rule.needs is not Needs.NOTHING and clock is None:
        return Reading(None, rule.needs)
    try:
        return Reading(rule.read(found, clock or Clock(UNDATED)), rule.needs)
    except (OverflowError, ValueError):  # beyond the calendar: "9999 years ago"
        return Reading(None, rule.needs)


def _read_opened(opening: str, rest: str, clock: Clock | None) -> Reading:
    reading = read_plain(
        rest, replace(clock, ahead=True, sure=True) if clock and opening in AHEAD_OF else clock
    )
    if reading.period is None or opening not in ("since", "until"):
        return reading
    if clock is None:
        return Reading(None, Needs.TODAY)
    ends = (reading.period, _today_as(reading.period.granularity, clock.today))
    return Reading(
        _joined(*ends) if opening == "since" else _joined(*reversed(ends)), reading.needs
    )


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
    left, right = _shared(left, right)
    one, other = read_plain(left, clock), read_plain(right, clock)
    if one.period is None or other.period is None:
        return one if one.period is None else other
    if clock is not None and one.period.first > other.period.last:
        one = read_plain(left, replace(clock, today=other.period.first, ahead=False, sure=True))
    needs = one.needs if one.needs is not Needs.NOTHING else other.needs
    return Reading(one.period and _joined(one.period, other.period), needs)


def _shared(left: str, right: str) -> tuple[str, str]:
    """Both sides in full: "may 3" and "5" as "may 3" and "may 5"; a last year serves both."""
    months = date_words().months
    left_month = next((word for word in left.split() if word in months), None)
    right_month = next((word for word in right.split() if word in months), None)
    if right_month and BARE_DAY.fullmatch(left):
        left = f"{right_month} {left}"
    elif left_month and BARE_DAY.fullmatch(right.split(" ")[0]) and not right_month:
        right = f"{left_month} {right}"
    year = LAST_YEAR_WORD.search(right)
    if (
        year is not None
        and not LAST_YEAR_WORD.search(left)
        and LAST_YEAR_WORD.search(f" {left}") is None
    ):
        left = f"{left} {year[1]}"
    return left, right
