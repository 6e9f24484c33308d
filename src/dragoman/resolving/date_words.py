"""Words of a date in the plain form that the rules read.

"the night of April 14th" becomes "april 14th", "three weeks ago" becomes "3 week ago".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import cast

CLOCK_TIME = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b\.?|\b\d{1,2}:\d\d\b")
BETWEEN_LETTERS = re.compile(r"(?<=[a-z])-(?=[a-z\d])|(?<=\d)-(?=[a-z])")
POSSESSIVE = re.compile(r"(?<=[a-z])'s?(?=[\s,.]|$)|'(?=s\b)")
TOKEN = re.compile(
    r"\d{4}[-/.]\d\d?[-/.]\d\d?(?!\d)|\d\d?([-/.])\d\d?\1(?:\d{4}|\d\d)(?!\d)"
    r"|\d+(?:st|nd|rd|th|s)?(?![a-z])|[qh][1-4]\b|'\d\ds?(?!\w)|[a-z]+(?:'[a-z]+)?|[-–—]"
)
TENS = re.compile(r"\b([2-9])0 ([1-9])(st|nd|rd|th)?(?!\d)")
COUNTED = re.compile(r"\b(in|for) (?=\d+ (?:day|night|week|fortnight|month|year|decade|century)\b)")
DAY_NUMBER = re.compile(r"[0-3]?\d(?:st|nd|rd|th)?")
ORDINAL_PART = re.compile(r"\d+(?:st|nd|rd|th) part")
UNIT_NAMES = ("day", "night", "week", "fortnight", "month", "year", "decade", "century", "weekend")


@dataclass(frozen=True)
class DateWords:
    """The closed word classes, each from a written word to its plain form."""

    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    plain: dict[str, str]
    phrases: dict[str, str]
    phrase: re.Pattern[str]
    fillers: frozenset[str]
    parts: frozenset[str]
    holidays: dict[str, list[int]]
    easter: dict[str, int]
    eras: dict[str, list[int]]
    ahead: re.Pattern[str]


@cache
def date_words() -> DateWords:
    """The word lists of resources/dates.toml."""
    table = tomllib.loads((files("dragoman") / "resources" / "dates.toml").read_text("utf-8"))
    return DateWords(
        months={name: place for place, name in enumerate(table["months"], 1)},
        weekdays={name: place for place, name in enumerate(table["weekdays"])},
        seasons=table["seasons"],
        plain=_plain_forms(table),
        phrases=table["phrases"],
        phrase=_any_of(table["phrases"]),
        fillers=frozenset(table["fillers"]["words"]),
        parts=frozenset(table["parts"]["words"]),
        holidays=table["holidays"],
        easter=table["easter"],
        eras=table["eras"],
        ahead=_any_of(table["ahead"]["cues"]),
    )


def _plain_forms(table: dict[str, dict[str, object]]) -> dict[str, str]:
    plain: dict[str, str] = {}
    for group in ("months", "weekdays", "units"):
        for name, others in cast(dict[str, list[str]], table[group]).items():
            plain |= dict.fromkeys((name, *others), name)
    numbers = cast(dict[str, int], table["numbers"])
    ordinals = cast(dict[str, int], table["ordinals"])
    plain |= {word: str(number) for word, number in numbers.items()}
    return plain | {word: ordinal(number) for word, number in ordinals.items()}


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})\b")


def ordinal(number: int) -> str:
    """The number as "1st", "2nd", "13th"."""
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


@lru_cache(maxsize=4096)
def plain_words(words: str) -> str:
    """The words of a date without what changes nothing, in one fixed spelling."""
    lists = date_words()
    lowered = BETWEEN_LETTERS.sub(" ", POSSESSIVE.sub("", words.lower().replace("’", "'")))
    lowered = CLOCK_TIME.sub(" hour ", lowered)
    lowered = lists.phrase.sub(lambda found: lists.phrases[found[0]], lowered)
    tokens = [_plain_token(found[0], lists) for found in TOKEN.finditer(lowered)]
    counted = _with_counts(tokens)
    joined = TENS.sub(lambda found: f"{found[1]}{found[2]}{found[3] or ''}", " ".join(counted))
    return _month_first(_without_fillers(joined, lists), lists)


def _plain_token(token: str, lists: DateWords) -> str:
    if token in "-–—":
        return "to"
    return lists.plain.get(token, token)


def _with_counts(tokens: list[str]) -> list[str]:
    """The tokens with "a day" as "1 day"."""
    return [
        "1" if token in ("a", "an") and follow in UNIT_NAMES else token
        for token, follow in pairwise([*tokens, ""])
    ]


def _without_fillers(joined: str, lists: DateWords) -> str:
    """The words "in" and "for" stay only before a count of units; parts of a day fold into "day"."""
    marked = COUNTED.sub(r"\1_ ", joined)
    kept = [
        "part" if token in lists.parts else token.rstrip("_")
        for token in marked.split()
        if token not in lists.fillers
    ]
    if "part" not in kept:
        return " ".join(kept)
    return _without_parts(" ".join(kept))


def _month_first(plain: str, lists: DateWords) -> str:
    """The words with "3rd may" as "may 3rd", so that one rule reads both."""
    tokens = plain.split()
    for place in range(len(tokens) - 1):
        if tokens[place + 1] in lists.months and DAY_NUMBER.fullmatch(tokens[place]):
            tokens[place : place + 2] = [tokens[place + 1], tokens[place]]
    return " ".join(tokens)


def _without_parts(kept: str) -> str:
    if ORDINAL_PART.fullmatch(kept):  # "a third night" counts nights, it is not the 3rd
        return kept
    rest = re.sub(r"\b(same|that|next|following|previous) part\b", r"\1 day", kept)
    rest = " ".join(token for token in rest.split() if token != "part")
    return "same day" if rest in ("", "later", "earlier", "by", "before", "after") else rest
