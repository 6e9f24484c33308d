"""Hosts are asked one thing at a time, with pauses, and left alone when they want to be."""

import asyncio
import time
from dataclasses import replace
from itertools import pairwise

import pytest

from dragoman.watching.faults import FetchFault
from dragoman.watching.hosts import Hosts, host_of
from dragoman.watching.plan import Bounds
from tests.watching.builders import OPEN, QUICK, a_clock, a_plan, watched
from tests.watching.server import Reply, an_rss, html

URL = "http://example.org/1"


def hosts_with(**bounds):
    notes = []
    return Hosts(Bounds(**bounds), a_clock(), lambda *note: notes.append(note)), notes


def test_between_two_questions_to_a_host_lies_a_pause():
    hosts, _ = hosts_with()
    times = []

    async def ask():
        async with hosts.turn(URL, 0.1):
            times.append(time.monotonic())
            await asyncio.sleep(0.02)

    async def ask_thrice():
        await asyncio.gather(ask(), ask(), ask())

    asyncio.run(ask_thrice())
    pauses = [later - sooner for sooner, later in pairwise(times)]
    assert all(0.115 < pause < 0.3 for pause in pauses)


def test_no_more_hosts_are_asked_at_once_than_allowed():
    hosts, _ = hosts_with(connections=2)
    now, most = 0, []

    async def ask(number):
        nonlocal now
        async with hosts.turn(f"http://h{number}.example/", 0):
            now += 1
            most.append(now)
            await asyncio.sleep(0.01)
            now -= 1

    async def ask_all():
        await asyncio.gather(*map(ask, range(8)))

    asyncio.run(ask_all())
    assert max(most) == 2


def test_a_host_that_asks_for_rest_has_it_and_that_is_written_down():
    hosts, notes = hosts_with()
    hosts.failed(URL, FetchFault("busy", busy=True, rest=90.0))
    assert 89 < hosts.wait_for("example.org:80") <= 90
    [(name, failures, _)] = notes
    assert (name, failures) == ("example.org:80", 1)


def test_a_rest_without_end_is_bounded():
    hosts, _ = hosts_with(rest_most=100)
    hosts.failed(URL, FetchFault("busy", busy=True, rest=1e12))
    assert hosts.wait_for("example.org:80") <= 100
    hosts.recall("other:80", 3, 1e12)
    assert hosts.wait_for("other:80") <= 100


def test_a_host_is_left_alone_longer_and_longer_only_when_it_fails_again_and_again():
    hosts, _ = hosts_with(retry=10)
    waits = []
    for _ in range(5):
        hosts.failed(URL, FetchFault("broken"))
        waits.append(hosts.wait_for("example.org:80"))
    assert waits[:2] == [0, 0]
    assert 35 < waits[2] < waits[3] < waits[4]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_host_that_lacks_a_page_is_well(status):
    hosts, notes = hosts_with()
    for _ in range(9):
        hosts.failed(URL, FetchFault("no", status=status))
    assert (hosts.wait_for("example.org:80"), notes) == (0, [])


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://Example.org/a", "example.org:80"),
        ("https://example.org./", "example.org:443"),
        ("http://[::1]:8080/", "::1:8080"),
    ],
)
def test_a_host_is_a_name_and_a_port(url, host):
    assert host_of(url) == host


def test_a_watch_leaves_a_busy_host_alone_also_after_a_restart(site, tmp_path):
    place = watched(tmp_path)
    site["/feed"] = Reply(an_rss("/1", "/2"))
    site["/1"] = site["/2"] = Reply(status=503, headers={"Retry-After": "3000"})
    plan = a_plan(site.url("/feed"))
    place.once(plan)
    place.once(plan)
    assert len(site.paths()) == 2


def test_a_watch_keeps_the_pause_of_its_file(site, tmp_path):
    site["/feed"] = Reply(an_rss("/1", "/2"))
    site["/1"], site["/2"] = html(1), html(2)
    manners = replace(OPEN, gap=0.15, robots=False)
    began = time.monotonic()
    watched(tmp_path).once(a_plan(site.url("/feed"), manners=manners, bounds=QUICK))
    assert time.monotonic() - began > 0.3
