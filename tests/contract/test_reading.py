import json
from dataclasses import replace

import pytest

from dragoman.contract.reading import read_outcome
from dragoman.contract.writing import outcome_line
from dragoman.errors import StoryError
from dragoman.types import Count, Numbers, SetAside
from tests.builders import a_coded, a_date, a_place, a_record, a_voice, an_actor, the


def test_a_coded_story_comes_back_as_it_was():
    voice = a_voice()
    record = a_record(actors=(an_actor(),), place=a_place(), voices=(voice,))
    coded = a_coded(records=[record, a_record("talks")], voices=[voice])
    coded = replace(coded, story=replace(coded.story, sentences=()))
    assert read_outcome(outcome_line(coded)) == coded


def test_a_date_that_is_said_comes_back_with_its_words():
    said = a_date(a_date().first, span=the("Friday"), text="Friday")
    coded = read_outcome(outcome_line(a_coded(records=[a_record(date=said)])))
    assert coded.records[0].date == said


def test_numbers_come_back_with_their_words():
    numbers = Numbers(
        {"dead": Count(the("ten"), "ten", 10, None, 10), "injured": Count(the("ten"), "ten", 9, 11)}
    )
    coded = read_outcome(outcome_line(a_coded(records=[a_record(numbers=numbers)])))
    assert coded.records[0].numbers == numbers


def test_a_story_that_was_set_aside_comes_back():
    fault = SetAside("a", "empty", "nothing in it", url="https://example.org/a")
    assert read_outcome(outcome_line(fault)) == fault


@pytest.mark.parametrize("change", ["[]", "{}", "no json", '{"story": {}, "records": 3}'])
def test_a_line_of_another_form_is_refused(change):
    with pytest.raises(StoryError, match="no line of the record contract"):
        read_outcome(change)


def test_a_record_that_lacks_a_field_is_refused():
    row = json.loads(outcome_line(a_coded()))
    del row["records"][0]["trigger"]
    with pytest.raises(StoryError, match="trigger"):
        read_outcome(json.dumps(row))
