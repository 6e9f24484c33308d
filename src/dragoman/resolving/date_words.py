"""The closed word classes of dates, from resources/dates.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast


@dataclass(frozen=True)
class DateWords:
    """The closed word classes, each from a written word to its plain form."""

    months: dict[str, int]
    month_names: frozenset[str]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    plain: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    phrases: dict[str, str]
    phrase: re.Pattern[str]
    fillers: frozenset[str]
    parts: frozenset[str]
    holidays: dict[str, list[int]]
    easter: dict[str, int]
    orthodox_easter: dict[str, int]
    movable: dict[str, list[int]]
    day_first: dict[str, bool]
    other_calendar: re.Pattern[str]
    eras: dict[str, list[int]]
    ahead: re.Pattern[str]


@cache
def date_words() -> DateWords:
    """The word lists of resources/dates.toml."""
    table = tomllib.loads((files("dragoman") / "resources" / "dates.toml").read_text("utf-8"))
    return DateWords(
        months={name: place for place, name in enumerate(table["months"], 1)},
        month_names=frozenset(
            name for one in table["months"].items() for name in (one[0], *one[1])
        ),
        weekdays={name: place for place, name in enumerate(table["weekdays"])},
        seasons=table["seasons"],
        plain=_plain_forms(table),
        numbers=table["numbers"],
        ordinals=table["ordinals"],
        phrases=table["phrases"],
        phrase=_any_of(table["phrases"]),
        fillers=frozenset(table["fillers"]["words"]),
        parts=frozenset(table["parts"]["words"]),
        holidays=table["holidays"],
        easter=table["easter"],
        orthodox_easter=table["orthodox_easter"],
        movable=table["movable"],
        day_first=_orders(table["order"]),
        other_calendar=_after_a_date(**table["calendars"]),
        eras=table["eras"],
        ahead=_cues(table["ahead"]["cues"]),
    )


def _plain_forms(table: dict[str, dict[str, object]]) -> dict[str, str]:
    plain: dict[str, str] = {}
    for group in ("months", "weekdays", "units"):
        for name, others in cast(dict[str, list[str]], table[group]).items():
            plain |= dict.fromkeys((name, *others), name)
    return plain


def _orders(order: dict[str, list[str]]) -> dict[str, bool]:
    return dict.fromkeys(order["day_first"], True) | dict.fromkeys(order["month_first"], False)


def _cues(cues: list[str]) -> re.Pattern[str]:
    """Any of the cues; those that open with an apostrophe follow a word ("they'll")."""
    joined = [cue for cue in cues if cue.startswith("'")]
    apart = _any_of(cue for cue in cues if cue not in joined).pattern
    return re.compile(rf"{apart}|(?:{'|'.join(joined)})\b")


def _after_a_date(words: list[str], eras: list[str]) -> re.Pattern[str]:
    """The words as they follow a date, the eras as they follow a year."""
    any_word, any_era = ("|".join(map(re.escape, group)) for group in (words, eras))
    return re.compile(rf",? \(?(?:{any_word})(?!\w)|(?<=\d\d\d) (?:{any_era})(?!\w)")


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})\b")


MONTH_NAME = rf"(?:{'|'.join(sorted(date_words().month_names, key=len, reverse=True))})"
