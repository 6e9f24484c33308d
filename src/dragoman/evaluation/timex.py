"""The public ruler of dates: words with a reference time -> the days that they should mean.

Two forms are read: the end-to-end specs of Recognizers-Text (DateTimeModel.json), and TimeML
as TimeBank and TempEval have it.  Spans are given; an answer is right where its first and last
day are those of one of the gold's readings.  What is no question of days is left out by a rule
here, single cases by resources/timex_excluded.tsv, each with its reason.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from dragoman.errors import SetupError
from dragoman.evaluation.timeml import Timex, read_timeml
from dragoman.reading.sentences import sentences_of
from dragoman.resolving.dates import resolve_date
from dragoman.resolving.periods import Period, month_of, whole
from dragoman.types import Auxiliary, EventDate, Published, Span, Story

# The specs are American English: "7/6" is the 6th of July in them.
AMERICAN_PAGE = "https://specs.example.us/"
OTHER_OPTION = "CalendarMode"  # the same specs under an option that reads words differently
ONE_SECOND = timedelta(seconds=1)

OUT_BY_TYPE = {
    "time": "a time of day, and no day",
    "timerange": "times of day, and no day",
    "duration": "a length of time, at no day",
    "set": "a time that comes again and again",
    "timezone": "a time zone",
}
POINTS_BACK = "points at a date spoken of before: none is named, the set takes today and we abstain"
PART_OF_IT = "our guidelines date a part of a month or year to the whole, the set cuts it"
OUT_BY_MODIFIER = {
    "ref_undef": POINTS_BACK,
    "start": PART_OF_IT,
    "mid": PART_OF_IT,
    "end": PART_OF_IT,
}
NO_DAYS = "the set gives no days"
ONE_SIDED = "open on one side (before, after, until), so no days to compare"
OF_THE_CLOCK = "counted in hours or minutes"
TO_THE_DAY = "counted in months or years: the set goes on to the day, TimeML and we do not"
NOT_A_DATE = "TimeML gives it no type DATE and no days"
UNKNOWN_DAYS = "TimeML leaves the days open"

CLOCK_UNIT = re.compile(r"\b(?:hours?|hrs?|minutes?|mins?|seconds?|\d+ ?h)\b")
LONG_COUNT = re.compile(r"\b(?:months|years|(?:a|an|one|two|three|\d+) (?:month|year))\b")
BACK_POINTER = re.compile(
    r"\bfollowing (?!\d|[a-z]+ (?:quarters|weeks|days))|\bnext (?:day|evening|morning)\b"
    r"|^the (?:day|week|month|year) (?:before|after)$|(?<!or )(?<!and )\b(?:later|earlier)$"
)
PART_WORD = re.compile(r"\b(?:start|beginning|middle|mid|end) of\b|\bmid-")
BOTH_ENDS_NAMED = re.compile(r"\b(?:to|till|until|through|thru|and)\b|(?<=\w) ?[-–—~] ?(?=\w)")
QUARTER = re.compile(r"\bq[1-4]\b|\bquarter\b")
TRIPLE = re.compile(r"\(.*,P(?!T)\w*?([DMY])\)")
RUNNING_WEEK = re.compile(r"\d{4}-W\d\d")


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days `first` to `last`, both inclusive; `last` is None where only the first is known."""

    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class DateCase:
    """Words at a span of a story, the days that are right, and why they are not asked, if so."""

    story: Story
    span: Span
    readings: tuple[DayRange, ...]
    reason: str = ""

    def holds(self, answer: EventDate) -> bool:
        """Whether the answer's days are those of one reading."""
        return any(
            answer.first == reading.first and reading.last in (None, answer.last)
            for reading in self.readings
        )


@dataclass(frozen=True, slots=True)
class DateFigures:
    """Cases asked, percent of them right, percent of all cases left out."""

    cases: int
    accuracy: float
    excluded: float


def evaluate_dates(path: Path) -> DateFigures:
    """The figures over a file or a folder of specs and TimeML files."""
    cases = read_cases(path)
    asked = [case for case in cases if not case.reason]
    right = sum(case.holds(answer_of(case)) for case in asked)
    return DateFigures(
        len(asked), _percent(right, len(asked)), _percent(len(cases) - len(asked), len(cases))
    )


def reasons_in(path: Path) -> dict[str, int]:
    """Why cases are not asked, and how many for each reason, most first."""
    reasons = Counter(case.reason for case in read_cases(path) if case.reason)
    return dict(reasons.most_common())


def answer_of(case: DateCase) -> EventDate:
    """What the resolver makes of the case."""
    return resolve_date(case.span, case.story, auxiliary=Auxiliary.ACTUAL)


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


# --- files ------------------------------------------------------------------------------


def read_cases(path: Path) -> list[DateCase]:
    """Every case of a file, or of all .json and .tml files of a folder."""
    if path.is_dir():
        found = [*sorted(path.rglob("*.json")), *sorted(path.rglob("*.tml"))]
        found = [one for one in found if not one.stem.endswith(OTHER_OPTION)]
    else:
        found = [path]
    cases = [case for one in found for case in _cases_of(one)]
    if not cases:
        raise SetupError(f"{path} holds no date cases: give DateTimeModel.json or TimeML files")
    return [_left_out(case) for case in cases]


def _cases_of(path: Path) -> Iterator[DateCase]:
    return _timeml_cases(path) if path.suffix == ".tml" else _spec_cases(path)


@cache
def _single_exclusions() -> dict[tuple[str, str], str]:
    table = (files("dragoman") / "resources" / "timex_excluded.tsv").read_text("utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {(row["input"], row["text"]): row["reason"] for row in rows}


def _left_out(case: DateCase) -> DateCase:
    """The case with the reason why it alone is not asked, where the table names it."""
    key = (_one_line(case.story.text), _one_line(case.span.of(case.story.text)))
    single = _single_exclusions().get(key, "")
    if case.reason or not single:
        return case
    return replace(case, reason=single)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _a_story(name: str, text: str, day: date | None, *, url: str = "") -> Story:
    return Story(name, text, url, published=Published(day), sentences=sentences_of(text))


# --- Recognizers-Text -------------------------------------------------------------------


def _spec_cases(path: Path) -> Iterator[DateCase]:
    """The cases of a spec; none where its results are those of a single parser."""
    try:
        specs = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, UnicodeDecodeError) as fault:
        raise SetupError(f"{path} is no JSON: {fault}") from fault
    if not isinstance(specs, list):
        return
    for number, spec in enumerate(specs):
        try:
            yield from _cases_in(spec, f"{path.stem}-{number}")
        except (KeyError, TypeError, AttributeError, ValueError) as fault:
            raise SetupError(f"{path} case {number} is no Recognizers case: {fault!r}") from fault


def _cases_in(spec: dict[str, Any], name: str) -> Iterator[DateCase]:
    moment = (spec.get("Context") or {}).get("ReferenceDateTime")
    today = datetime.fromisoformat(moment).date() if moment else None
    story = _a_story(name, spec["Input"], today, url=AMERICAN_PAGE)
    for result in spec.get("Results") or ():
        kind = result.get("TypeName") or result.get("Typename")
        if kind is None:
            continue
        span = Span(result["Start"], result["End"] + 1)
        values = (result.get("Resolution") or {}).get("values") or []
        yield _spec_case(story, span, kind.removeprefix("datetimeV2."), values)


def _spec_case(story: Story, span: Span, kind: str, values: list[dict[str, str]]) -> DateCase:
    words = span.of(story.text).lower()
    readings = [
        reading for value in values for reading in _readings(value, words, story.published.day)
    ]
    reason = OUT_BY_TYPE.get(kind) or _out_by_value(values, readings, words)
    return DateCase(story, span, tuple(readings), reason)


def _out_by_value(values: list[dict[str, str]], readings: list[DayRange], words: str) -> str:
    modifiers = {value.get("Mod", "") for value in values}
    if CLOCK_UNIT.search(words):
        return OF_THE_CLOCK
    if not readings:
        return ONE_SIDED if any(modifiers) else NO_DAYS
    if any(reading.first != reading.last for reading in readings):
        for modifier in modifiers & OUT_BY_MODIFIER.keys():
            return OUT_BY_MODIFIER[modifier]
        if PART_WORD.search(words):
            return PART_OF_IT
    if BACK_POINTER.search(words):
        return POINTS_BACK
    if LONG_COUNT.search(words) and _to_the_day(readings):
        return TO_THE_DAY
    return ""


def _to_the_day(readings: Iterable[DayRange]) -> bool:
    return any(reading.first.day > 1 for reading in readings)


def _readings(value: dict[str, str], words: str, today: date | None) -> Iterator[DayRange]:
    """The inclusive days of one value, in the set's reading and in the one that the words name.

    The set ends "from 2014 to 2018" where 2018 starts; with both ends named the last one
    counts whole.  It ends "the past week" with the midnight before today, and "this week" on
    Sunday; told as a fact either may run up to today.
    """
    first = _day(value.get("value") or value.get("start") or "")
    if "value" in value:
        yield from () if first is None else (DayRange(first, first),)
        return
    last = _last_day(value.get("end", ""))
    if first is None or (last is None and value.get("Mod") != "since"):
        return
    named = TRIPLE.fullmatch(value.get("timex", "")) if BOTH_ENDS_NAMED.search(words) else None
    if last is not None and named is not None:
        end = last + timedelta(days=1)
        yield DayRange(first, _end_of(end, "Q" if QUARTER.search(words) else named[1]))
        if named[1] == "D":
            return
    yield DayRange(first, last)
    if last is None or today is None:
        return
    running = RUNNING_WEEK.fullmatch(value.get("timex", "")) and first <= today <= last
    if running or last + timedelta(days=1) == today:
        yield DayRange(first, today)


def _day(written: str) -> date | None:
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:  # "not resolved"
        return None


def _last_day(written: str) -> date | None:
    """The last day before the written end, which is not part of the range."""
    try:
        return (datetime.fromisoformat(written) - ONE_SECOND).date()
    except ValueError:
        return None


def _end_of(day: date, unit: str) -> date:
    if unit == "Q":
        return whole(day, "quarter").last
    if unit == "M":
        return month_of(day.year, day.month).last
    return day.replace(month=12, day=31) if unit == "Y" else day


# --- TimeML -----------------------------------------------------------------------------


def _timeml_cases(path: Path) -> Iterator[DateCase]:
    told = read_timeml(path)
    story = _a_story(path.stem, told.text, told.created)
    for timex in told.timexes:
        readings = () if timex.days is None else tuple(_told(timex.days, told.created))
        yield DateCase(story, timex.span, readings, _out_of_timeml(timex))


def _told(days: Period, today: date | None) -> Iterator[DayRange]:
    """The days, and of a week that is running those up to today, which is what can be told of."""
    yield DayRange(days.first, days.last)
    if today is not None and days.granularity == "week" and days.first <= today <= days.last:
        yield DayRange(days.first, today)


def _out_of_timeml(timex: Timex) -> str:
    """Why the TIMEX3 is not asked: no date in its type (a duration may have days), or no days."""
    lasting = timex.kind == "DURATION" and timex.days is not None
    if timex.span.start == timex.span.end or not (timex.kind == "DATE" or lasting):
        return NOT_A_DATE
    return UNKNOWN_DAYS if timex.days is None else ""
