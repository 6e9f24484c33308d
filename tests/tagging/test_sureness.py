import numpy as np
import pytest

from dragoman.tagging.labels import Calibration
from dragoman.tagging.sureness import Signs, all_right, log_odds, sureness


def signs(**changes):
    return Signs(**(dict.fromkeys(Signs.__slots__, 0.0) | changes))


def test_even_odds_are_zero_and_certainty_is_bounded():
    assert log_odds(0.5) == pytest.approx(0.0, abs=1e-6)
    assert log_odds(1.0) == -log_odds(0.0) == 12.0


def test_a_word_near_its_threshold_costs_most():
    close = all_right(np.array([0.9, 0.55]), 0.5)
    assert close < all_right(np.array([0.9, 0.95]), 0.5) < 0.0


def test_weights_turn_signs_into_a_share():
    calibration = Calibration(bias=-1.0, found=0.5, actors=2.0)
    assert sureness(signs(found=2.0), calibration) == pytest.approx(0.5)
    assert sureness(signs(found=2.0, actors=-3.0), calibration) < 0.01


def test_every_sign_has_a_weight():
    assert {name for name in Calibration.__slots__ if name != "bias"} == set(Signs.__slots__)
