"""The two ends of a range in full: "may 3" and "5" as "may 3" and "may 5"."""

from __future__ import annotations

import re

from dragoman.resolving.date_words import date_words

FIXED = re.compile(r"(?:last|this|next|previous|current|coming|past|today|yesterday|tomorrow)\b")
LAST_YEAR_WORD = re.compile(r" ([12]\d{3}|'\d\d|(?:last|this|next) year)$")
BARE_DAY = re.compile(r"([0-3]?\d)(?:st|nd|rd|th)?")
SIDED_MONTH = re.compile(r"(?<=\d|[a-z]) (?:last|this|next|previous|current) month$")
SHORT_END = re.compile(r"(\d\d)(?! )")
FULL_YEAR = re.compile(r"[12]\d{3}")
MONTHS_OF_A_YEAR = 12
_MONTHS = date_words().months
_NAMED_PART = re.compile(
    rf"\b(?:{'|'.join([*_MONTHS, *date_words().seasons])}|quarter|half|[qh][1-4])\b"
)


def both_in_full(left: str, right: str) -> tuple[str, str]:
    """Both ends with the month and the year that they share."""
    left, right = _with_century(left, right)
    return _with_year(*_with_month(left, right))


def is_fixed(end: str) -> bool:
    """Whether the words name one time only: "next friday", "may 2019"."""
    return bool(FIXED.match(end) or FULL_YEAR.search(end))


def _with_century(left: str, right: str) -> tuple[str, str]:
    """With "97" of "1996-97" as 1997; "2010-11" could be a month and stays."""
    short = SHORT_END.fullmatch(right)
    if short is None or FULL_YEAR.fullmatch(left) is None or int(right) <= MONTHS_OF_A_YEAR:
        return left, right
    return left, left[:2] + right if int(right) > int(left[2:]) else right


def _with_month(left: str, right: str) -> tuple[str, str]:
    sided = SIDED_MONTH.search(right)
    if sided is not None and BARE_DAY.fullmatch(left):
        return f"{_day(left)}th{sided[0]}", f"{_day(right)}th{sided[0]}"
    left_month, right_month = _month_in(left), _month_in(right)
    if right_month and BARE_DAY.fullmatch(left):
        turned = _day(left) > _day(right.split(f"{right_month} ", 1)[-1])
        return f"{_beside(right_month, -1) if turned else right_month} {left}", right
    if left_month and not right_month and BARE_DAY.fullmatch(right.split(" ")[0]):
        turned = _day(left.split(f"{left_month} ", 1)[-1]) > _day(right)
        return left, f"{_beside(left_month, 1) if turned else left_month} {right}"
    return left, right


def _month_in(end: str) -> str | None:
    return next((word for word in end.split() if word in _MONTHS), None)


def _day(words: str) -> int:
    found = BARE_DAY.match(words)
    return int(found[1]) if found else 0


def _beside(month: str, step: int) -> str:
    names = list(_MONTHS)
    return names[(names.index(month) + step) % MONTHS_OF_A_YEAR]


def _with_year(left: str, right: str) -> tuple[str, str]:
    """The last year serves both ends; "nov-feb 2017" begins the year before."""
    year = LAST_YEAR_WORD.search(right)
    if year is None or LAST_YEAR_WORD.search(f" {left}") or FIXED.match(left):
        return left, right
    months = [_MONTHS.get(_month_in(end) or "", 0) for end in (left, right)]
    if not _NAMED_PART.search(left):
        return left, right
    if FULL_YEAR.fullmatch(year[1]) and months[0] > months[1] > 0:
        return f"{left} {int(year[1]) - 1}", right
    return f"{left} {year[1]}", right
