"""The day on which a story was published, and what tells it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from lxml.html import HtmlElement

from dragoman.types import Published

GIVEN = "given"
LISTED = "feed"
GUESSED = "found in the page by htmldate"

_ISO = re.compile(r"\s*(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/-])")
_WEEKDAY = re.compile(r"^\s*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_WRITTEN = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})\b"
    r"|(?P<month2>[a-z]{3,9})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4})\b",
    re.IGNORECASE,
)
_UTC = re.compile(r"(?:Z|[+-]00:?00|\b(?:GMT|UTC))\s*$")
# What fields hold that nobody filled in.
_EMPTY_FIELDS = frozenset({date(1, 1, 1), date(1900, 1, 1), date(1970, 1, 1)})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def published_as_given(words: str) -> Published:
    """The day that a text's owner states; words that name no one day are kept as the reason."""
    if not words.strip():
        return Published(None)
    day = day_in(words)
    return Published(day, GIVEN if day else f'given, but no date: "{words.strip()[:40]}"')


def published_on_page(tree: HtmlElement, url: str, guess: str | None) -> Published:
    """The day that a page declares, else the one in its address, else htmldate's `guess`."""
    found = _ADDRESS_DAY.search(url)
    address = _day(found[1], found[2], found[3]) if found else None
    for evidence, words in _declared(tree):
        day = day_in(words)
        if day is not None and day not in _EMPTY_FIELDS:
            return _by_publishers_clock(Published(day, evidence), words, address)
    if address is not None:
        return Published(address, "address")
    day = day_in(guess or "")
    return Published(day, GUESSED) if day else Published(None)


def unless_listed(found: Published, words: str) -> Published:
    """What was found in a page, or the day that its feed states where that is no more than a guess."""
    if found.day is not None and found.evidence != GUESSED:
        return found
    day = day_in(words)
    return found if day is None else Published(day, LISTED)


def _by_publishers_clock(stated: Published, words: str, address: date | None) -> Published:
    """The day in the address where a time stated in UTC has slipped to the day beside it.

    "Friday" in a story is the publisher's Friday, and so is the day in its address.
    """
    if stated.day is None or address is None or not _UTC.search(words):
        return stated
    if abs(stated.day - address) != timedelta(days=1):
        return stated
    return Published(address, f"address, within a day of {stated.evidence}")


def day_in(words: str) -> date | None:
    """The day at the start of some words: ISO, compact, "17 May 2019" or "Fri, May 17, 2019".

    Numbers whose order is open ("05/06/2019") name no day.
    """
    iso = _ISO.match(words)
    if iso:
        return _day(iso[1], iso[3], iso[4]) if iso[2] or len(iso[3] + iso[4]) == 4 else None
    found = _WRITTEN.match(_WEEKDAY.sub("", words).strip())
    if found is None:
        return None
    month = (found["month"] or found["month2"])[:3].lower()
    if month not in _MONTHS:
        return None
    year, day = found["year"] or found["year2"], found["day"] or found["day2"]
    return _day(year, _MONTHS.index(month) + 1, day)


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _declared(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """What the page says of its day, most trusted first: the place and the words."""
    names = _names()
    metas = dict(reversed(list(_metas(tree))))  # the first of a name counts
    first, *others = names["meta"]
    if first in metas:
        yield f"meta {first}", metas[first]
    yield from _json_ld(tree, names["json_ld"])
    yield from _item_properties(tree, names["itemprop"])
    yield from ((f"meta {name}", metas[name]) for name in others if name in metas)


def _metas(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        yield name.lower(), element.get("content") or ""


def _json_ld(tree: HtmlElement, names: list[str]) -> Iterator[tuple[str, str]]:
    """Read with a pattern, for much of what stands in these scripts is no sound JSON."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            for name in names:
                for found in re.finditer(rf'"{name}"\s*:\s*"([^"]+)"', script.text or ""):
                    yield f"json-ld {name}", found[1]


def _item_properties(tree: HtmlElement, names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        for element in tree.xpath("//*[@itemprop=$name]", name=name):
            words = element.get("datetime") or element.get("content") or element.text or ""
            yield f"itemprop {name}", words


@cache
def _names() -> dict[str, list[str]]:
    written = files("dragoman.resources").joinpath("published.toml").read_text(encoding="utf-8")
    return tomllib.loads(written)
