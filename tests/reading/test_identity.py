"""Ids hang on a story's address and words alone."""

import pytest

from dragoman.reading.identity import canonical, source_id, story_id
from dragoman.types import GivenText, Page


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Example.ORG/A?id=7#top", "https://example.org/A?id=7"),
        ("https://example.org/a?utm_source=x&id=7&fbclid=y", "https://example.org/a?id=7"),
        ("HTTP://example.org/a?utm_medium=x", "http://example.org/a"),
        ("https://example.org/a?q=a%20b", "https://example.org/a?q=a%20b"),
        ("pages/a.html", ""),
        ("ftp://example.org/a", ""),
        ("https://[broken", ""),
        ("", ""),
    ],
)
def test_an_address_loses_what_names_no_other_page(url, expected):
    assert canonical(url) == expected


def test_an_id_changes_with_the_text_and_the_address():
    ids = {story_id("", "One."), story_id("", "Two."), story_id("https://example.org/a", "One.")}
    assert len(ids) == 3
    assert story_id("saved/a.html", "One.") == story_id("", "One.")


def test_ids_are_the_same_from_run_to_run():
    assert story_id("https://example.org/a", "One.") == "f2fbd8ca60c96f92"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (Page(b"", "a.html"), "a.html"),
        (GivenText("", id="7", origin="rows line 3"), "7"),
        (GivenText("", origin="rows line 3", url="u"), "rows line 3"),
        (GivenText("One."), story_id("", "One.")),
    ],
)
def test_a_source_that_cannot_be_read_still_has_a_name(source, expected):
    assert source_id(source) == expected
