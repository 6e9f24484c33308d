"""TimeML as TimeBank and TempEval have it: a text, its day, and the days of its TIMEX3."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dragoman.errors import SetupError
from dragoman.resolving.periods import Period, day_of, month_of, months_from, years
from dragoman.types import Span

MONTH_VALUE = re.compile(r"(\d{4})-(\d\d)")
WEEK_VALUE = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
PART_VALUE = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
FIRST_MONTH = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9}


@dataclass(frozen=True, slots=True)
class Timex:
    """One TIMEX3: its characters, its type and the days of its value, None where they are open."""

    span: Span
    kind: str
    days: Period | None


@dataclass(frozen=True, slots=True)
class TimexText:
    """The text of a TimeML file with its creation day, where that is told, and its TIMEX3."""

    text: str
    created: date | None
    timexes: tuple[Timex, ...]


def read_timeml(path: Path) -> TimexText:
    """The text of the file and every TIMEX3 in it but the creation time."""
    try:
        root = ET.fromstring(path.read_text(encoding="utf-8"))
    except (ET.ParseError, UnicodeDecodeError) as fault:
        raise SetupError(f"{path} is no TimeML: {fault}") from fault
    told = root.find("TEXT")
    told = root if told is None else told
    timexes = tuple(
        Timex(span, element.get("type", ""), timeml_days(element.get("value", "")))
        for element, span in _spans_in(told)
        if element.get("functionInDocument") != "CREATION_TIME"
    )
    return TimexText("".join(told.itertext()), _creation_day(root), timexes)


def _creation_day(root: ET.Element) -> date | None:
    written = root.find("DCT/TIMEX3")
    if written is None:
        marked = (t for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME")
        written = next(marked, None)
    days = None if written is None else timeml_days(written.get("value", ""))
    return days.first if days is not None and days.first == days.last else None


def _spans_in(told: ET.Element) -> Iterator[tuple[ET.Element, Span]]:
    """Each TIMEX3 with the characters that it holds of the element's text."""
    offset = len(told.text or "")
    for child in told:
        length = len("".join(child.itertext()))
        if child.tag == "TIMEX3":
            yield child, Span(offset, offset + length)
        for inner, span in _spans_in(child):
            yield inner, Span(offset + span.start, offset + span.end)
        offset += length + len(child.tail or "")


def timeml_days(value: str) -> Period | None:
    """The days of a TimeML value ("1998-02", "1998-W07", "199"); None where it leaves them open."""
    if "/" in value:
        first, last = (timeml_days(end) for end in value.split("/", 1))
        return None if first is None or last is None else Period(first.first, last.last, "range")
    try:
        return _days_of(value.split("T")[0])
    except ValueError:  # no such day or month
        return None


def _days_of(value: str) -> Period | None:
    if value.isdigit() and len(value) <= 4:
        width = 10 ** (4 - len(value))
        return years(int(value) * width, int(value) * width + width - 1)
    if found := MONTH_VALUE.fullmatch(value):
        return month_of(int(found[1]), int(found[2]))
    if found := WEEK_VALUE.fullmatch(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        start = monday + timedelta(days=5 if found[3] else 0)
        return Period(start, monday + timedelta(days=6), "range" if found[3] else "week")
    if found := PART_VALUE.fullmatch(value):
        months = 6 if found[2].startswith("H") else 3
        return months_from(int(found[1]), FIRST_MONTH.get(found[2], 12), months, "season")
    return day_of(date.fromisoformat(value)) if len(value) == 10 else None
