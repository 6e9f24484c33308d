import pytest

from dragoman.evaluation.furniture import (
    EVENTS_LOST,
    FURNITURE,
    STORY_LOST,
    furniture_figures,
    score_furniture,
)
from dragoman.types import Span
from tests.evaluation.builders import SENTENCES, a_gold_event, a_gold_story

LAST = SENTENCES[2]


def figures_of(marked, *, furniture=(LAST,)):
    story = a_gold_story([a_gold_event()], furniture=furniture)
    return furniture_figures(score_furniture(story, marked))


def test_furniture_found_costs_no_story():
    figures = figures_of([LAST])
    assert figures[FURNITURE]["f1"] == 100
    assert figures[STORY_LOST] == figures[EVENTS_LOST] == 0


def test_a_story_sentence_marked_is_lost_and_its_event_with_it():
    figures = figures_of([SENTENCES[0]])
    assert figures[FURNITURE]["recall"] == 0
    assert figures[STORY_LOST] == 50
    assert figures[EVENTS_LOST] == 100


@pytest.mark.parametrize(("length", "recall"), [(7, 0), (11, 100)])
def test_half_of_a_sentence_marked_is_the_sentence_marked(length, recall):
    assert figures_of([Span(LAST.start, LAST.start + length)])[FURNITURE]["recall"] == recall


def test_a_story_not_annotated_for_furniture_tells_of_lost_events_alone():
    story = a_gold_story([a_gold_event()])
    unread = type(story)(story.id, story.text, story.sentences, story.events)
    assert furniture_figures(score_furniture(unread, [SENTENCES[0]])) == {EVENTS_LOST: 100}
