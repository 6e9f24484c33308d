"""Fitting the linker: what tells gets weight, more alike never weighs less, the table is read back."""

from __future__ import annotations

import numpy as np

from dragoman.linking.compare import COMPARISONS
from dragoman.linking.model import Weights, scores
from dragoman.linking.table import read_table, text_of_table
from dragoman.training.linker import fit, fit_linker
from dragoman.training.linker_table import with_weights

RANDOM = np.random.default_rng(7)


def pairs(share_by_level, n=400):
    """Pairs with one feature whose levels are one event in these shares."""
    level = RANDOM.integers(0, len(share_by_level), n).astype(np.int8)
    return level[:, None], RANDOM.random(n) < np.array(share_by_level)[level]


def test_what_is_alike_weighs_more():
    levels, same = pairs([0.9, 0.1])
    alike, unlike = fit(levels, same, [2]).of_levels[0]
    assert alike > unlike


def test_no_level_weighs_less_than_a_less_alike_one():
    levels, same = pairs([0.2, 0.8, 0.1])
    weights = fit(levels, same, [3]).of_levels[0]
    assert sorted(weights, reverse=True) == list(weights)


def test_what_abstains_adds_nothing():
    weights = Weights(-1.0, ((2.0, -2.0),))
    assert weights.odds(np.array([[-1]], np.int8)).tolist() == [-1.0]


def test_scores_are_as_often_right_as_they_say():
    levels, same = pairs([0.7, 0.2], n=4000)
    told = scores(fit(levels, same, [2]).odds(levels))
    assert abs(told.mean() - same.mean()) < 0.01


def test_unlabelled_pairs_that_look_like_one_event_teach_nothing():
    levels, same = pairs([0.9, 0.02], n=2000)
    labelled = np.ones(len(same), np.bool_)
    more = np.zeros((300, 1), np.int8)  # as alike as can be, but nobody compared them
    fitted = fit_linker(
        np.concatenate([levels, more]),
        np.concatenate([same, np.zeros(300, np.bool_)]),
        np.concatenate([labelled, np.zeros(300, np.bool_)]),
        [2],
    )
    assert np.allclose(fitted.of_levels[0], fit(levels, same, [2]).of_levels[0])


def test_the_table_written_is_read_back():
    weights = Weights(-2.5, tuple(tuple(0.25 for _ in one.levels) for one in COMPARISONS))
    table = read_table(with_weights(text_of_table(), weights), "linker.toml")
    assert table.constant == -2.5
    assert set(table.weights["type"].values()) == {0.25}
