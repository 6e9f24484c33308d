"""Clusters: the same whatever the order, never across "different", and not by chains alone."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.clusters import JOINED, clusters

IDS = "abcdefgh"
PAIRS = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(
    lambda pair: pair[0] != pair[1]
)
LINKS = st.lists(
    st.tuples(PAIRS, st.sampled_from([0.4, 0.5, 0.7, 0.9, JOINED])).map(
        lambda one: (*one[0], one[1])
    ),
    max_size=16,
)


def test_what_is_linked_is_one_event():
    assert clusters("abc", [("a", "b", 0.8)]) == [("a", "b"), ("c",)]


def test_a_long_chain_of_links_falls_apart():
    chain = [(one, other, 0.6) for one, other in pairwise("abcdefghijklmnop")]
    assert max(map(len, clusters("abcdefghijklmnop", chain))) <= 8


def test_records_that_are_joined_stand_as_one():
    links = [("a", "b", JOINED), ("b", "c", JOINED), ("c", "d", 0.6)]
    assert clusters("abcd", links) == [("a", "b", "c", "d")]


def test_a_different_parts_even_what_is_joined():
    links = [("a", "b", JOINED), ("b", "c", JOINED)]
    assert clusters("abc", links, [("c", "a")]) == [("a", "b"), ("c",)]


@given(LINKS, st.lists(PAIRS, max_size=6), st.randoms(use_true_random=False))
def test_order_changes_nothing(links, different, random):
    mixed = [(right, left, score) for left, right, score in links]
    random.shuffle(mixed)
    assert clusters(reversed(IDS), mixed, different[::-1]) == clusters(IDS, links, different)


@given(LINKS, st.lists(PAIRS, max_size=6))
def test_no_cluster_crosses_a_different(links, different):
    for cluster in clusters(IDS, links, different):
        assert not any(left in cluster and right in cluster for left, right in different)


@given(LINKS, st.lists(PAIRS, max_size=6))
def test_each_id_is_in_one_cluster(links, different):
    found = [each for cluster in clusters(IDS, links, different) for each in cluster]
    assert sorted(found) == sorted(IDS)


@given(LINKS, LINKS, st.lists(PAIRS, max_size=4))
def test_a_neighbourhood_clustered_alone_is_as_in_the_whole(links, others, different):
    far = [(f"x{left}", f"x{right}", score) for left, right, score in others]
    everybody = [*IDS, *(f"x{each}" for each in IDS)]
    whole = clusters(everybody, [*links, *far], different)
    assert [one for one in whole if one[0] in IDS] == clusters(IDS, links, different)
