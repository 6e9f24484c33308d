import pytest

from dragoman.coding.numbers import numbers_by_trigger, numbers_of
from dragoman.types import Count, Span, Trigger
from tests.builders import a_story, the


def counted(text, *triggers):
    """The numbers of the first trigger; each is "words TYPE"."""
    made = [Trigger(the(words, text), type_) for words, type_ in triggers]
    words = numbers_of(made, Span(0, len(text)), text)[0].words
    return {field: count.value for field, count in words.items()}


@pytest.mark.parametrize(
    ("text", "trigger", "numbers"),
    [
        ("A bomb killed 12 people on Friday.", "bomb", {"dead": 12}),
        ("The attack killed at least 1,200 soldiers.", "attack", {"dead": 1200}),
        ("Twenty-five villagers were killed in the raid.", "raid", {"dead": 25}),
        ("An attack left 55 dead.", "attack", {"dead": 55}),
        ("Troops fired, killing nine.", "fired", {"dead": 9}),
        (
            "Gunmen shot 13 people dead; they killed 3 soldiers and wounded 30 others.",
            "killed",
            {"dead": 3, "injured": 30},
        ),
        (
            "More than two hundred Pakistani army soldiers were wounded.",
            "wounded",
            {"injured": 200},
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
    assert counted(text, (trigger, "COERCE")) == {"arrested": 47}


def test_those_who_take_part_in_a_protest_are_counted():
    text = "Some 70,000 people marched in Oslo."
    assert counted(text, ("marched", "PROTEST")) == {"participants": 70_000}


@pytest.mark.parametrize(
    "text",
    [
        "A 12-year-old was killed.",
        "He was killed on 12 May.",
        "In 1972 soldiers killed him.",
        "The 2003 protesters were killed.",
        "The mayor and two others were killed.",
        "They killed two soldiers and eleven civilians.",
        "They killed two soldiers and a child.",
        "Some 30 soldiers and 12 civilians were killed.",
        "30 soldiers, according to the army, and 12 civilians were killed.",
        "12 soldiers killed a man.",
        "Lee, 46, was killed.",
        "He was killed 12 days later.",
        "They killed 12 horses.",
        "The raid, 12 kilometres from the police, killed him.",
        "Under the $12 deal a man was killed.",
        "About 12 % were killed.",
        "They lost by 12 to 5 and he was killed.",
        "Two of the 12 soldiers killed a man.",
        "Not one of the women was killed.",
        "The 12th man was killed.",
        "Among those killed was one, including two children.",
    ],
)
def test_an_age_a_part_a_half_of_a_sum_or_another_thing_counts_nobody(text):
    assert counted(text, ("killed", "ASSAULT")) == {}


@pytest.mark.parametrize("text", ["No one was killed.", "The bomb killed nobody."])
def test_nobody_is_none_of_them(text):
    assert counted(text, ("killed", "ASSAULT")) == {"dead": 0}


def test_no_casualties_are_no_dead_and_no_hurt():
    text = "The attack caused no casualties."
    assert counted(text, ("attack", "ASSAULT")) == {"dead": 0, "injured": 0}


def test_a_count_keeps_its_words():
    text = "The blast killed at least 20 people."
    (numbers,) = numbers_of([Trigger(the("blast", text), "ASSAULT")], Span(0, len(text)), text)
    assert numbers.words == {"dead": Count(the("at least 20", text), "at least 20", 20, None, 20)}
    assert (numbers.dead, numbers.injured) == (20, None)


def test_words_without_a_figure_are_kept():
    assert counted("Dozens were killed.", ("killed", "ASSAULT")) == {"dead": None}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Three were killed and another 12 were injured.", {"dead": 3, "injured": 12}),
        ("A bomb killed 3 people and wounded 30 others.", {"dead": 3, "injured": 30}),
        ("20 people, five children among them, were killed.", {"dead": 20}),
        ("12 members of the town guard were killed.", {"dead": 12}),
        ("Nine Danes have since been killed.", {"dead": 9}),
        ("Two of them were killed.", {"dead": 2}),
        ("About 2000 people were killed.", {"dead": 2000}),
    ],
)
def test_words_between_a_number_and_its_verb_do_no_harm(text, numbers):
    trigger = "killed"
    assert counted(text, (trigger, "ASSAULT")) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "A crowd of 5,000 protested.",
        "The march was attended by 5,000 teachers and protested.",
        "They protested, with 5,000 people gathering.",
    ],
)
def test_a_crowd_is_counted(text):
    assert counted(text, ("protested", "PROTEST")) == {"participants": 5000}


def test_the_dead_of_a_protest_are_counted_where_no_assault_is_told():
    text = "Five people died in the protest after a raid."
    assert counted(text, ("protest", "PROTEST")) == {"dead": 5}
    assert counted(text, ("protest", "PROTEST"), ("raid", "ASSAULT")) == {}


def test_a_count_goes_to_the_nearest_event_that_can_have_it():
    text = "Police arrested 12 people after clashes that killed 3 soldiers."
    events = (("arrested", "COERCE"), ("clashes", "ASSAULT"))
    assert counted(text, *events) == {"arrested": 12}
    assert counted(text, *reversed(events)) == {"dead": 3}


def test_two_counts_of_one_kind_are_none():
    text = "The raid killed 3 soldiers on Monday, and 9 rebels were killed."
    assert counted(text, ("raid", "ASSAULT")) == {}


def test_of_two_counts_the_one_in_the_triggers_own_words_is_taken():
    text = "Police said the army killed 3 rebels; but rebels say 9 died when it killed 12 people."
    assert counted(text, ("killed", "ASSAULT")) == {"dead": 3}
    text = "The army killed 3 people, while medics say 9 people died."
    assert counted(text, ("killed", "ASSAULT")) == {"dead": 3}


def test_a_meeting_has_no_dead():
    assert counted("They met after 12 people died.", ("met", "CONSULT")) == {}


def test_every_trigger_of_a_story_has_the_numbers_of_its_sentence():
    text = "Police arrested 12 men. A bomb killed 3 people."
    triggers = [Trigger(the("killed", text), "ASSAULT"), Trigger(the("arrested", text), "COERCE")]
    numbers = numbers_by_trigger(triggers, a_story(text))
    assert [(one.dead, one.arrested) for one in numbers] == [(3, None), (None, 12)]


@pytest.mark.parametrize("text", ["1" * 100_000, "12 people, " * 5_000, "twenty " * 15_000])
def test_a_sentence_full_of_numbers_is_no_trouble(text):
    text = f"They killed {text}"
    assert counted(text, ("killed", "ASSAULT")) == {}
