import subprocess
import sys
from datetime import datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.linking.copies import (
    WHOLE,
    arrival,
    compare,
    copies_among,
    is_copy,
    keys_of,
    originals,
    sketch,
)
from dragoman.types import Span
from tests.builders import DAY, a_story

STORY = (
    "Police in the harbour town of Larn arrested eleven dockers on Tuesday after a march against "
    "the closing of the eastern quay turned violent. Officers used tear gas when stones were "
    "thrown at the gate of the port authority, the regional police chief said. Two of those held "
    "are leaders of the dockers' union, which called the arrests an attack on the right to strike. "
    "The port's director, Edda Morning, said that loading would go on with crews from the "
    "neighbouring harbour of Vick. Talks between the union and the ministry of transport were "
    "broken off last week when the minister refused to put the closing date back by a year. The "
    "union wants its four hundred members to be moved to the new container terminal, but the "
    "company that runs the terminal says that it needs no more than ninety of them."
)
OTHER_OUTLET = (
    "Eleven port workers were taken into custody in Larn yesterday when a demonstration over the "
    "planned end of the eastern quay ended in clashes at the gate. The police chief of the region "
    "said that his men had been pelted with stones and answered with tear gas. The dockers' union, "
    "two of whose leaders are among the detained, spoke of an attack on its right to strike. It "
    "has been at odds with the transport ministry since the minister turned down a later date. "
    "About four hundred people work on the quay; a container terminal would take ninety of them. "
    "Ships will be unloaded all the same, Edda Morning, who heads the port, told reporters, with "
    "the help of colleagues from Vick."
)
REWRITTEN = (
    STORY.replace("arrested", "detained")
    .replace("turned violent", "ended in violence")
    .replace("the regional police chief said", "according to the regional police chief")
    .replace("said that loading would go on", "said loading would continue")
    .replace("last week", "a week ago")
)
SHORTENED = STORY[: STORY.index(" The port's director")]
REHEADED = "LARN (Quay News) — A dispute at the docks has come to blows. " + STORY[146:]
ROUNDUP = STORY + " " + " ".join(f"In brief item {n}, nothing of note was said." for n in range(60))


def as_copies(left, right):
    shared = set(keys_of(sketch(left))) & set(keys_of(sketch(right)))
    return bool(shared), is_copy(sketch(left), sketch(right))


@pytest.mark.parametrize("text", [STORY, REWRITTEN, SHORTENED, REHEADED, ROUNDUP, STORY.upper()])
def test_a_story_that_repeats_the_text_is_found_and_called_a_copy(text):
    assert as_copies(STORY, text) == (True, True)
    assert as_copies(text, STORY) == (True, True)


def test_another_outlets_own_telling_is_no_copy():
    assert as_copies(STORY, OTHER_OUTLET) == (False, False)


def test_a_short_line_is_a_copy_only_of_its_equal():
    line = "Police in the harbour town of Larn arrested eleven dockers on Tuesday"
    assert is_copy(sketch(line), sketch(line + "!"))
    assert not is_copy(sketch(line), sketch(STORY))


def test_texts_without_words_are_copies_of_nothing():
    assert keys_of(sketch("—")) == ()
    assert not is_copy(sketch(""), sketch("…"))


def test_furniture_makes_no_copies():
    footer = " ".join(f"Subscribe to newsletter {n} of this house." for n in range(90))
    left, right = STORY + "\n" + footer, OTHER_OUTLET + "\n" + footer
    parts = [[Span(len(text) - len(footer), len(text))] for text in (left, right)]
    assert is_copy(sketch(left), sketch(right))
    assert not is_copy(sketch(left, furniture=parts[0]), sketch(right, furniture=parts[1]))


def test_a_sketch_is_small_and_the_same_in_every_process():
    code = (
        "import sys; from dragoman.linking.copies import sketch; print(sketch(sys.argv[1]).hex())"
    )
    told = subprocess.run([sys.executable, "-c", code, STORY], capture_output=True, text=True)
    assert bytes.fromhex(told.stdout) == sketch(STORY)
    assert len(sketch(STORY)) <= 512


def test_a_sketch_of_another_day_can_still_be_compared():
    """These bytes stand in stores: another hash or seed would make every sketch there strange."""
    assert sketch("Police arrested ten people in Oslo")[:12].hex() == "04000000109df478d684218f"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_keys_fit_a_signed_64_bit_column(text):
    keys = keys_of(sketch(text))
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert len(keys) == len(set(keys)) <= WHOLE


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_copying_goes_both_ways(left, right):
    one, other = sketch(left), sketch(right)
    assert compare(one, other) == compare(other, one)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=80), min_size=2, max_size=5))
def test_many_pairs_at_once_are_answered_like_each_alone(stories):
    sketch_of = {str(at): sketch(" ".join(map(str, words))) for at, words in enumerate(stories)}
    pairs = list(combinations(sketch_of, 2))
    alone = [pair for pair in pairs if is_copy(*(sketch_of[one] for one in pair))]
    assert copies_among(sketch_of, pairs) == alone


def test_some_copies_are_among_many_pairs():
    sketch_of = {"a": sketch(STORY), "b": sketch(OTHER_OUTLET), "c": sketch(REWRITTEN)}
    assert copies_among(sketch_of, list(combinations("abc", 2))) == [("a", "c")]
    assert copies_among(sketch_of, []) == []


def in_order(*stories):
    when = [DAY + timedelta(days) for days in range(len(stories))]
    told = [a_story(id=story, published=day) for story, day in zip(stories, when, strict=True)]
    return {story.id: arrival(story, datetime(2024, 3, 30)) for story in told}


def test_the_earliest_story_that_a_text_repeats_is_its_original():
    pairs = [("c", "b"), ("b", "a"), ("e", "d")]
    found = originals(in_order("a", "b", "c", "d", "e"), pairs)
    assert found == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d"}


def test_of_one_day_the_first_added_is_the_original():
    early, late = datetime(2024, 3, 9, 8), datetime(2024, 3, 9, 9)
    assert arrival(a_story(id="z"), early) < arrival(a_story(id="a"), late)
    assert arrival(a_story(id="z"), late) < arrival(a_story(published=None), early)


def test_two_stories_in_one_later_roundup_stay_apart():
    found = originals(in_order("a", "b", "roundup"), [("a", "roundup"), ("roundup", "b")])
    assert found == {"a": "a", "b": "b", "roundup": "a"}
