"""Whatever a feed holds: a list of addresses, or the reason why there is none."""

from __future__ import annotations

import pytest
from hypothesis import given

from dragoman.errors import StoryError
from tests.fuzz.hostile import FEEDS
from tests.fuzz.inputs import charsets, feeds
from tests.fuzz.kept import fuzzed, watched

reading = pytest.importorskip("dragoman.watching.feeds", reason="feedparser is not installed")

MOST = 10_000_000
SIZE = 20_000


def is_sound(body: bytes, charset: str | None) -> bool:
    """Whether the feed is refused with a reason, or lists addresses and a pause that can be waited."""
    try:
        listing = reading.read_feed(body, "https://a.example/f", charset=charset, most=MOST)
    except StoryError as fault:
        return fault.kind != "internal"
    addresses = [entry.url for entry in listing.entries]
    return 0 <= listing.pause < float("inf") and all(
        url.startswith(("http://", "https://")) for url in addresses
    )


@fuzzed
@given(feeds, charsets)
def test_a_feed_is_read_or_refused(body, charset):
    with watched("feed.xml", body):
        assert is_sound(body, charset)


@pytest.mark.parametrize("name", sorted(FEEDS))
def test_a_feed_made_to_cost_time_is_read_or_refused(name):
    body = FEEDS[name](SIZE).encode()
    with watched("feed.xml", body):
        assert is_sound(body, "utf-8")
