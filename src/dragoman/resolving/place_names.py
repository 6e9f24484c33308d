"""Names of places inside and right around the words of a mention."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from dragoman.resolving.names import name_key
from dragoman.types import Span

KEPT_RUNS = 20_000  # runs of capitals whose names are kept in memory
LONGEST_NAME = 4  # words; "Central African Republic", "Papua New Guinea"
TOKEN = re.compile(r"\S+")
RUN = re.compile(
    r"[^\W\d_a-zß-öø-ÿ](?:[\w'’.-]*[\w.])?"
    r"(?:(?: (?:of|de|da|do|dos|del|la|el|al|and|the|du|des|upon|on))* "
    r"[^\W\d_a-zß-öø-ÿ](?:[\w'’.-]*[\w.])?)*"
)
POINTS_AT = re.compile(
    r"\b(?:in|of|near|at|around|outside|from|off|to|towards?) (?:the )?$", re.IGNORECASE
)
DATELINE = re.compile(r"\s*([A-Z][A-Z' .-]{2,40}[A-Z])\b[^\n]{0,60}?(?: [-–—]+ |:|\) [-–—]* ?)")
AFTER = re.compile(
    r"(?P<mark>,| in|,? \()\s?(?:in )?(?:the )?(?P<soft>(?:[a-z-]+ (?:of )?){0,3})(?=[^\W\d_a-z])"
)
BEFORE = re.compile(
    r"([^\W\d_a-z][\w.-]*(?: [^\W\d_a-z][\w.-]*)?)(?:['’]s)?"
    r"(?: (?:[a-z-]+ ){0,2}(?:city|town|village|port|capital|region|district|province|area|suburb|enclave|island)"
    r"(?: of)?)? (?:the )?$"
)
ENDS = re.compile(r"\s*(?:[,.;:)(–—]|$|and\b)")


@dataclass(frozen=True)
class PlaceWords:
    """The lists of resources/regions.toml; places inside a city by the key of their name."""

    inside: dict[str, dict[str, str]]
    provinces: dict[str, dict[str, str]]
    pointers: dict[str, list[str]]
    division: frozenset[str]
    city: frozenset[str]
    generic: frozenset[str]
    feature: frozenset[str]
    direction: frozenset[str]
    water: frozenset[str]
    street: frozenset[str]
    site: frozenset[str]
    elsewhere: frozenset[str]
    between: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """The word lists of resources/regions.toml."""
    table = tomllib.loads((files("dragoman") / "resources" / "regions.toml").read_text("utf-8"))
    inside = {name_key(name): row for name, row in table["inside"].items()}
    lists = {kind: frozenset(words) for kind, words in (table["kinds"] | table["words"]).items()}
    return PlaceWords(inside, table["provinces"], table["pointers"], **lists)


@dataclass(frozen=True, slots=True)
class Named:
    """One name as written, with where it stands in the text it was found in."""

    name: str
    start: int
    whole: bool = False


def names_in(words: str) -> Iterator[Named]:
    """The names that the words may hold, the likeliest first.

    First the words as a whole, or up to a comma; then names after "in", "of" and the like; then the rest;
    of each run of capitals its longest stretch first.
    """
    yield Named(words, 0, whole=True)
    if ", " in words:
        yield Named(words.partition(",")[0], 0, whole=True)
    runs = [(found.start(), found[0]) for found in RUN.finditer(words)]
    pointed = [run for run in runs if POINTS_AT.search(words[: run[0]])]
    for start, run in [*reversed(pointed), *(run for run in runs if run not in pointed)]:
        yield from stretches(run, start)


def stretches(run: str, start: int) -> Iterator[Named]:
    """Every stretch of a run of capitals, the longest first, the last first.

    Directions and kinds ("Northern", "District") are no name alone, and what follows
    "Lake" or "Gulf of" is none either: Lake Chad is not Chad.
    """
    for name, at in _stretches(run):
        yield Named(name, start + at)


@lru_cache(maxsize=KEPT_RUNS)
def _stretches(run: str) -> tuple[tuple[str, int], ...]:
    """The same, each with its place in the run."""
    return tuple(_names_of_run(run))


def _names_of_run(run: str) -> Iterator[tuple[str, int]]:
    lists = place_words()
    tokens = [(found.start(), found[0]) for found in TOKEN.finditer(run)]
    words = [token.lower() for _, token in tokens]
    for length in range(min(LONGEST_NAME, len(tokens)), 0, -1):
        for first in range(len(tokens) - length, -1, -1):
            stretch = words[first : first + length]
            if all(word in lists.generic or word == "of" for word in stretch):
                continue
            if _is_feature(words[:first], lists):
                continue
            at, head = tokens[first]
            end, last = tokens[first + length - 1]
            if head[0].isupper() and last[0].isupper():
                yield run[at : end + len(last)], at


def proper_name(words: str) -> str | None:
    """The run of capitals that names the place, as written; None where none does."""
    if not place_words().elsewhere.isdisjoint(words.lower().split()):
        return None
    runs = [(found.start(), found[0]) for found in RUN.finditer(words)]
    pointed = [run for run in runs if POINTS_AT.search(words[: run[0]])]
    for start, run in (*reversed(pointed), *runs):
        if not all(token in place_words().generic for token in run.lower().split()):
            return run + _kind_after(words[start + len(run) :])
    return None


def _kind_after(rest: str) -> str:
    """The word after a name that belongs to it: the Tekeze "river", the Tishrin "dam"."""
    lists = place_words()
    following = rest.split()[:1]
    if rest[:1] == " " and following and following[0] in lists.water | lists.street | lists.site:
        return f" {following[0]}"
    return ""


def _is_feature(before: list[str], lists: PlaceWords) -> bool:
    """Whether the words before a name make another place of it."""
    return before[-1:] != [] and (
        before[-1] in lists.feature
        or (before[-1] == "of" and before[-2:-1] != [] and before[-2] in lists.feature)
    )


def container_after(text: str, span: Span) -> Iterator[str]:
    """Names right after the span that may hold the place: ", Estonia", ", in southern Iraq"."""
    opened = AFTER.match(text, span.end)
    if opened is None:
        return
    run = RUN.match(text, opened.end())
    if run is None:
        return
    soft = bool(opened["soft"]) or opened["mark"].strip() != ","
    for named in stretches(run[0], 0):
        if named.start == 0 and (soft or ENDS.match(text, opened.end() + len(named.name))):
            yield named.name


def container_before(text: str, span: Span) -> str | None:
    """The name right before the span: "Iraq's" Basra, the "Turkish" city of Izmir."""
    found = BEFORE.search(text[max(0, span.start - 60) : span.start])
    return None if found is None else found[1]


def dateline(text: str) -> str | None:
    """The place in capitals that opens the story: "KHARTOUM, June 5 - "."""
    found = DATELINE.match(text)
    return None if found is None else found[1].strip(" -.")
