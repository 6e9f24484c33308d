"""Links with several events of one story count for less, those with one event as they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.choices import SHARED, among_choices
from dragoman.linking.clusters import JOINED, clusters

#: Two stories: the first tells one event in two records, the second two events.
UNITS = {"a": ("s", "e1"), "b": ("s", "e1"), "c": ("t", "e1"), "d": ("t", "e2"), "e": ("u", "e1")}
LINKS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("cde"), st.sampled_from([0.3, 0.6, JOINED])),
    max_size=8,
)


def test_a_link_with_the_only_event_of_a_story_keeps_its_score():
    assert among_choices([("a", "c", 0.6)], UNITS) == [("a", "c", 0.6)]


def test_two_records_of_one_event_are_one_choice():
    links = [("a", "c", 0.6), ("b", "c", 0.5)]
    assert among_choices(links, UNITS) == links


def test_links_with_two_events_of_a_story_count_for_less():
    (_, _, near), (_, _, far) = among_choices([("a", "c", 0.6), ("b", "d", 0.5)], UNITS)
    assert (near, far) == (0.6 / 2**SHARED, 0.5 / 2**SHARED)


def test_another_story_is_no_choice():
    links = [("a", "c", 0.6), ("a", "e", 0.6)]
    assert among_choices(links, UNITS) == links


def test_what_a_person_joined_stays_joined():
    links = [("a", "c", JOINED), ("a", "d", 0.5)]
    assert among_choices(links, UNITS)[0] == ("a", "c", JOINED)


def test_links_of_unknown_records_are_left_out():
    assert among_choices([("a", "x", 0.9)], UNITS) == []


@given(LINKS, st.randoms(use_true_random=False))
def test_the_order_of_links_changes_no_score(links, random):
    mixed = [(other, one, score) for one, other, score in links]
    random.shuffle(mixed)
    told = {(one, other, score) for other, one, score in among_choices(mixed, UNITS)}
    assert told == {*among_choices(links, UNITS)}


@given(LINKS)
def test_no_score_rises(links):
    lessened = among_choices(links, UNITS)
    assert all(now[2] <= before[2] for before, now in zip(links, lessened, strict=True))


def test_the_clearest_of_several_events_is_the_one_joined():
    links = among_choices([("a", "c", 0.9), ("a", "d", 0.14)], UNITS)
    assert clusters("acd", links) == [("a", "c"), ("d",)]
