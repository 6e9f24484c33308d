"""Sources asked for news: conditionally, and as often as they bring some."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.watching.builders import OPEN, Wall, a_plan, watched
from tests.watching.server import Reply, an_rss


@pytest.fixture
def place(tmp_path):
    return watched(tmp_path)


def state(place):
    [row] = place.rows("select * from sources")
    return row


def listed(place):
    return [row["url"] for row in place.rows("select url from pages order by url")]


def conditions(site, path="/feed"):
    """What the feed was asked under, time after time."""
    names = ("If-None-Match", "If-Modified-Since")
    return [tuple(headers.get(name) for name in names) for at, headers in site.asked if at == path]


def test_a_feed_is_asked_for_what_is_new_only(site, place):
    tags = {"ETag": '"v1"', "Last-Modified": "Fri, 08 Mar 2024 10:00:00 GMT"}
    body = an_rss()

    def feed(headers):
        same = headers.get("If-None-Match") == '"v1"'
        return Reply(status=304) if same else Reply(body, headers=tags)

    site["/feed"] = feed
    for _ in range(3):
        assert place.once(a_plan(site.url("/feed"))).failed_polls == 0
    stated = ('"v1"', "Fri, 08 Mar 2024 10:00:00 GMT")
    assert conditions(site) == [(None, None), stated, stated]
    assert state(place)["polls"] == 3


def test_a_feed_that_failed_is_asked_in_full_again(site, place):
    site["/feed"] = [
        Reply(an_rss("/1")[:-9], headers={"ETag": '"broken"'}),
        Reply(an_rss(), headers={"ETag": '"whole"'}),
    ]
    plan = a_plan(site.url("/feed"))
    assert place.once(plan).failed_polls == 1
    assert "ends in the middle" in state(place)["fault"]
    assert place.once(plan).failed_polls == 0
    assert conditions(site) == [(None, None), (None, None)]
    assert (state(place)["failures"], state(place)["fault"]) == (0, "")


def test_a_feed_that_has_moved_for_good_is_asked_at_its_new_place(site, place):
    site["/feed"] = Reply(status=301, headers={"Location": "/new"})
    site["/new"] = Reply(an_rss())
    for _ in range(2):
        place.once(a_plan(site.url("/feed")))
    assert site.paths() == ["/feed", "/new", "/new"]
    assert state(place)["moved"] == site.url("/new")


def test_a_feed_that_is_elsewhere_for_now_is_asked_at_its_own_place(site, place):
    site["/feed"] = Reply(status=302, headers={"Location": "/new"})
    site["/new"] = Reply(an_rss())
    for _ in range(2):
        place.once(a_plan(site.url("/feed")))
    assert site.paths() == ["/feed", "/new", "/feed", "/new"]


def test_a_feed_that_is_gone_is_asked_no_more(site, place):
    site["/feed"] = Reply(status=410)
    for _ in range(2):
        place.once(a_plan(site.url("/feed")))
    assert site.paths() == ["/feed"]


def test_an_address_that_is_changed_in_the_file_begins_anew(site, place):
    site["/gone"] = Reply(status=410)
    site["/feed"] = Reply(an_rss())
    place.once(a_plan(site.url("/gone")))
    assert place.once(a_plan(site.url("/feed"))).failed_polls == 0


def test_only_changed_parts_of_a_sitemap_index_are_read_again(site, place):
    def index(stamp):
        parts = (("a", "2024-01-01"), ("b", stamp))
        rows = (f"<sitemap><loc>/{n}</loc><lastmod>{at}</lastmod></sitemap>" for n, at in parts)
        return Reply(f"<sitemapindex>{''.join(rows)}</sitemapindex>".encode())

    site["/feed"] = [index("2024-03-08"), index("2024-03-09")]
    for name in "ab":
        page = f"<urlset><url><loc>/page-{name}</loc></url></urlset>"
        site[f"/{name}"] = Reply(page.encode())
    for _ in range(2):
        place.once(a_plan(site.url("/feed")))
    assert [path for path in site.paths() if len(path) == 2] == ["/b", "/a", "/b"]
    assert listed(place) == [site.url("/page-a"), site.url("/page-b")]


def test_a_failing_part_of_an_index_costs_no_other(site, place):
    parts = "".join(f"<sitemap><loc>/{name}</loc></sitemap>" for name in "ab")
    site["/feed"] = Reply(f"<sitemapindex>{parts}</sitemapindex>".encode(), headers={"ETag": "1"})
    site["/b"] = Reply(b"<urlset><url><loc>/page</loc></url></urlset>")
    assert place.once(a_plan(site.url("/feed"))).failed_polls == 1
    assert listed(place) == [site.url("/page")]
    assert state(place)["etag"] == ""


def test_a_watch_asks_again_and_again_at_the_pace_of_the_news(site, place):
    site["/feed"] = Reply(an_rss())
    busy = replace(OPEN, poll_least=0.02)
    place.until(a_plan(site.url("/feed"), manners=busy), lambda: len(site.paths()) > 4)
    assert len(site.paths()) > 4
    assert state(place)["pace"] > 0.04


def test_after_a_restart_a_source_is_asked_when_it_is_due(site, place):
    site["/feed"] = Reply(an_rss())
    calm = a_plan(site.url("/feed"), manners=replace(OPEN, poll_least=900))
    place.until(calm, lambda: state(place)["polls"], seconds=2)
    place.until(calm, lambda: len(site.paths()) > 1, seconds=0.3)
    assert site.paths() == ["/feed"]


def test_a_clock_that_was_put_back_hangs_nothing(site, place):
    site["/feed"] = [Reply(an_rss("/1"))]
    site["/1"] = Reply(status=500)
    plan = a_plan(site.url("/feed"))
    place.once(plan, wall=Wall(timedelta(days=900)))
    place.until(plan, lambda: site.paths().count("/1") > 1)
    assert site.paths().count("/1") > 1


def test_a_feed_of_another_kind_of_fault_is_told_and_asked_again(site, place):
    site["/feed"] = [Reply(status=503), Reply(fault="reset"), Reply(an_rss())]
    plan = a_plan(site.url("/feed"))
    days = [Wall(timedelta(days=day)) for day in range(3)]
    assert [place.once(plan, wall=day).failed_polls for day in days] == [1, 1, 0]
