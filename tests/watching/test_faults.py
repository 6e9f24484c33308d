from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.watching.faults import retry_after
from dragoman.watching.retrying import pause_before

NOON = datetime(2024, 3, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sat, 09 Mar 2024 12:01:00 GMT", 60.0),
        ("Sat, 09 Mar 2024 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
        ("99999999999999999999", 999999999999.0),
    ],
)
def test_retry_after_is_a_number_or_a_date(words, seconds):
    assert retry_after(words, NOON) == seconds


@given(st.text(max_size=40))
def test_whatever_a_server_writes_there_is_no_surprise(words):
    seconds = retry_after(words, NOON)
    assert seconds is None or seconds >= 0


@given(st.integers(1, 10_000))
def test_each_pause_is_at_least_as_long_as_the_last_and_bounded(failures):
    one, two = (pause_before(n, first=5, most=3_600) for n in (failures, failures + 1))
    assert 5 <= one <= two <= 3_600
