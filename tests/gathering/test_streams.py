"""What standard input holds is told by its content."""

import gzip
import io

import pytest

from dragoman.gathering import gather
from tests.gathering.builders import PAGE, gathered, kinds


@pytest.mark.parametrize(
    "body",
    [
        PAGE,
        b"\n  <!DOCTYPE html>" + PAGE,
        b"\xef\xbb\xbf" + PAGE,
        b"saved from an address\n" + PAGE,
        "<html><p>One.</p></html>".encode("utf-16"),
        gzip.compress(PAGE),
    ],
)
def test_a_page_is_known_by_its_tags(body):
    assert kinds(gathered("-", standard_input=body)) == ["page"]


@pytest.mark.parametrize(
    "body",
    [b"Ministers met.", b"2 < 3, said the minister.", b"{{date}} Ministers met.", b"\x1f is odd"],
)
def test_anything_else_is_a_text(body):
    (given,) = gathered("-", standard_input=body)
    assert given.text == body.decode()


def test_rows_are_known_by_their_first_brace():
    body = b'\xef\xbb\xbf{"text": "One."}\n\nno json\n{"text": "Two."}\n'
    found = gathered("-", standard_input=body)
    assert kinds(found) == ["text", "json", "text"]
    assert found[1].message.startswith("standard input line 3: no JSON")


def test_rows_may_run_past_the_limit_of_a_page():
    row = b'{"text": "' + b"a" * 900 + b'"}\n'
    assert kinds(gathered("-", standard_input=row * 50)) == ["text"] * 50


def test_a_packed_stream_is_not_unpacked_past_the_limit():
    bomb = gzip.compress(b"a" * 5_000_000)
    assert kinds(gathered("-", standard_input=bomb)) == ["too-large"]


def test_a_packed_stream_cut_short_is_told():
    assert kinds(gathered("-", standard_input=gzip.compress(PAGE)[:-9])) == ["broken"]


def test_nothing_on_standard_input_is_told():
    assert kinds(gathered("-")) == ["empty"]


def test_standard_input_stays_open():
    stream = io.BytesIO(b"One sentence.")
    assert kinds(gather(["-"], standard_input=stream)) == ["text"]
    assert not stream.closed
