import pytest

pytest.importorskip("torch")

from dataclasses import replace

import numpy as np

from dragoman.tagging.labels import Calibration
from dragoman.tagging.sureness import Signs, sureness
from dragoman.training.calibrate import calibrate, expected_error
from dragoman.training.tune import Held, answer_story
from tests.training.test_model import BUNDLE, STORY, a_lesson, a_model


def test_the_fitted_scores_tell_right_from_wrong():
    lesson = a_lesson()
    held = [Held(STORY, lesson.stories[0], answer_story(a_model(), lesson.stories[0], lesson))]
    eager = replace(BUNDLE.labels, thresholds=replace(BUNDLE.labels.thresholds, trigger=0.0))
    calibration = calibrate(held, eager)
    assert calibration != Calibration()
    empty = Signs(**dict.fromkeys(Signs.__slots__, 0.0))
    assert 0.0 < sureness(empty, calibration) < 1.0


def test_the_expected_error_is_how_far_scores_are_from_what_comes_true():
    assert expected_error([0.95] * 20, [True] * 19 + [False]) == pytest.approx(0.0)
    assert expected_error([0.95] * 20, [False] * 20) == pytest.approx(0.95)
    rng = np.random.default_rng(1)
    scores = rng.random(5000)
    assert expected_error(scores.tolist(), (rng.random(5000) < scores).tolist()) < 0.03
