"""One rule a form of date: a pattern over plain words, its reading, and what that needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from dragoman.resolving import date_calendar as calendar
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
FEASTS = sorted({*_LISTS.holidays, *_LISTS.easter}, key=len, reverse=True)
FEAST = rf"(?P<feast>{'|'.join(FEASTS)})"
ERA = "|".join(_LISTS.eras)
PART = r"(?P<number>[1-4])(?:st|nd|rd|th) (?P<part>quarter|half)"
SHORT_PART = r"(?P<part>[qh])(?P<number>[1-4])"
NTH_WEEK = r"(?:(?P<number>[1-4])(?:st|nd|rd|th)|last) week"
WEEK_OF = r"week (?:starting |beginning |commencing |ending )?"
WAY = r"(?P<way>before|earlier|previous|after|later|next|following)"
SIDE_YEAR = rf"{SIDE} year"
LONG_UNITS = "week|weekend|month|quarter|year|decade|century"
THAT_YEAR = r"(?:that|same) year"
BEFORE_DAY = rf"(?:(?:(?:last|this|next) )?{WEEKDAY} )?"

ABSOLUTE: tuple[tuple[Read, tuple[str, ...]], ...] = (
    (calendar.read_years, (rf"(?:year )?{YEAR}",)),
    (calendar.read_month, (rf"{MONTH} {YEAR}", rf"{YEAR} {MONTH}")),
    (calendar.read_month_day, (rf"{BEFORE_DAY}{MONTH} {DAY} {YEAR}",)),
    (calendar.read_iso_day, (r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)",)),
    (calendar.read_numeric_day, (r"(\d\d?)[-/.](\d\d?)[-/.](\d{4})",)),
    (calendar.read_decade, (r"(?P<start>\d{3}0|'?\d0)s",)),
    (calendar.read_century, (r"(?P<number>\d\d)th century", r"(?P<number>21)st century")),
    (calendar.read_season, (rf"{SEASON} {YEAR}",)),
    (calendar.read_quarter, (rf"{PART} {YEAR}", rf"{SHORT_PART} {YEAR}", rf"{YEAR} {SHORT_PART}")),
    (calendar.read_half_month, (rf"{PART} {MONTH} {YEAR}",)),
    (calendar.read_week_of_month, (rf"{NTH_WEEK} {MONTH} {YEAR}",)),
    (calendar.read_week_of_day, (rf"{WEEK_OF}{MONTH} {DAY} {YEAR}",)),
    (calendar.read_feast, (rf"{FEAST} {YEAR}",)),
    (calendar.read_era, (ERA,)),
)
RELATIVE: tuple[tuple[Read, tuple[str, ...]], ...] = (
    (relative.read_weekday, (WEEKDAY,)),
    (calendar.read_month_day, (rf"{BEFORE_DAY}{MONTH} {DAY}",)),
    (calendar.read_month, (MONTH,)),
    (relative.read_named_day, (r"(?P<name>yesterday|today|tomorrow)",)),
    (relative.read_sided_unit, (rf"{SIDE} (?P<unit>{LONG_UNITS})",)),
    (relative.read_weekday_of_week, (rf"(?P<side>last) {WEEKDAY}", rf"{WEEKDAY} (?P<side>last)")),
    (relative.read_weekday_of_week, (rf"{WEEKDAY} {SIDE} week", rf"{SIDE} week {WEEKDAY}")),
    (relative.read_this_weekday, (rf"this {WEEKDAY}",)),
    (relative.read_next_weekday, (rf"(?:next|coming) {WEEKDAY}",)),
    (calendar.read_sided_month, (rf"{SIDE} {MONTH}",)),
    (calendar.read_month, (rf"{MONTH} {SIDE_YEAR}", rf"{SIDE_YEAR} {MONTH}")),
    (
        calendar.read_month_day,
        (rf"{BEFORE_DAY}{MONTH} {DAY} {SIDE_YEAR}", rf"{SIDE_YEAR} {MONTH} {DAY}"),
    ),
    (relative.read_ago, (rf"{COUNT} {UNIT} (?:ago|back)",)),
    (relative.read_hence, (rf"in {COUNT} {UNIT}", rf"{COUNT} {UNIT} hence")),
    (relative.read_earlier_this, (rf"(?P<part>earlier|later) (?:this )?(?P<unit>{LONG_UNITS})",)),
    (relative.read_bare_unit, (r"(?P<unit>weekend|week|month|year|decade)",)),
    (
        relative.read_past_stretch,
        (rf"for (?:last |past )?{COUNT} {UNIT}", rf"(?:last|past|previous) {COUNT} {UNIT}"),
    ),
    (
        relative.read_past_stretch,
        (r"(?P<count>\d{1,3}) (?P<unit>week|fortnight|month|year|decade)",),
    ),
    (relative.read_coming_stretch, (rf"(?:next|coming|following) {COUNT} {UNIT}",)),
    (relative.read_coming_stretch, (rf"within (?:next )?(?:{COUNT} )?{UNIT}", rf"coming {UNIT}")),
    (calendar.read_week_of_month, (rf"{NTH_WEEK} {MONTH}",)),
    (calendar.read_week_of_day, (rf"{WEEK_OF}{MONTH} {DAY}",)),
    (relative.read_rest, (r"rest (?:this |current )?(?P<unit>week|month|year)",)),
    (relative.read_overnight, ("overnight",)),
    (calendar.read_sided_season, (rf"{SIDE} {SEASON}",)),
    (calendar.read_season, (SEASON, rf"{SEASON} {SIDE_YEAR}")),
    (calendar.read_day_of_month, (rf"{BEFORE_DAY}(?P<day>[0-3]?\d)(?:st|nd|rd|th)",)),
    (calendar.read_day_of_sided_month, (rf"{DAY} {SIDE} month",)),
    (
        calendar.read_quarter,
        (PART, SHORT_PART, rf"{PART} {SIDE_YEAR}", rf"{SHORT_PART} {SIDE_YEAR}"),
    ),
    (calendar.read_half_month, (rf"{PART} {MONTH}",)),
    (calendar.read_feast, (FEAST, rf"{FEAST} {SIDE_YEAR}", rf"{SIDE_YEAR} {FEAST}")),
    (calendar.read_numeric_day, (r"(\d\d?)[-/.](\d\d?)[-/.](\d\d)",)),
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
