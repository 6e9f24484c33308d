from dragoman.evaluation.risk import judged, risk_curve
from tests.evaluation.builders import a_gold_event, a_record


def test_coverage_falls_and_the_share_of_right_ones_is_of_those_that_are_left():
    curve = risk_curve([(0.95, True), (0.85, True), (0.6, False), (0.2, False)])
    by_score = {point["score"]: point for point in curve}
    assert (by_score[0.0]["coverage"], by_score[0.0]["right"]) == (100.0, 50.0)
    assert (by_score[0.8]["coverage"], by_score[0.8]["right"]) == (50.0, 100.0)


def test_no_record_at_all_is_a_curve_of_zeros():
    assert {point["records"] for point in risk_curve([])} == {0}


def test_a_record_is_right_only_with_its_type_and_both_sides():
    right = a_record(score=0.9)
    wrong_side = a_record(recipients=(), score=0.4)
    assert judged([a_gold_event()], [right]) == [(0.9, True)]
    assert judged([a_gold_event()], [wrong_side]) == [(0.4, False)]
    assert judged([a_gold_event(type_="ASSAULT")], [right]) == [(0.9, False)]
