"""A watch from the feed to the store, over a real server."""

import pytest

from tests.watching.builders import a_plan, watched
from tests.watching.server import Reply, an_rss, html


@pytest.fixture
def place(tmp_path):
    return watched(tmp_path)


def a_feed(site, *numbers, path="/feed", **parts):
    """A feed with pages behind it."""
    for number in numbers:
        site[f"/{number}"] = html(number)
    site[path] = Reply(an_rss(*(site.url(f"/{number}") for number in numbers), **parts))
    return site.url(path)


def test_what_a_feed_lists_is_in_the_store(site, place):
    progress = place.once(a_plan(a_feed(site, 1, 2, 3)))
    assert place.stories() == [site.url(f"/{number}") for number in (1, 2, 3)]
    assert (progress.stories, progress.failed_polls) == (3, 0)


def test_a_page_is_fetched_once_however_many_feeds_list_it_and_however_often(site, place):
    plan = a_plan(a_feed(site, 1, 2), a_feed(site, 2, 3, path="/other"))
    place.once(plan)
    place.once(plan)
    pages = [path for path in site.paths() if "e" not in path]
    assert sorted(pages) == ["/1", "/2", "/3"]
    assert len(place.stories()) == 3
