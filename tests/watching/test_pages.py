"""Pages: taken when they come whole, asked for again when they do not, given up in the end."""

from dataclasses import replace

import pytest

from dragoman.watching.pages import looks_whole
from tests.watching.builders import QUICK, a_plan, watched
from tests.watching.server import Reply, a_page, an_rss, html, packed

FAULTS = {
    "silent": Reply(fault="silent"),
    "reset": Reply(fault="reset"),
    "hang-up": Reply(fault="hang-up"),
    "cut": Reply(a_page(1), fault="cut"),
    "error": Reply(status=500),
    "late": Reply(status=404),
    "half": Reply(a_page(1)[:200], headers={"Content-Type": "text/html"}),
    "short": Reply(a_page(1), headers={"Content-Length": "200", "Content-Type": "text/html"}),
    "trickle": Reply(a_page(1), fault="trickle", headers={"Content-Length": "40000"}),
    "empty": Reply(headers={"Content-Type": "text/html"}),
    "circle": Reply(status=302, headers={"Location": "/1"}),
    "damaged": Reply(packed(a_page(1))[:-20], headers={"Content-Encoding": "gzip"}),
}
LASTING = {
    "endless": (Reply(b"<html>", fault="endless"), "too-large"),
    "bomb": (
        Reply(packed(a_page(1), times=9_000), headers={"Content-Encoding": "gzip"}),
        "too-large",
    ),
    "forbidden": (Reply(status=403), "fetch"),
    "picture": (Reply(b"GIF89a", headers={"Content-Type": "image/gif"}), "fetch"),
    "away": (Reply(status=302, headers={"Location": "file:///etc/hostname"}), "fetch"),
}


@pytest.fixture
def place(tmp_path):
    return watched(tmp_path)


def a_plan_for(site, *replies, **parts):
    """A plan whose feed lists one page, which is answered so."""
    site["/feed"] = Reply(an_rss(site.url("/1")))
    site["/1"] = list(replies)
    return a_plan(site.url("/feed"), **parts)


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_page_that_did_not_come_whole_is_asked_for_again(site, place, name):
    plan = a_plan_for(site, FAULTS[name], html(1))
    place.rounds(plan, 1)
    assert place.rows("select state, tries from pages") == [{"state": "waiting", "tries": 1}]
    place.rounds(plan, 2)
    assert place.stories() == [site.url("/1")]
    assert place.read("select * from set_aside") == []


@pytest.mark.parametrize("name", sorted(LASTING))
def test_a_page_that_will_never_come_is_given_up_at_once_and_told(site, place, name):
    reply, kind = LASTING[name]
    place.rounds(a_plan_for(site, reply), 2)
    assert site.paths().count("/1") == 1
    [aside] = place.read("select kind, url from set_aside")
    assert aside == {"kind": kind, "url": site.url("/1")}


def test_a_page_that_fails_every_time_is_given_up_in_the_end(site, place):
    place.rounds(a_plan_for(site, Reply(status=500), bounds=replace(QUICK, tries=2)), 3)
    assert site.paths().count("/1") == 2
    assert [row["message"] for row in place.read("select message from set_aside")] == [
        f"{site.url('/1')}: HTTP 500"
    ]


def test_pages_of_a_host_that_is_away_wait_for_it(site, place):
    plan = a_plan_for(site, Reply(status=503), html(1), bounds=replace(QUICK, tries=1))
    place.rounds(plan, 2)
    assert place.stories() == [site.url("/1")]


def test_pages_of_a_host_that_stays_away_are_given_up(site, place):
    plan = a_plan_for(site, Reply(status=503), bounds=replace(QUICK, tries=2))
    site["/feed"] = [site.pages["/feed"], Reply(an_rss())]
    place.rounds(plan, 7)
    assert len(place.read("select * from set_aside")) == 1


def test_a_page_that_is_never_closed_is_taken_as_it_is(site, place):
    unclosed = a_page(1).replace(b"</body></html>", b"")
    place.rounds(a_plan_for(site, Reply(unclosed, headers={"Content-Type": "text/html"})), 3)
    assert place.stories() == [site.url("/1")]


def test_a_page_is_taken_unclosed_only_when_it_comes_so_again_and_again(site, place):
    half = Reply(a_page(1)[:200], headers={"Content-Type": "text/html"})
    error = Reply(status=500)
    place.rounds(a_plan_for(site, half, half, error, html(1), bounds=replace(QUICK, tries=9)), 4)
    [row] = place.read("select text from stories")
    assert "third day" in row["text"]


def test_redirects_are_followed_and_end_at_one_story(site, place):
    site["/a"] = Reply(status=301, headers={"Location": "/b"})
    site["/b"] = Reply(status=302, headers={"Location": "/1"})
    site["/1"] = html(1)
    site["/feed"] = Reply(an_rss("/a", "/b", "/1"))
    place.rounds(a_plan(site.url("/feed")), 2)
    assert place.stories() == [site.url("/1")]


def test_redirects_without_end_are_left(site, place):
    for number in range(1, 9):
        site[f"/{number}"] = Reply(status=302, headers={"Location": f"/{number + 1}"})
    site["/feed"] = Reply(an_rss("/1"))
    place.rounds(a_plan(site.url("/feed"), bounds=replace(QUICK, redirects=3)), 1)
    assert site.paths() == ["/feed", "/1", "/2", "/3", "/4"]


def test_the_day_of_the_feed_counts_where_the_page_has_none(site, place):
    site["/feed"] = Reply(an_rss("/1", days=["Fri, 08 Mar 2024 23:30:00 -0500"]))
    site["/1"] = html(1)
    place.rounds(a_plan(site.url("/feed")), 1)
    [row] = place.read("select cast(published as text) as day, published_evidence from stories")
    assert row == {"day": "2024-03-08", "published_evidence": "feed"}


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        (b"<html><body>a</body></html>", True),
        (b"<HTML><p>a</HTML >", True),
        (b"<html><body>a", False),
        (b"plain words", True),
        (b"<p>a part of a page", True),
    ],
)
def test_hypertext_that_is_opened_must_be_closed(body, whole):
    assert looks_whole(body) is whole
