"""The scores of clusterings, from examples worked out by hand and in the papers."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluation.assignment import best_total
from dragoman.evaluation.clusters import (
    b_cubed,
    ceaf_e,
    conll,
    link_score,
    links,
    muc,
    without_singletons,
)

# Bagga and Baldwin (1998): twelve mentions; their two responses.
TRUTH = ["12345", "67", "89ABC"]
RESPONSE_1 = ["12345", "6789ABC"]
RESPONSE_2 = ["1234589ABC", "67"]


@pytest.mark.parametrize(("response", "precision"), [(RESPONSE_1, 16 / 21), (RESPONSE_2, 7 / 12)])
def test_b_cubed_of_the_paper(response, precision):
    score = b_cubed(TRUTH, response)
    assert (score.precision, score.recall) == (pytest.approx(precision), 1)


@pytest.mark.parametrize("response", [RESPONSE_1, RESPONSE_2])
def test_muc_cannot_tell_the_two_responses_apart(response):
    score = muc(TRUTH, response)
    assert (score.precision, score.recall) == (pytest.approx(9 / 10), 1)


def test_muc_of_a_cluster_in_pieces():
    # Vilain et al. (1995): truth A-B-C-D, response A-B and C-D.
    score = muc(["ABCD"], ["AB", "CD"])
    assert (score.precision, score.recall) == (1, pytest.approx(2 / 3))


def test_ceaf_of_the_first_response():
    # 5 with 5: 1; 5 of 7 with 5: 2 * 5 / 12, which beats the 2 of 7 with 2.
    score = ceaf_e(TRUTH, RESPONSE_1)
    alike = 1 + 10 / 12
    assert (score.precision, score.recall) == (pytest.approx(alike / 2), pytest.approx(alike / 3))


def test_conll_is_the_mean_of_the_three():
    f1 = [score(TRUTH, RESPONSE_1).f1 for score in (muc, b_cubed, ceaf_e)]
    assert conll(TRUTH, RESPONSE_1) == pytest.approx(sum(f1) / 3)


def test_the_truth_scores_one():
    assert conll(TRUTH, TRUTH[::-1]) == pytest.approx(1)


def test_nothing_found_scores_nothing():
    assert conll(TRUTH, []) == 0


def test_singletons_are_dropped():
    assert without_singletons(["a", "bc"]) == ["bc"]


def test_a_member_that_the_truth_lacks_counts_against_precision():
    score = b_cubed(["ab"], ["abx"])
    assert (score.precision, score.recall) == (pytest.approx(4 / 9), 1)


def test_links_run_between_stories_only():
    assert links(["abc"], {"a": "s1", "b": "s1", "c": "s2"}) == {("a", "c"), ("b", "c")}


def test_links_are_scored_by_those_in_both():
    score = link_score({1, 2, 3, 4}, {3, 4, 5})
    assert (score.precision, score.recall) == (pytest.approx(2 / 3), 1 / 2)


@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=1, max_size=4))
def test_the_best_pairing_is_that_of_trying_all(table):
    edges = [(row, at, value) for row, line in enumerate(table) for at, value in enumerate(line)]
    tried = (
        sum(table[row][at] for row, at in enumerate(way))
        for way in permutations(range(4), len(table))
    )
    assert best_total(edges) == pytest.approx(max(tried))
