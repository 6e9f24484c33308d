"""The demo's stories: enough of them, whole, and about nobody real."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import dragoman
from dragoman.gathering.rows import FIELDS
from dragoman.linking.copies import is_copy, sketch
from dragoman.resolving.tables import listed, read_table

DEMO = Path(dragoman.__file__).parent / "resources" / "demo"
README = (DEMO / "README.md").read_text(encoding="utf-8")
LINES = (DEMO / "stories.jsonl").read_text(encoding="utf-8").splitlines()
ROWS = [json.loads(line) for line in LINES]
PUBLISHERS = {
    "Farshore Radio",
    "Harbour Wire",
    "Lantern Square",
    "Steppe and Strait Review",
    "The Acacia Tribune",
    "The Northern Ledger",
    "The Sunrise Bulletin",
    "The Two Oceans Courier",
}


def episode(row: dict[str, str]) -> str:
    return row["id"].split("-", 2)[2]


def publishers_by_episode() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        found[episode(row)].add(row["publisher"])
    return found


def office_holders() -> set[str]:
    """The names of two words or more in the package's tables of people in office."""
    names = {row["name"] for row in read_table("leaders.tsv")}
    for row in read_table("persons.tsv"):
        names |= {row["name"], *listed(row["names"])}
    return {name for name in names if " " in name}


def named(text: str) -> set[str]:
    """Every run of two to five words of a text, as it would name a person."""
    words = re.findall(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?", text)
    return {
        " ".join(words[at : at + size]).rstrip(".")
        for size in range(2, 6)
        for at in range(len(words) - size + 1)
    }


def test_there_are_at_least_sixty_stories_with_ids_of_their_own():
    assert len(ROWS) >= 60
    for field in ("id", "url"):
        assert len({row[field] for row in ROWS}) == len(ROWS)


def test_every_episode_is_told_by_four_outlets_or_more_and_stands_in_the_readme():
    for name, publishers in publishers_by_episode().items():
        assert len(publishers) >= 4, name
        assert f"\n| {name} |" in README


def test_the_outlets_are_the_invented_ones_and_the_readme_says_so():
    assert {row["publisher"] for row in ROWS} == PUBLISHERS
    assert all(f"\n| {publisher} |" in README for publisher in PUBLISHERS)
    assert "**Everything here is invented.**" in README


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_story_is_whole(row):
    assert set(row) == set(FIELDS)
    assert 2031 <= date.fromisoformat(row["published"]).year <= 2032
    assert urlsplit(row["url"]).hostname.endswith(".example")
    assert 80 <= len(row["text"].split()) <= 600
    assert row["title"] == row["title"].strip() != ""


def test_no_story_names_a_person_who_held_office():
    holders = office_holders()
    assert "Bill Clinton" in named("It was Bill Clinton.") & holders
    for row in ROWS:
        assert not named(f"{row['title']}. {row['text']}") & holders, row["id"]


def test_copies_are_of_one_episode_and_there_are_eight_or_more():
    sketches = [(episode(row), sketch(row["text"])) for row in ROWS]
    copies = [(a[0], b[0]) for a, b in combinations(sketches, 2) if is_copy(a[1], b[1])]
    assert len(copies) >= 8
    assert all(left == right for left, right in copies)
