"""One question, one bounded answer, whatever the server does."""

import time

import pytest

from dragoman.watching.faults import FetchFault
from dragoman.watching.fetching import Question
from tests.watching.builders import asked
from tests.watching.server import Reply, packed

MOST = 20_000


def ask(site, reply, *, most=MOST, **parts):
    site["/it"] = reply
    return asked(Question(site.url("/it"), most, allow_private=True), **parts)


def fault(site, reply, **parts):
    with pytest.raises(FetchFault) as caught:
        ask(site, reply, **parts)
    return caught.value


def test_an_answer_has_its_body_and_headers(site):
    answer = ask(site, Reply(b"words", headers={"ETag": '"a"'}))
    assert (answer.body, answer.headers["etag"], answer.moved) == (b"words", '"a"', "")


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", packed(b"words")),
        ("identity", b"words"),
    ],
)
def test_packed_bodies_are_unpacked(site, coding, body):
    assert ask(site, Reply(body, headers={"Content-Encoding": coding})).body == b"words"


@pytest.mark.parametrize(
    ("reply", "says", "lasting"),
    [
        (Reply(fault="silent"), "timed out", False),
        (Reply(fault="reset"), "", False),
        (Reply(fault="hang-up"), "without sending a response", False),
        (Reply(b"words", fault="cut"), "", False),
        (Reply(b"words", fault="trickle", headers={"Content-Length": "9999"}), "timed out", False),
        (Reply(b"a", fault="endless"), "more than the 0.02 MB", True),
        (Reply(headers={"Content-Length": "99999999"}), "more than the 0.02 MB", True),
        (
            Reply(packed(b"0" * 1_000, times=9_000), headers={"Content-Encoding": "gzip"}),
            "0.02 MB",
            True,
        ),
        (Reply(packed(b"words")[:-9], headers={"Content-Encoding": "gzip"}), "too early", False),
        (Reply(b"no gzip", headers={"Content-Encoding": "gzip"}), "damaged", False),
        (Reply(b"words", headers={"Content-Encoding": "br"}), "unasked", True),
        (Reply(status=500), "HTTP 500", False),
        (Reply(status=404), "HTTP 404", False),
        (Reply(status=403), "HTTP 403", True),
        (Reply(headers={"X": "a" * 200_000}), "", False),
    ],
)
def test_a_fault_says_whether_asking_again_is_of_use(site, reply, says, lasting):
    found = fault(site, reply)
    assert says in found.message
    assert found.lasting is lasting
    assert site.url("/it") in found.message
    assert "\n" not in found.message


def test_an_endless_body_is_left_at_once(site):
    began = time.monotonic()
    fault(site, Reply(b"a", fault="endless"))
    assert time.monotonic() - began < 0.5


def test_a_host_that_cannot_be_reached_is_to_rest():
    with pytest.raises(FetchFault) as caught:
        asked(Question("http://127.0.0.1:1/", MOST, allow_private=True))
    assert caught.value.busy


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "http://10.0.0.7/"]
)
def test_a_private_host_is_refused_where_it_is_not_allowed(url):
    with pytest.raises(FetchFault, match="no public address") as caught:
        asked(Question(url, MOST))
    assert caught.value.lasting


@pytest.mark.parametrize("url", ["http://[broken/", "ftp://example.org/", "http:///nowhere"])
def test_what_is_no_address_is_told(url):
    with pytest.raises(FetchFault) as caught:
        asked(Question(url, MOST, allow_private=True))
    assert caught.value.lasting


def test_a_busy_host_says_for_how_long(site):
    found = fault(site, Reply(status=429, headers={"Retry-After": "120"}))
    assert (found.busy, found.rest) == (True, 120.0)


def test_the_end_of_a_long_body_is_never_taken_for_the_next_answer(site):
    site["/next"] = Reply(b"next")
    long = Reply(
        b"first HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfake", headers={"Content-Length": "5"}
    )
    assert ask(site, long).body == b"first"
    assert asked(Question(site.url("/next"), MOST, allow_private=True)).body == b"next"
