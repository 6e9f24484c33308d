import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import dragoman
from dragoman.build import Coder
from dragoman.settings import Settings
from tests.slow import LIMIT, backtrack, load_slow, sleep, some_texts

TINY = Settings(model=str(Path(__file__).parent / "tiny_model"))
TEXT = "Police arrested ten people in Oslo on Friday. The mayor said talks had failed."


def test_a_coder_codes_a_text():
    coded = dragoman.load(TINY).code(TEXT, published="2024-03-08")
    assert coded.story.text == TEXT
    assert coded.story.published.day.isoformat() == "2024-03-08"
    assert coded.records
    assert all(record.coder.endswith("+tiny") for record in coded.records)


def test_coding_twice_gives_the_same_records():
    coder = dragoman.load(TINY)
    assert coder.code(TEXT) == coder.code(TEXT)


def test_a_pipe_takes_texts_and_never_stops_at_a_bad_one():
    outcomes = list(dragoman.load(TINY).pipe([TEXT, "", TEXT]))
    assert [isinstance(one, dragoman.Coded) for one in outcomes] == [True, False, True]


def test_a_text_without_words_is_a_story_error():
    with pytest.raises(dragoman.StoryError):
        dragoman.load(TINY).code("   ")


@pytest.mark.parametrize("instead", [backtrack, sleep])
@pytest.mark.parametrize("asked", [{"seconds": LIMIT}, {}])
def test_a_text_that_takes_too_long_is_a_story_error(instead, asked):
    coder = Coder(load_slow(instead)(), replace(TINY, story_seconds=LIMIT))
    other, endless = some_texts(2, endless={1})
    with pytest.raises(dragoman.StoryError, match="story-1: took longer than 1 s") as fault:
        coder.code(endless, **asked)
    assert fault.value.kind == "too-slow"
    assert coder.code(other, seconds=60.0).story.id == "story-0"


def test_no_seconds_are_no_limit():
    coder = Coder(load_slow(partial(time.sleep, 0.05))(), replace(TINY, story_seconds=0.01))
    [endless] = some_texts(1, endless={0})
    assert coder.code(endless, seconds=0).story.id == "story-0"


def test_a_limit_that_cannot_be_kept_is_refused_where_it_is_asked_for():
    coder = dragoman.load(TINY)
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(coder.code, TEXT).result().records
        refused = thread.submit(coder.code, TEXT, seconds=LIMIT).exception()
    assert isinstance(refused, dragoman.SetupError)
    assert "pipe(" in str(refused)


@pytest.mark.parametrize("seconds", [-1.0, float("nan"), float("inf")])
def test_seconds_that_are_none_are_named(seconds):
    with pytest.raises(dragoman.SetupError, match="seconds cannot be"):
        dragoman.load(TINY).code(TEXT, seconds=seconds)


def test_a_day_that_is_none_is_named():
    with pytest.raises(dragoman.SetupError, match="'last Friday'"):
        dragoman.load(TINY).code(TEXT, published="last Friday")


def test_a_pipe_gives_its_first_outcome_before_the_second_source_is_asked_for():
    asked = []

    def endless():
        while True:
            asked.append(TEXT)
            yield TEXT

    next(dragoman.load(TINY).pipe(endless()))
    assert len(asked) == 1
