from dataclasses import replace

import pytest

from dragoman.evaluation.voices import (
    BY_CONTENT,
    BY_SOURCE,
    MANNER_RATE,
    NAME_RATE,
    characters,
    score_voices,
    voice_figures,
)
from dragoman.types import Manner, Span
from tests.evaluation.builders import TEXT, a_gold_voice, a_voice, the


def figures_of(gold, voices):
    return voice_figures(score_voices(TEXT, gold, voices))


def test_the_same_voice_is_right_in_every_way():
    figures = figures_of([a_gold_voice()], [a_voice()])
    assert {figure["f1"] for figure in figures.values() if isinstance(figure, dict)} == {100}
    assert figures[MANNER_RATE] == figures[NAME_RATE] == 100


def test_spaces_are_no_characters():
    assert characters("a b", [Span(0, 3), None]) == {0, 2}


@pytest.mark.parametrize(
    ("content", "matched"), [("talks failed", 1), ("talks", 0), ("failed", 1), ("Read more", 0)]
)
def test_half_of_the_content_must_be_shared(content, matched):
    gold = a_gold_voice(content="talks failed")
    assert score_voices(TEXT, [gold], [a_voice(content=content)])[BY_CONTENT, "right"] == matched


def test_another_source_costs_the_source_alone():
    figures = figures_of([a_gold_voice()], [a_voice("Police")])
    assert figures[BY_CONTENT]["f1"] == 100
    assert figures[BY_SOURCE]["f1"] == 0
    assert figures[NAME_RATE] == 0


def test_a_voice_without_source_agrees_with_another_without():
    gold, voice = a_gold_voice(source=None), a_voice(None)
    assert figures_of([gold], [voice])[BY_SOURCE]["f1"] == 100
    assert figures_of([gold], [a_voice()])[BY_SOURCE]["f1"] == 0


def test_a_voice_is_matched_once():
    figures = figures_of([a_gold_voice()], [a_voice(), a_voice()])
    assert figures[BY_CONTENT]["precision"] == 50


def test_the_closest_content_is_matched_first():
    loose = replace(a_voice(), content=(the("said talks failed"),), manner=Manner.DIRECT)
    assert figures_of([a_gold_voice()], [loose, a_voice()])[MANNER_RATE] == 100
