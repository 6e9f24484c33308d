"""Numbers written out in a date, in figures: "nineteen ninety-six", "the twenty-third"."""

from __future__ import annotations

import re
from functools import cache

from dragoman.resolving.date_words import date_words

TENS = re.compile(r"\b([2-9])0[ -]([1-9])(st|nd|rd|th)?(?!\d)\b")
THOUSANDS = re.compile(r"\b2 1000(?:,? and)?(?: (\d\d?))?(?![\d\w])")
HUNDREDS = re.compile(r"\b(1[1-9]) 100(?:,? and)?(?: (\d\d?))?(?![\d\w])")


def in_figures(lowered: str) -> str:
    """The words with their numbers and ordinals in figures, years said in two halves as one."""
    _, pattern, said_year = _number_words()
    years = said_year.sub(_two_halves, lowered)
    years = pattern_of_decades().sub(_figure_before, years)
    counted = pattern.sub(_figure, years)
    joined = TENS.sub(_joined_tens, counted)
    whole = THOUSANDS.sub(_thousand, joined)
    return HUNDREDS.sub(_hundred, whole)


def _figure(found: re.Match[str]) -> str:
    return _number_words()[0][found[0]]


@cache
def pattern_of_decades() -> re.Pattern[str]:
    """A century said before a decade: "nineteen 70s"."""
    numbers = date_words().numbers
    centuries = "|".join(word for word, number in numbers.items() if 11 <= number <= 20)
    return re.compile(rf"\b({centuries})[ -](?=\d0s\b)")


def _figure_before(found: re.Match[str]) -> str:
    return str(date_words().numbers[found[1]])


def _two_halves(found: re.Match[str]) -> str:
    numbers = _number_words()[0]
    rest = [int(numbers[word]) for word in re.split(r"[ -]", found["rest"]) if word in numbers]
    return f"{numbers[found['century']]}{sum(rest):02d}"


def _joined_tens(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}{found[3] or ''}"


def _thousand(found: re.Match[str]) -> str:
    return str(2000 + int(found[1] or 0))


def _hundred(found: re.Match[str]) -> str:
    return str(int(found[1]) * 100 + int(found[2] or 0))


@cache
def _number_words() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    """Each number word with its figures, a pattern of any, and one of a year in two halves."""
    numbers = date_words().numbers
    figures = {word: str(number) for word, number in numbers.items()}
    units = "|".join(word for word, number in numbers.items() if number < 10)
    tens = "|".join(word for word, number in numbers.items() if 20 <= number < 100)
    teens = "|".join(word for word, number in numbers.items() if 10 <= number < 20)
    centuries = "|".join(word for word, number in numbers.items() if 11 <= number <= 20)
    rests = rf"(?:{tens})(?:[ -](?:{units}))?|{teens}|oh[ -](?:{units})"
    said_year = re.compile(rf"\b(?P<century>{centuries})[ -](?P<rest>{rests})\b")
    figures |= {word: ordinal(number) for word, number in date_words().ordinals.items()}
    longest = "|".join(sorted(figures, key=len, reverse=True))
    return figures, re.compile(rf"\b(?:{longest})\b"), said_year


def ordinal(number: int) -> str:
    """The number as "1st", "2nd", "13th"."""
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
