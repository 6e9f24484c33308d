"""Times of the clock taken out of a date: they do not change which day is meant."""

from __future__ import annotations

import re

from dragoman.resolving.date_numbers import in_figures

# A time leaves the word "hour", which counts as a part of a day.
_AM = r"(?:\s?[ap]\.?\s?m\b\.?|[ap]\b)"
_ZONE = r"(?:\s(?:gmt|utc|bst|est|edt|pst|pdt|cet|ist|pt|et)\b)?"
_FIGURES = r"\d{1,2}(?:[:.][0-5]\d){0,2}"
_CLOCK = rf"(?:{_FIGURES}{_AM}|\d{{1,2}} [0-5]\d{_AM}|\d{{1,2}}(?::[0-5]\d){{1,2}}|\d{{1,2}} ?o ?'?clock){_ZONE}"
_TO = r"\s?(?:-|–|—|\bto\b|\band\b|\buntil\b|\btill\b)\s?"
_NOT_LONGER = r"(?![\d/:]|[.]\d|(?:st|nd|rd|th))"
_DAY_WORD = r"(?:mon|tue|wed|thu|fri|sat|sun|to|yes|last|this|next|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
CLOCK_RANGE = re.compile(
    rf"(?<![\d/.:\-])(?:{_CLOCK}{_TO}{_FIGURES}{_NOT_LONGER}|{_FIGURES}{_TO}{_CLOCK})"
)
CLOCK_TIME = re.compile(rf"(?<![\d/.:])(?:{_CLOCK}|\d{{1,2}} in the (?=morning|afternoon|evening))")
HOURS_LATER = re.compile(
    r"\b(?:(?:an?|\d|1[0-2]|a few|few|several|some|half an) )?hours? (?=(?:later|earlier)\b)"
)
AT_HOUR = re.compile(
    rf"(?:\bat|\baround|@) (?:\d{{1,2}}(?:[:. ][0-5]\d)?){_NOT_LONGER}(?=\s*$|,|\s(?:on\b|{_DAY_WORD}\w*))(?! (?:may|mar))"
)
BARE_HOURS = re.compile(
    rf"(?:\bfrom |\bbetween )?(?<![\d/.:\-]){_FIGURES}{_TO}{_FIGURES}{_NOT_LONGER}"
)


def without_times(lowered: str) -> str:
    """The words with each time of the clock ("8:30 am", "from 2 to 4 pm", "at 5") as "hour"."""
    text = CLOCK_RANGE.sub(" hour ", lowered)
    text = HOURS_LATER.sub(" hour ", CLOCK_TIME.sub(" hour ", text))
    return AT_HOUR.sub(" hour ", text)


def without_bare_hours(words: str) -> str:
    """The words without "from 10 to 4", which may be hours where they are no days."""
    return BARE_HOURS.sub(" ", in_figures(words.lower()))
