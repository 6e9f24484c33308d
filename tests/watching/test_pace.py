from hypothesis import given
from hypothesis import strategies as st

from dragoman.watching.pace import Pace

PACE = Pace(least=300, most=21_600)


def test_no_news_slow_a_source_down_and_news_quicken_it():
    assert PACE.next(1_000, new=0, listed=20) == 1_500
    assert PACE.next(1_000, new=2, listed=20) == 500


def test_where_much_was_new_some_may_have_been_missed():
    assert PACE.next(20_000, new=15, listed=20) == 300


@given(st.floats(0, 1e9), st.integers(0, 50), st.integers(0, 50), st.floats(0, 1e9))
def test_a_pause_is_always_within_the_bounds(pause, new, listed, asked):
    bounded = Pace(300, 21_600, asked).next(pause, new=new, listed=listed)
    assert 300 <= bounded <= 21_600
    assert bounded >= min(asked, 3_600)
