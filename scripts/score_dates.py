"""Score the date resolver on the gold's event dates that have words.

usage: python scripts/score_dates.py GOLD_DIR [--split train] [--errors 40]

GOLD_DIR holds articles/, annotations/ and splits.json.  A date is right when its first
and last day are those of the gold value; one that is abstained from is counted apart.
"""

from __future__ import annotations

import argparse
import calendar
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.resolving.dates import resolve_date
from dragoman.types import Auxiliary, EventDate, Published, Span, Story


@dataclass(frozen=True)
class Case:
    """One gold date with its words."""

    story: Story
    span: Span
    auxiliary: Auxiliary
    value: str
    trigger: str


def main() -> None:
    """Prints how many dates are right, wrong and abstained from, and the wrong ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--split", default="train")
    parser.add_argument("--errors", type=int, default=0)
    asked = parser.parse_args()
    cases = list(cases_of(asked.gold, asked.split))
    resolve_date(cases[0].span, cases[0].story, auxiliary=cases[0].auxiliary)
    start = time.process_time()
    dates = [resolve_date(case.span, case.story, auxiliary=case.auxiliary) for case in cases]
    micros = (time.process_time() - start) / max(1, len(cases)) * 1e6
    right = [is_right(case, found) for case, found in zip(cases, dates, strict=True)]
    abstained = sum(found.first is None for found in dates)
    wrong = len(cases) - sum(right) - abstained
    print(
        f"{len(cases)} dates with words: right {sum(right)} ({100 * sum(right) / len(cases):.1f} %), "
        f"wrong {wrong} ({100 * wrong / len(cases):.1f} %), abstained {abstained}, {micros:.0f} µs a date"
    )
    shown = [(c, d) for c, d, ok in zip(cases, dates, right, strict=True) if not ok]
    for case, found in shown[: asked.errors]:
        before = case.story.text[max(0, case.span.start - 70) : case.span.start].replace("\n", " ")
        print(
            f"{case.story.id} {case.story.published.day} {case.auxiliary} «{found.text}» gold {case.value} "
            f"got {found.first}..{found.last} {found.basis} [{case.trigger}] …{before}"
        )


def is_right(case: Case, found: EventDate) -> bool:
    """Whether the days are those of the gold value."""
    return (str(found.first), str(found.last)) == gold_days(case.value)


def cases_of(gold: Path, split: str) -> Iterator[Case]:
    """Every gold date of the split that has words."""
    for story_id in json.loads((gold / "splits.json").read_text())[split]:
        article = json.loads((gold / "articles" / f"{story_id}.json").read_text())
        annotation = json.loads((gold / "annotations" / f"{story_id}.json").read_text())
        story = story_of(article)
        for event in annotation["events"]:
            when = event.get("date") or {}
            if when.get("text"):
                span = located(story, event["s"], when["text"])
                yield Case(story, span, Auxiliary(event["aux"]), when["value"], event["trigger"])


def story_of(article: dict) -> Story:
    """The article as a story."""
    day = date.fromisoformat(article["date"]) if article.get("date") else None
    sentences = tuple(Span(start, end) for start, end in article["sentences"])
    return Story(article["id"], article["text"], published=Published(day), sentences=sentences)


def located(story: Story, number: int, words: str) -> Span:
    """Where the words stand in the sentence; "in@2" is their second place."""
    found = re.match(r"^(.*)@(\d+)$", words)
    needle, nth = (found[1], int(found[2])) if found else (words, 1)
    at = story.sentences[number].start - 1
    for _ in range(nth):
        at = story.text.find(needle, at + 1)
    return Span(at, at + len(needle))


def gold_days(value: str) -> tuple[str, str]:
    """The first and last day of a gold value: a day, month or year, or an interval a/b."""
    first, _, last = value.partition("/")
    return _bound(first, end=False), _bound(last or first, end=True)


def _bound(value: str, *, end: bool) -> str:
    parts = [int(part) for part in value.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if end else 1)
    day = parts[2] if len(parts) > 2 else (calendar.monthrange(year, month)[1] if end else 1)
    return f"{year:04d}-{month:02d}-{day:02d}"


if __name__ == "__main__":
    main()
