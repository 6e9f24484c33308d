import json
from datetime import datetime

from dragoman.cli.story_events import events_of, story_lines
from dragoman.types import Auxiliary, SetAside
from tests.builders import a_coded, a_record

NOW = datetime(2024, 3, 9, 12)


def test_records_of_one_event_are_one_event():
    records = (
        a_record(),
        a_record("failed", id="r2", event="e1", auxiliary=Auxiliary.NEGATION),
        a_record("talks", id="r3", event="e2"),
    )
    events = events_of(a_coded(records=records), NOW)
    assert [len(event.reports) for event in events] == [2, 1]


def test_a_story_in_polecats_form_is_a_line_an_event():
    lines = story_lines(a_coded(), "polecat").splitlines()
    assert [line.split("\t")[0] for line in lines] == ["s1_COERCE_arrest_e1"]


def test_a_story_in_plovers_form_is_an_object_a_record():
    [found] = map(json.loads, story_lines(a_coded(), "plover").splitlines())
    assert (found["id"], found["attribution"]) == ("r7", [])


def test_a_story_that_was_set_aside_has_no_line():
    assert story_lines(SetAside("s1", "empty", "s1: nothing"), "polecat") == ""
