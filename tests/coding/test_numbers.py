import pytest

from dragoman.coding.numbers import numbers_of
from dragoman.types import Numbers, Span, Trigger
from tests.builders import the


def counted(text, *triggers):
    """The numbers of the first trigger; each is "words TYPE"."""
    made = [Trigger(the(words, text), type_) for words, type_ in triggers]
    return numbers_of(made[0], made, Span(0, len(text)), text)


@pytest.mark.parametrize(
    ("text", "trigger", "numbers"),
    [
        ("A bomb killed 12 people on Friday.", "bomb", Numbers(dead=12)),
        ("The attack killed at least 1,200 soldiers.", "attack", Numbers(dead=1200)),
        ("Twenty-five villagers were killed in the raid.", "raid", Numbers(dead=25)),
        ("An attack left 55 dead.", "attack", Numbers(dead=55)),
        ("Troops fired, killing nine.", "fired", Numbers(dead=9)),
        (
            "Gunmen shot 13 people dead; they killed 3 soldiers and wounded 30 others.",
            "killed",
            Numbers(dead=3, injured=30),
        ),
        (
            "More than two hundred Pakistani army soldiers were wounded.",
            "wounded",
            Numbers(injured=200),
        ),
    ],
)
def test_the_dead_and_hurt_of_an_assault_are_counted(text, trigger, numbers):
    assert counted(text, (trigger, "ASSAULT")) == numbers


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Police arrested 47 people.", "arrested"),
        ("Around 47 protesters were detained.", "detained"),
        ("Forty-seven were arrested.", "arrested"),
    ],
)
def test_the_arrested_are_counted(text, trigger):
    assert counted(text, (trigger, "COERCE")) == Numbers(arrested=47)


def test_those_who_take_part_in_a_protest_are_counted():
    text = "Some 70,000 people marched in Oslo."
    assert counted(text, ("marched", "PROTEST")) == Numbers(participants=70_000)


@pytest.mark.parametrize(
    "text",
    [
        "Dozens of people were killed.",
        "Hundreds were killed.",
        "Several hundred people were killed.",
        "Up to 12 people were killed.",
        "Four or five people were killed.",
        "A 12-year-old was killed.",
        "He was killed on 12 May.",
        "In 1972 soldiers killed him.",
        "No one was killed.",
        "The mayor and two others were killed.",
        "They killed two soldiers and eleven civilians.",
        "12 soldiers killed a man.",
        "Lee, 46, was killed.",
    ],
)
def test_a_guess_a_part_or_another_number_counts_nobody(text):
    assert counted(text, ("killed", "ASSAULT")) == Numbers()


def test_a_count_goes_to_the_nearest_event_that_can_have_it():
    text = "Police arrested 12 people after clashes that killed 3 soldiers."
    events = (("arrested", "COERCE"), ("clashes", "ASSAULT"))
    assert counted(text, *events) == Numbers(arrested=12)
    assert counted(text, *reversed(events)) == Numbers(dead=3)


def test_two_counts_of_one_kind_are_none():
    text = "The raid killed 3 soldiers on Monday, and 9 rebels were killed."
    assert counted(text, ("raid", "ASSAULT")) == Numbers()


def test_a_meeting_has_no_dead():
    assert counted("They met after 12 people died.", ("met", "CONSULT")) == Numbers()
