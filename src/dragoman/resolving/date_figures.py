"""Dates in figures put into words, in the order of day and month that the outlet writes."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from dragoman.resolving.date_words import MONTH_NAME, date_words
from dragoman.types import Story

_NAMES = tuple(date_words().months)
_MONTH = rf"{MONTH_NAME}\b\.?"
_YEAR = r"(?:[12]\d{3}|\d\d)"
FIGURES = re.compile(rf"(?<![\d/.])(\d\d?)([-/.])(\d\d?)\2({_YEAR})(?![\d/])")
FIGURES_OF_YEAR = re.compile(
    rf"(?<![\d/.])(\d\d?)[/.](\d\d?)(?:, ({_YEAR}))?(?![\d/:]|\.\d| ?[ap]\.?m)"
)
ISO = re.compile(r"(?<!\d)(?<!\d[-/.])([12]\d{3})([-/.])(\d\d?)\2(\d\d?)(?!\d)")
COMPACT = re.compile(r"(?<!\d)([12]\d{3})([01]\d)([0-3]\d)(?!\d)")
SPACED = re.compile(r"(?<!\d)([12]\d{3}) ([01]\d) ([0-3]\d)(?!\d)")
YEAR_MONTH = re.compile(r"(?<![\d/\-])([12]\d{3})[-/](\d\d?)(?![\d/\-])")
MONTH_YEAR = re.compile(r"(?<![\w/\-.])(\d\d?)[-/]([12]\d{3})(?![\d/\-])")
SHARED_YEAR = re.compile(
    rf"(?<![\d/])(\d\d?/\d\d?)( ?[-–—~] ?| to )(\d\d?/\d\d?)/({_YEAR})(?![\d/])"
)
_NAMED, _NUMBER, _FULL = rf"(?P<month>{_MONTH})", r"(?P<day>\d\d?)", r"(?P<year>[12]\d{3})"
WITH_NAME = (
    re.compile(rf"(?<![\d/\-]){_NUMBER}[-/]{_NAMED}[-/](?P<year>{_YEAR})(?!\d)"),
    re.compile(rf"{_NAMED}[-/]{_NUMBER}[-/](?P<year>{_YEAR})(?!\d)"),
    re.compile(rf"(?<!\d){_FULL}[-/]{_NAMED}[-/]{_NUMBER}(?!\d)"),
    re.compile(rf"(?<!\d){_FULL}[-/]{_NUMBER}[-/]{_NAMED}(?!\d)"),
)


def day_comes_first(story: Story) -> bool | None:
    """Whether the outlet writes the day before the month; None where its address does not tell."""
    order = date_words().day_first
    for address in (story.url, story.publisher):
        host = urlsplit(address).hostname or address
        label = host.lower().rstrip("/.").rpartition(".")
        if label[1] and label[2] in order:
            return order[label[2]]
    return None


def figures_in_words(lowered: str, *, day_first: bool | None) -> str:
    """The words with "31/12/2013" as "december 31 2013"; what could be two days stays as it is."""
    text = SHARED_YEAR.sub(r"\1/\4\2\3/\4", lowered)
    for named in WITH_NAME:
        text = named.sub(lambda f: _said(f["month"], f["day"], f["year"]), text)
    text = ISO.sub(lambda f: _in_order(f, (f[3], f[4], f[1])), text)
    for pattern in (COMPACT, SPACED):
        text = pattern.sub(lambda f: _in_order(f, (f[2], f[3], f[1])), text)
    text = YEAR_MONTH.sub(lambda f: _month(f, f[2], f[1]), text)
    text = MONTH_YEAR.sub(lambda f: _month(f, f[1], f[2]), text)
    text = FIGURES.sub(lambda f: _ordered(f, (f[1], f[3], f[4]), day_first), text)
    return FIGURES_OF_YEAR.sub(lambda f: _ordered(f, (f[1], f[2], f[3] or ""), day_first), text)


def _said(month: str, day: str, year: str) -> str:
    return f"{month} {int(day)} {year if len(year) == 4 else _short(year)}".rstrip()


def _short(year: str) -> str:
    return f"'{year}" if year else ""


def _in_order(found: re.Match[str], parts: tuple[str, str, str]) -> str:
    """The day said where such a month is."""
    month, day, year = parts
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return found[0]
    return _said(_NAMES[int(month) - 1], day, year)


def _month(found: re.Match[str], month: str, year: str) -> str:
    """The month said; "2010-11" stays, since that may be two years."""
    if not 1 <= int(month) <= 12 or int(year) % 100 + 1 == int(month):
        return found[0]
    return f"{_NAMES[int(month) - 1]} {year}"


def _ordered(found: re.Match[str], parts: tuple[str, str, str], day_first: bool | None) -> str:
    """The day said, in the order that is known or the only one that there can be."""
    one, other, year = parts
    may_be_month = [1 <= int(part) <= 12 for part in (one, other)]
    if all(may_be_month) and day_first is None and one != other:
        return found[0]
    if all(may_be_month):
        month, day = (other, one) if day_first else (one, other)
    else:
        month, day = (one, other) if may_be_month[0] else (other, one)
    return _in_order(found, (month, day, year))
