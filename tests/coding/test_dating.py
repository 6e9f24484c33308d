import pytest

from dragoman.coding.dating import date_of, is_crossed
from dragoman.types import Auxiliary
from tests.builders import a_story, the


def dated(text, trigger, words):
    """First and last day of the trigger that the words date, and the words kept."""
    when = date_of(the(trigger, text), the(words, text), a_story(text), Auxiliary.ACTUAL)
    return f"{when.first}/{when.last}", when.text


def test_what_runs_on_since_another_event_runs_to_the_publication_day():
    text = "Twelve were killed since the fighting began on March 1, he said."
    assert dated(text, "killed", "March 1") == (
        "2024-03-01/2024-03-08",
        "since the fighting began on March 1",
    )


def test_the_event_that_it_runs_on_from_is_that_day():
    text = "Twelve were killed since the fighting began on March 1, he said."
    assert dated(text, "fighting", "March 1") == ("2024-03-01/2024-03-01", "March 1")


@pytest.mark.parametrize(
    "text",
    [
        "The first raid since 2020 was on March 1.",
        "It was the deadliest raid since the war began on March 1.",
        "The raid, a rare one since the war, was on March 1.",
    ],
)
def test_a_rank_and_another_clause_are_no_stretch(text):
    assert dated(text, "raid", "March 1") == ("2024-03-01/2024-03-01", "March 1")


def test_a_date_is_crossed_by_a_trigger_on_the_way():
    text = "Talks failed after a raid on Friday."
    talks, raid, friday = the("Talks", text), the("raid", text), the("Friday", text)
    assert is_crossed(talks, friday, [talks, raid])
    assert is_crossed(friday, talks, [talks, raid])
    assert not is_crossed(raid, friday, [talks, raid])
