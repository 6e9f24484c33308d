"""Whatever a page or a text holds: a story with sound spans, or the reason why there is none."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given

from dragoman.build import load
from dragoman.contract.reading import read_outcome
from dragoman.contract.writing import outcome_line
from dragoman.errors import StoryError
from dragoman.pipeline import code_source
from dragoman.reading import read
from dragoman.settings import Settings
from dragoman.types import Coded, GivenText, Page, SetAside
from tests.fuzz.hostile import PAGES, TEXTS
from tests.fuzz.inputs import charsets, pages, texts
from tests.fuzz.kept import fuzzed, slowly_fuzzed, watched

TINY = Path(__file__).resolve().parents[1] / "tiny_model"
#: Sizes at which what is quadratic is felt and what nests is deep, yet many are done in some seconds.
PAGE_SIZE, TEXT_SIZE = 20_000, 3_000


@cache
def coder():
    return load(Settings(model=str(TINY), min_score=0.97))


def is_sound(outcome: Coded | SetAside) -> bool:
    """Whether it can be written and read again, every span inside the text, and no fault of ours."""
    again = read_outcome(outcome_line(outcome))
    if isinstance(outcome, SetAside):
        return outcome.kind != "internal" and isinstance(again, SetAside)
    end = len(outcome.story.text)
    spans = [*outcome.story.sentences, *outcome.furniture]
    spans += [record.trigger for record in outcome.records]
    spans += [part for voice in outcome.voices for part in voice.content]
    return again.story.text == outcome.story.text and all(
        0 <= span.start < span.end <= end for span in spans
    )


def is_a_story(page: Page) -> bool:
    """Whether a page reads as a story with words, or is set aside with a reason."""
    try:
        return bool(read(page).sentences)
    except StoryError as fault:
        return fault.kind != "internal"


@slowly_fuzzed
@given(pages, charsets)
def test_a_page_is_coded_or_set_aside(body, charset):
    with watched("page.html", body):
        assert is_sound(code_source(Page(body, "https://a.example/x", charset), coder()))


@fuzzed
@given(texts)
def test_a_text_is_coded_or_set_aside(text):
    with watched("text.txt", text.encode("utf-8", "surrogatepass")):
        outcome = code_source(GivenText(text), coder())
        assert is_sound(outcome)
        assert isinstance(outcome, SetAside) or outcome.story.text == text


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_made_to_cost_time_is_read_or_set_aside(name):
    body = PAGES[name](PAGE_SIZE).encode()
    with watched("page.html", body):
        assert is_a_story(Page(body, "https://a.example/x"))


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_text_made_to_cost_time_is_coded_or_set_aside(name):
    text = TEXTS[name](TEXT_SIZE)
    with watched("text.txt", text.encode()):
        assert is_sound(code_source(GivenText(text), coder()))
