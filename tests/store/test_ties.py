"""Pairs of actors: whoever acts, named ones alone, and all parties of a meeting."""

import pytest

from dragoman.store.filters import Filter
from dragoman.store.ties import ties
from tests.plotting.builders import a_drawn_store

ALL = Filter()


@pytest.fixture(scope="module")
def store(shared_home):
    with a_drawn_store(shared_home) as store:
        yield store


def pairs(store, chosen=ALL, mutual=("CONSULT",), limit=10):
    table = ties(store, chosen, mutual=mutual, limit=limit)
    return [tuple(row.values()) for row in table.to_pylist()]


def test_a_pair_is_one_whoever_acts_and_a_meeting_pairs_all_parties(store):
    assert pairs(store) == [
        ("Norway", "Sweden", 2, -0.5),
        ("Denmark", "Norway", 1, 2.5),
        ("Denmark", "Sweden", 1, 2.5),
    ]


def test_what_is_not_mutual_pairs_actors_with_recipients_alone(store):
    assert pairs(store, mutual=()) == [("Norway", "Sweden", 1, -3.5)]


def test_a_filter_and_a_limit_hold(store):
    assert pairs(store, Filter(type=("CONSULT",)), limit=1) == [("Denmark", "Norway", 1, 2.5)]
