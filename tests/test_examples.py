"""The example pages: whole, dated, and marked as invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.reading import read
from dragoman.types import Page

FOLDER = Path(__file__).resolve().parent.parent / "examples"
NOTE = "the outlet, the persons and the episode on this page do not exist"

PAGES = [
    ("bridge", "Logone Herald", date(2026, 5, 6), "for thirty-seven days.”"),
    ("ceasefire", "The Andean Telegraph", date(2024, 11, 19), "I was under the counter.”"),
    ("court", "Vltava Review", date(2025, 2, 12), "remember what he signed.”"),
    ("ferry", "Mjøsa Weekend", date(2024, 6, 20), "hangs beside the bar."),
    ("protest", "Gulf of Guinea Dispatch", date(2025, 7, 4), "sandals and spent canisters."),
    ("summit", "The Meridian Ledger", date(2026, 3, 13), "towns in both countries."),
]


def a_page(name: str) -> Page:
    path = FOLDER / f"{name}.html"
    return Page(body=path.read_bytes(), url=str(path))


def test_every_page_is_in_the_table():
    assert sorted(path.stem for path in FOLDER.glob("*.html")) == [name for name, *_ in PAGES]


@pytest.mark.parametrize("name", [name for name, *_ in PAGES])
def test_a_page_says_that_it_is_invented(name):
    page = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    assert NOTE in page
    assert '<meta name="note" content="Invented' in page


@pytest.mark.parametrize(("name", "publisher", "published", "end"), PAGES)
def test_a_page_reads_as_one_whole_dated_story(name, publisher, published, end):
    story = read(a_page(name))
    assert story.publisher == publisher
    assert story.published.day == published
    assert end in story.text
    assert NOTE not in story.text
    assert 350 <= len(story.text.split()) <= 700


def test_what_announces_other_stories_in_the_bridge_story_is_furniture():
    story = read(a_page("bridge"))
    marked = " ".join(span.of(story.text) for span in story.furniture)
    assert "READ MORE: Mongolia" in marked
    assert "Other Topics of Interest" in marked
    assert "To suggest a correction" in marked
    assert "Fuel prices" not in marked
