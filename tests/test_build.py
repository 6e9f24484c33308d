from pathlib import Path

import pytest

import dragoman
from dragoman.settings import Settings

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
