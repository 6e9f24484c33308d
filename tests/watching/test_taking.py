from hypothesis import given
from hypothesis import strategies as st

from dragoman.watching.taking import LEAST_BATCH, MOST_BATCH, next_batch


@given(st.integers(LEAST_BATCH, MOST_BATCH), st.floats(0, 1e6))
def test_batches_grow_while_they_are_quick_and_shrink_while_they_are_slow(size, seconds):
    following = next_batch(size, seconds)
    assert LEAST_BATCH <= following <= MOST_BATCH
    assert (following >= size) if seconds < 1 else (following <= size)
