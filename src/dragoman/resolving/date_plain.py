"""Words of a date in the plain form that the rules read.

"the night of April 14th" becomes "april 14th", "three weeks ago" becomes "3 week ago".
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from dragoman.resolving.date_figures import figures_in_words
from dragoman.resolving.date_numbers import in_figures
from dragoman.resolving.date_times import without_times
from dragoman.resolving.date_words import MONTH_NAME, DateWords, date_words

BETWEEN_LETTERS = re.compile(r"(?<=[a-z])-(?=[a-z\d])|(?<=\d)-(?=[a-z])|(?<=[qh]\d)-(?=\d)")
BETWEEN_SLASH = re.compile(r"(?<=[a-z])/(?=\d)|(?<=\d)/(?=[a-z])")
POSSESSIVE = re.compile(r"(?<=[a-z])'s?(?=[\s,.]|$)|'(?=s\b)")
TOKEN = re.compile(
    r"\d{4}[-/.]\d\d?[-/.]\d\d?(?!\d)|\d\d?([-/.])\d\d?\1(?:\d{4}|\d\d)(?!\d)|\d\d?[/.]\d\d?(?!\d)"
    r"|\d+(?:st|nd|rd|th|s)?(?![a-z])|[qh][1-4]\b|'\d\ds?(?!\w)|[a-z]+(?:'[a-z]+)?|[-–—]"
)
COUNTED = re.compile(r"\b(in|for) (?=\d+ (?:day|night|week|fortnight|month|year|decade|century)\b)")
DAY_NUMBER = re.compile(r"[0-3]?\d(?:st|nd|rd|th)?")
ORDINAL_PART = re.compile(r"\d+(?:st|nd|rd|th) part")
DECADE_APART = re.compile(r"(?<=\d0) s\b")
MONTH_GLUED = re.compile(rf"\b({MONTH_NAME})(?=\d)")
GLUED = re.compile(r"(?<=\b[12]\d{3})(?=[qh][1-4]\b)|(?<=\d)(?=(?:day|week|month|year)s?\b)")
DAYS_IN_HOURS = re.compile(r"\b(24|48|72|96)[ -]hours?\b")
MONTH_RANGE = re.compile(
    rf"(\b{MONTH_NAME}\.?(?: \d\d?(?:st|nd|rd|th)?)?(?:,? [12]\d{{3}})?|\b[qh][1-4] [12]\d{{3}})"
    rf" ?[-–—] ?(?={MONTH_NAME}\b|[qh][1-4])"
)
WEEKS_AND_DAYS = re.compile(r"\b(\d{1,3}) week (?:and )?(\d{1,3}) day\b")
OPEN_TAIL = re.compile(
    r"(?:^| )or (?:later|after)\b| (?:or|and) (?:later|after|beyond|greater|onwards?)$"
)
DANGLING = re.compile(
    r"\b(?:between|from) (?=(?:and|to|until|through)\b)|(?:^| )(?:between|from|and|to|until)$|^(?:and|to) "
)
UNIT_NAMES = ("day", "night", "week", "fortnight", "month", "year", "decade", "century", "weekend")


@lru_cache(maxsize=4096)
def plain_words(words: str, *, day_first: bool | None = None) -> str:
    """The words of a date without what changes nothing, in one fixed spelling.

    `day_first` tells how the outlet writes dates in figures; None where that is not known.
    """
    lists = date_words()
    lowered = words.lower().replace("’", "'").replace("~", "-")
    phrased = _phrased(POSSESSIVE.sub("", lowered), lists)
    figured = figures_in_words(without_times(in_figures(phrased)), day_first=day_first)
    figured = DAYS_IN_HOURS.sub(_hours_in_days, figured)
    spaced = MONTH_GLUED.sub(r"\1 ", DECADE_APART.sub("s", GLUED.sub(" ", figured)))
    spaced = MONTH_RANGE.sub(r"\1 to ", BETWEEN_SLASH.sub(" ", spaced))
    spaced = BETWEEN_LETTERS.sub(" ", spaced)
    tokens = [_plain_token(found[0], lists) for found in TOKEN.finditer(_phrased(spaced, lists))]
    plain = _without_fillers(" ".join(_with_counts(tokens)), lists)
    plain = WEEKS_AND_DAYS.sub(_in_days, plain)
    while plain != (trimmed := DANGLING.sub("", OPEN_TAIL.sub("", plain))):
        plain = trimmed.strip()
    return _month_first(plain, lists)


def _hours_in_days(found: re.Match[str]) -> str:
    return f"{int(found[1]) // 24} days"


def _in_days(found: re.Match[str]) -> str:
    return f"{7 * int(found[1]) + int(found[2])} day"


def _phrased(text: str, lists: DateWords) -> str:
    return lists.phrase.sub(lambda found: lists.phrases[found[0]], text)


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
