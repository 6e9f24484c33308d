"""robots.txt is asked once, and obeyed."""

from dataclasses import replace

import pytest

from tests.watching.builders import OPEN, a_plan, watched
from tests.watching.server import Reply, an_rss, html


@pytest.fixture
def place(tmp_path):
    return watched(tmp_path)


def a_plan_with(site, rules, **manners):
    site["/robots.txt"] = rules
    site["/feed"] = Reply(an_rss("/open/1", "/shut/2"))
    site["/open/1"], site["/shut/2"] = html(1), html(2)
    return a_plan(site.url("/feed"), manners=replace(OPEN, **manners))


def test_what_robots_txt_forbids_is_not_asked_for(site, place):
    robots = Reply(b"User-agent: dragoman\nDisallow: /shut\n\nUser-agent: *\nDisallow: /\n")
    place.once(a_plan_with(site, robots))
    assert site.paths() == ["/feed", "/open/1"]
    assert [row["kind"] for row in place.read("select kind from set_aside")] == ["robots"]


def test_patterns_are_understood(site, place):
    place.once(a_plan_with(site, Reply(b"User-agent: *\nDisallow: /*ut/*$\nAllow: /open\n")))
    assert site.paths() == ["/feed", "/open/1"]


def test_a_forbidden_feed_is_told_and_not_asked(site, place):
    assert place.once(a_plan_with(site, Reply(b"User-agent: *\nDisallow: /\n"))).failed_polls == 1
    assert site.paths() == []
    assert "robots.txt forbids it" in place.rows("select fault from sources")[0]["fault"]


def test_it_is_asked_once_for_all_watches_of_a_day(site, place):
    plan = a_plan_with(site, Reply(b"User-agent: *\nAllow: /\n"))
    place.once(plan)
    place.once(plan)
    assert [path for path, _ in site.asked].count("/robots.txt") == 1


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_host_without_one_allows_everything(site, place, status):
    place.once(a_plan_with(site, Reply(status=status)))
    assert site.paths() == ["/feed", "/open/1", "/shut/2"]


@pytest.mark.parametrize("robots", [Reply(status=500), Reply(fault="reset")])
def test_nothing_is_taken_from_a_host_whose_rules_cannot_be_read(site, place, robots):
    assert place.once(a_plan_with(site, robots)).failed_polls == 1
    assert site.paths() == []


def test_it_can_be_left_aside(site, place):
    place.once(a_plan_with(site, Reply(b"User-agent: *\nDisallow: /\n"), robots=False))
    assert site.paths() == ["/feed", "/open/1", "/shut/2"]
