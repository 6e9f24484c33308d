import json

import pytest

from dragoman.errors import StoryError, UsageError
from dragoman.evaluation.evaluate import Answer, evaluate, score
from dragoman.types import Coded, SetAside
from tests.evaluation.builders import (
    a_gold_event,
    a_gold_story,
    a_gold_voice,
    a_record,
    a_voice,
    coded_as,
)
from tests.evaluation.test_gold import EVENT, TEXT, write_gold

LONG = TEXT + " The two sides said on Friday that they would meet again in the spring."


class CannedCoder:
    """A coder that remembers what it was given and finds nothing."""

    def __init__(self, *, fault=None):
        self.stories = []
        self.fault = fault

    def code(self, story):
        self.stories.append(story)
        if self.fault:
            raise self.fault
        return Coded(story, (), (), (), "canned 1")


def gold_folder(folder):
    return write_gold(folder, text=LONG, date="2020-03-01", title="T", url="https://x.example/1")


def test_the_coder_is_given_the_text_untouched_with_its_day(tmp_path):
    coder = CannedCoder()
    evaluate(gold_folder(tmp_path), coder, split="dev")
    (story,) = coder.stories
    assert story.text == LONG
    assert (story.id, story.title, story.url) == ("g1", "T", "https://x.example/1")
    assert story.published.day.isoformat() == "2020-03-01"


def test_a_report_is_ready_for_json_and_names_what_it_rests_on(tmp_path):
    report = evaluate(gold_folder(tmp_path), CannedCoder(), split="dev")
    assert json.loads(json.dumps(report))["events"]["event"]["gold"] == 1
    assert report["coder"] == "canned 1"
    assert report["gold"] == tmp_path.name
    assert len(report["corpus"]) == 64


def test_a_story_set_aside_counts_as_empty_and_is_told(tmp_path):
    coder = CannedCoder(fault=StoryError("no-text", "no text at all"))
    report = evaluate(gold_folder(tmp_path), coder, split="dev")
    assert report["set_aside"] == [{"id": "g1", "kind": "no-text", "message": "no text at all"}]
    assert report["events"]["event"] == {"precision": 0, "recall": 0, "f1": 0, "gold": 1}


def test_a_split_without_stories_is_an_error(tmp_path):
    with pytest.raises(UsageError, match="no story in split 'train'"):
        evaluate(write_gold(tmp_path, event=EVENT), CannedCoder(), split="train")


def test_stories_without_voices_do_not_count_for_voices():
    unread = a_gold_story([a_gold_event()])
    unread = type(unread)(unread.id, unread.text, unread.sentences, unread.events)
    scores = score([Answer(unread, coded_as(unread))])
    assert scores["events"]["articles"] == 1
    assert scores["voices"]["stories"] == 0


def test_figures_add_up_over_stories():
    told = a_gold_story([a_gold_event()], [a_gold_voice()])
    coded = Coded(coded_as(told).story, (a_record(),), (a_voice(),), (), "canned 1")
    missed = SetAside("g1", "empty", "nothing")
    scores = score([Answer(told, coded), Answer(told, missed)])
    assert scores["events"]["event"]["recall"] == 50
    assert scores["voices"]["voices by content"]["recall"] == 50
