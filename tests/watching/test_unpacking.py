import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.watching.faults import FetchFault
from dragoman.watching.unpacking import Body

PACKERS = {"gzip": gzip.compress, "": bytes}


def unpack(wire, coding, *, most, size):
    body = Body("http://a", coding, most=most)
    for start in range(0, len(wire), size):
        body.add(wire[start : start + size])
    return body.whole()


@given(st.binary(max_size=3_000), st.sampled_from(sorted(PACKERS)), st.integers(1, 500))
def test_however_bytes_arrive_the_body_is_the_same(plain, coding, size):
    assert unpack(PACKERS[coding](plain), coding, most=3_000, size=size) == plain


@given(st.integers(1, 5_000), st.integers(1, 500))
def test_no_more_than_the_bound_is_ever_kept(most, size):
    wire = gzip.compress(b"0" * 200_000)
    with pytest.raises(FetchFault, match="allowed"):
        unpack(wire, "gzip", most=most, size=size)
