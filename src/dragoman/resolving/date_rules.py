"""One rule a form of date: a pattern over plain words, its reading, and what that needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from dragoman.resolving import date_calendar as calendar
from dragoman.resolving import date_feasts as feasts
from dragoman.resolving import date_relative as relative
from dragoman.resolving import date_spoken as spoken
from dragoman.resolving.date_clock import (
    COUNT,
    DAY,
    MONTH,
    SEASON,
    SIDE,
    UNIT,
    WEEKDAY,
    YEAR,
    YEAR_AFTER_DAY,
    Clock,
)
from dragoman.resolving.date_words import date_words
from dragoman.resolving.periods import Period


class Needs(Enum):
    """What a rule needs beside the words."""

    NOTHING = "nothing"
    TODAY = "the publication day"
    SPOKEN = "another date of the story"


Read = Callable[[re.Match[str], Clock], Period | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """Plain words that match `pattern` as a whole are read by `read`."""

    pattern: re.Pattern[str]
    read: Read
    needs: Needs


_LISTS = date_words()
FEAST = rf"(?P<feast>{'|'.join(feasts.feast_names())})"
ERA = "|".join(_LISTS.eras)
PART = r"(?P<number>[1-4])(?:st|nd|rd|th) (?P<part>quarter|half)"
SHORT_PART = r"(?P<part>[qh])(?P<number>[1-4])"
NTH = r"(?:(?P<number>[1-5])(?:st|nd|rd|th)|last)"
NTH_WEEK = rf"{NTH} week"
NUMBERED_WEEK = r"week (?P<number>\d\d?)"
WEEK_OF_YEAR = r"(?:(?P<number>\d\d?)(?:st|nd|rd|th)|last) week"
FIRST_UNITS = rf"(?P<end>1st|last) {COUNT} (?P<unit>day|week|month)s?"
NTH_MONTH = r"(?P<number>\d\d?)(?:st|nd|rd|th) month"
A_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th) day"
PART_OF_DAY = r"(?:(?:earlier|later) )?(?:day )?"
AHEAD_OR_GONE = r"(?P<side>next|coming|last|past|previous)"
WEEK_OF = r"week (?:starting |beginning |commencing |ending )?"
WAY = r"(?P<way>before|earlier|previous|after|later|next|following)"
SIDE_YEAR = rf"{SIDE} year"
LONG_UNITS = "week|weekend|month|quarter|year|decade|century"
THAT_YEAR = r"(?:that|same) year"
BEFORE_DAY = rf"(?:(?:(?:last|this|next) )?{WEEKDAY} )?"

ABSOLUTE: tuple[tuple[Read, tuple[str, ...]], ...] = (
    (calendar.read_years, (rf"(?:year )?{YEAR}",)),
    (calendar.read_month, (rf"{MONTH} {YEAR_AFTER_DAY}", rf"{YEAR} {MONTH}")),
    (
        calendar.read_month_day,
        (rf"{BEFORE_DAY}{MONTH} {DAY} {YEAR_AFTER_DAY}", rf"{YEAR} {MONTH} {DAY}"),
    ),
    (calendar.read_nth_weekday, (rf"{NTH} {WEEKDAY} {MONTH} {YEAR}",)),
    (calendar.read_nth_month, (rf"{NTH_MONTH} {YEAR}",)),
    (calendar.read_numbered_week, (rf"{NUMBERED_WEEK} {YEAR}", rf"{WEEK_OF_YEAR} {YEAR}")),
    (calendar.read_first_units, (rf"{FIRST_UNITS} {YEAR}", rf"{FIRST_UNITS} {MONTH} {YEAR}")),
    (calendar.read_decade, (r"(?P<start>\d{3}0|'?\d0)s",)),
    (calendar.read_century, (r"(?P<number>\d\d)th century", r"(?P<number>21)st century")),
    (calendar.read_season, (rf"{SEASON} {YEAR}",)),
    (
        calendar.read_quarter,
        (rf"{PART} {YEAR}", rf"{YEAR} {PART}", rf"{SHORT_PART} {YEAR}", rf"{YEAR} {SHORT_PART}"),
    ),
    (calendar.read_half_month, (rf"{PART} {MONTH} {YEAR}",)),
    (calendar.read_week_of_month, (rf"{NTH_WEEK} {MONTH} {YEAR}",)),
    (calendar.read_week_of_day, (rf"{WEEK_OF}{MONTH} {DAY} {YEAR}",)),
    (feasts.read_feast, (rf"{FEAST} {YEAR}", rf"{YEAR} {FEAST}")),
    (
        feasts.read_feast_weekend,
        (rf"{FEAST} weekend {YEAR}", rf"{FEAST} {YEAR} weekend", rf"weekend {FEAST} {YEAR}"),
    ),
    (calendar.read_era, (ERA,)),
)
RELATIVE: tuple[tuple[Read, tuple[str, ...]], ...] = (
    (relative.read_weekday, (rf"{PART_OF_DAY}{WEEKDAY}",)),
    (calendar.read_month_day, (rf"{BEFORE_DAY}{MONTH} {DAY}", rf"{MONTH} {DAY} {WEEKDAY}")),
    (calendar.read_month, (MONTH,)),
    (
        relative.read_named_day,
        (rf"{PART_OF_DAY}(?P<name>yesterday|today|tomorrow)", r"(?:end|close|rest) (?P<name>day)"),
    ),
    (
        relative.read_sided_unit,
        (
            rf"{SIDE} (?P<unit>{LONG_UNITS}|working week)",
            r"(?P<side>past) (?P<unit>weekend)",
            r"(?P<side>coming) (?P<unit>quarter|weekend)",
            r"(?P<unit>day|week|weekend|month|year) (?P<side>before last|after next)",
        ),
    ),
    (
        relative.read_weekday_of_week,
        (rf"(?P<side>last|previous|next) {WEEKDAY}", rf"{WEEKDAY} (?P<side>last)"),
    ),
    (relative.read_weekday_of_week, (rf"{WEEKDAY} {SIDE} week", rf"{SIDE} week {WEEKDAY}")),
    (relative.read_this_weekday, (rf"this {WEEKDAY}",)),
    (relative.read_coming_weekday, (rf"coming {WEEKDAY}",)),
    (relative.read_past_weekday, (rf"past {WEEKDAY}",)),
    (calendar.read_sided_month, (rf"{SIDE} {MONTH}", rf"(?P<side>past|coming) {MONTH}")),
    (calendar.read_sided_day, (rf"{SIDE} {MONTH} {DAY}",)),
    (
        calendar.read_nth_weekday,
        (rf"{NTH} {WEEKDAY} {MONTH}", rf"{NTH} {WEEKDAY} {SIDE} month"),
    ),
    (calendar.read_nth_month, (rf"{NTH_MONTH} {SIDE_YEAR}",)),
    (
        calendar.read_numbered_week,
        (NUMBERED_WEEK, rf"{NUMBERED_WEEK} {SIDE_YEAR}", rf"{WEEK_OF_YEAR} {SIDE_YEAR}"),
    ),
    (calendar.read_first_units, (rf"{FIRST_UNITS} {SIDE_YEAR}", rf"{FIRST_UNITS} {MONTH}")),
    (calendar.read_month, (rf"{MONTH} {SIDE_YEAR}", rf"{SIDE_YEAR} {MONTH}")),
    (
        calendar.read_month_day,
        (rf"{BEFORE_DAY}{MONTH} {DAY} {SIDE_YEAR}", rf"{SIDE_YEAR} {MONTH} {DAY}"),
    ),
    (relative.read_to_the_day, (rf"{COUNT} {UNIT} (?P<way>ago) today",)),
    (relative.read_ago, (rf"{COUNT} {UNIT} (?:ago|back)",)),
    (relative.read_hence, (rf"in {COUNT} {UNIT}", rf"{COUNT} {UNIT} hence")),
    (relative.read_earlier_this, (rf"(?P<part>earlier|later) (?:this )?(?P<unit>{LONG_UNITS})",)),
    (relative.read_bare_unit, (r"(?P<unit>weekend|week|month|year|decade)",)),
    (
        relative.read_weekday_counted,
        (
            rf"{WEEKDAY} {COUNT} {UNIT} (?P<way>ago|back|hence)",
            rf"{COUNT} {UNIT} (?P<way>ago|back|hence) {WEEKDAY}",
            rf"(?P<way>in) {COUNT} {UNIT} {WEEKDAY}",
        ),
    ),
    (
        relative.read_past_stretch,
        (
            rf"for (?:last |past )?{COUNT} {UNIT}",
            rf"(?:last|past|previous) {COUNT} {UNIT}",
            rf"{COUNT} (?:last|past|previous) {UNIT}",
            r"past (?P<unit>week|fortnight|month|quarter|year|decade|century)",
        ),
    ),
    (
        relative.read_working_days,
        (
            rf"{AHEAD_OR_GONE} {COUNT} working day",
            rf"{COUNT} {AHEAD_OR_GONE} working day",
            rf"(?P<side>within) {COUNT} working day",
        ),
    ),
    (
        relative.read_past_stretch,
        (r"(?P<count>\d{1,3}) (?P<unit>week|fortnight|month|year|decade)",),
    ),
    (
        relative.read_next_stretch,
        (rf"(?:next|coming|following) {COUNT} {UNIT}", rf"{COUNT} (?:next|coming) {UNIT}"),
    ),
    (
        relative.read_coming_stretch,
        (rf"within (?:next )?(?:{COUNT} )?{UNIT}(?: from today)?", rf"coming {UNIT}"),
    ),
    (calendar.read_week_of_month, (rf"{NTH_WEEK} {MONTH}", rf"{NTH_WEEK} {SIDE} month")),
    (calendar.read_week_of_day, (rf"{WEEK_OF}{MONTH} {DAY}", rf"{WEEK_OF}{DAY}")),
    (
        relative.read_rest,
        (r"(?:rest|remainder|remaining) (?:this |current )?(?P<unit>week|month|year)",),
    ),
    (relative.read_overnight, ("overnight",)),
    (calendar.read_sided_season, (rf"{SIDE} {SEASON}",)),
    (calendar.read_season, (SEASON, rf"{SEASON} {SIDE_YEAR}")),
    (
        calendar.read_day_of_month,
        (rf"{BEFORE_DAY}(?P<day>[0-3]?\d)(?:st|nd|rd|th)", rf"{WEEKDAY} {DAY}"),
    ),
    (calendar.read_day_of_sided_month, (rf"{DAY} {SIDE} month", rf"{A_DAY} {SIDE} month")),
    (calendar.read_month_day, (rf"{A_DAY} {MONTH}",)),
    (
        calendar.read_quarter,
        (
            rf"{PART}(?: year)?",
            SHORT_PART,
            rf"{PART} {SIDE_YEAR}",
            rf"{SHORT_PART} {SIDE_YEAR}",
            rf"{SIDE_YEAR} {PART}",
            rf"{SIDE_YEAR} {SHORT_PART}",
        ),
    ),
    (calendar.read_half_month, (rf"{PART} {MONTH}",)),
    (feasts.read_feast, (FEAST, rf"{FEAST} {SIDE_YEAR}", rf"{SIDE_YEAR} {FEAST}")),
    (feasts.read_sided_feast, (rf"{SIDE} {FEAST}", rf"(?P<side>past|coming) {FEAST}")),
    (feasts.read_feast_weekend, (rf"{FEAST} weekend", rf"weekend {FEAST}")),
)
SPOKEN: tuple[tuple[Read, tuple[str, ...]], ...] = (
    (
        spoken.read_spoken_day,
        (r"(?:(?:earlier|later) )?(?:same|that) (?:day|date)", r"(?:earlier|later) day"),
    ),
    (spoken.read_beside_spoken, (r"(?P<way>next|following|previous) (?P<unit>day)",)),
    (spoken.read_beside_spoken, (r"(?P<way>following|previous) (?P<unit>week|month|year)",)),
    (spoken.read_beside_spoken, (r"(?P<unit>day|week|month|year) (?P<way>before|after)",)),
    (spoken.read_beside_spoken, (rf"{COUNT} {UNIT} (?P<way>earlier|later)",)),
    (spoken.read_apposed, (rf"{COUNT} {UNIT} (?P<way>after|before)",)),
    (spoken.read_same_unit, (r"(?:same|that) (?P<unit>week|month|year|decade)",)),
    (spoken.read_month_of_spoken, (rf"that {MONTH}", rf"{MONTH} {THAT_YEAR}")),
    (spoken.read_day_of_spoken_year, (rf"{MONTH} {DAY} {THAT_YEAR}",)),
    (spoken.read_season_after_spoken, (rf"(?:next|following) {SEASON}",)),
    (spoken.read_stretch_to_spoken, (r"(?P<count>\d{1,2}) (?:day|night)",)),
)


def _compiled() -> tuple[Rule, ...]:
    groups = ((ABSOLUTE, Needs.NOTHING), (RELATIVE, Needs.TODAY), (SPOKEN, Needs.SPOKEN))
    return tuple(
        Rule(re.compile(pattern), read, needs)
        for table, needs in groups
        for read, patterns in table
        for pattern in patterns
    )


RULES = _compiled()


@lru_cache(maxsize=4096)
def rule_for(plain: str) -> tuple[Rule, re.Match[str]] | None:
    """The first rule that reads all of the plain words, with its match."""
    for rule in RULES:
        found = rule.pattern.fullmatch(plain)
        if found is not None:
            return rule, found
    return None
