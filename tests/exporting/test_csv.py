import csv
from io import StringIO
from pathlib import Path

import pytest

from dragoman.exporting.csv import COLUMNS, header_line, outcome_rows
from dragoman.types import Auxiliary, Coded, SetAside
from tests.builders import CODER, a_place, a_record, a_story, a_voice, an_actor

RECORD_DOCUMENT = Path(__file__).parents[2] / "docs" / "record.md"


def rows(outcome, **options):
    return list(csv.DictReader(StringIO(header_line() + outcome_rows(outcome, **options))))


def a_coded():
    full = a_record(
        actors=(an_actor(), an_actor("The mayor")), place=a_place(), voices=(a_voice(),), score=0.4
    )
    bare = a_record("talks", id="bare", actors=(), recipients=(), place=None, score=0.9)
    return Coded(a_story(), (full, bare), (), (), CODER)


def test_an_event_is_one_row_and_its_fullest_record_stands_for_it():
    [row] = rows(a_coded())
    assert (row["trigger"], row["records"]) == ("arrested", "2")


def test_mentions_show_every_record():
    assert [row["trigger"] for row in rows(a_coded(), mentions=True)] == ["arrested", "talks"]


def test_lists_are_joined_and_an_unknown_is_empty():
    [row] = rows(a_coded())
    assert row["actors"] == "Police; The mayor"
    assert row["actor_countries"] == "NOR; NOR"
    assert row["dead"] == ""


def test_every_row_has_every_column():
    [row] = rows(SetAside("a", "empty", "a: nothing, really"))
    assert tuple(row) == COLUMNS
    assert row["error"] == "empty: a: nothing, really"


def test_a_sentence_with_line_breaks_stays_one_row():
    story = a_story(
        "Police arrested\nten people in Oslo on Friday. The mayor said talks had failed."
    )
    assert len(rows(Coded(story, (a_record(text=story.text),), (), (), CODER))) == 1


def test_a_row_tells_that_its_event_is_told_otherwise_too():
    records = (a_record(), a_record("talks", actors=(), auxiliary=Auxiliary.NEGATION))
    [row] = rows(Coded(a_story(), records, (), (), CODER))
    assert (row["auxiliary"], row["auxiliaries"]) == ("actual", "actual; negation")


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_documented(column):
    part = RECORD_DOCUMENT.read_text(encoding="utf-8").partition("## CSV and table")[2]
    assert f"`{column}`" in part
