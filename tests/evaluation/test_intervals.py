from dragoman.evaluation.intervals import intervals
from dragoman.evaluation.tally import counts, hits, rate, row

TALLIES = [counts("event", right=n, extra=1, missed=2) + hits("aux", n, 10) for n in range(1, 9)]


def figures_of(tally):
    return {"event": row(tally, "event"), "aux": rate(tally, "aux")}


def test_an_interval_holds_the_figure_of_all_stories():
    whole = figures_of(sum(TALLIES[1:], TALLIES[0]))
    ranges = intervals(TALLIES, figures_of)
    assert ranges["event"][0] < whole["event"]["f1"] < ranges["event"][1]
    assert ranges["aux"][0] < whole["aux"] < ranges["aux"][1]


def test_the_same_tallies_give_the_same_interval():
    assert intervals(TALLIES, figures_of) == intervals(TALLIES, figures_of)


def test_another_seed_draws_other_stories():
    few = {"samples": 20}
    first = intervals(TALLIES, figures_of, seed=1, **few)
    assert first != intervals(TALLIES, figures_of, seed=2, **few)


def test_stories_all_alike_leave_no_doubt():
    assert intervals(TALLIES[:1] * 5, figures_of)["aux"] == (10, 10)


def test_more_stories_make_a_narrower_interval():
    low, high = intervals(TALLIES, figures_of)["aux"]
    less_low, less_high = intervals(TALLIES * 9, figures_of)["aux"]
    assert less_high - less_low < high - low


def test_no_stories_have_no_interval():
    assert intervals([], figures_of) == {}
