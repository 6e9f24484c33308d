"""Pages that change after they came: fetched again, each version a story of its own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dragoman.watching.entry import Entry
from dragoman.watching.ledger_pages import PageRows
from dragoman.watching.moments import moment
from tests.watching.builders import OPEN, Wall, a_book, a_plan, watched
from tests.watching.server import Reply, html
from tests.watching.test_ledger import a_fetched_page

URL, HOST = "http://e.org/1", "e.org:80"
HOUR = 3_600.0
FIRST, LATER = 1_000.0, 2_000.0
SEEN = 50_000.0


@pytest.fixture
def place(tmp_path):
    return watched(tmp_path)


def atom(path, updated, published="2024-03-08T09:00:00Z"):
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>News</title><entry><title>A</title>"
        f"<link href='{path}'/><published>{published}</published><updated>{updated}</updated>"
        "</entry></feed>"
    ).encode()


def sitemap(url, lastmod):
    return f"<urlset><url><loc>{url}</loc><lastmod>{lastmod}</lastmod></url></urlset>".encode()


def json_feed(url, modified):
    return (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": '
        f'[{{"url": "{url}", "date_modified": "{modified}"}}]}}'
    ).encode()


@pytest.mark.parametrize("feed", [atom, sitemap, json_feed])
def test_a_page_that_changed_is_a_second_story(site, place, feed):
    plan = a_plan(site.url("/feed"))
    site["/feed"] = Reply(feed(site.url("/1"), "2024-03-08T10:00:00Z"))
    site["/1"] = html(1)
    place.once(plan)
    place.once(plan, wall=Wall(timedelta(hours=2)))
    assert site.paths().count("/1") == 1  # nothing says that it changed

    site["/feed"] = Reply(feed(site.url("/1"), "2024-03-08T11:30:00Z"))
    site["/1"] = html(
        1, words="Police in Narva freed all three people. The mayor resigned on Friday."
    )
    place.once(plan, wall=Wall(timedelta(hours=4)))
    assert site.paths().count("/1") == 2
    rows = place.read("select id, url, text from stories order by added, id")
    assert [row["url"] for row in rows] == [site.url("/1")] * 2
    assert len({row["id"] for row in rows}) == 2
    assert "freed" in rows[1]["text"]
    assert place.rows("select stories from days") == [{"stories": 1}]


def test_a_page_that_says_the_same_is_kept_once(site, place):
    plan = a_plan(site.url("/feed"))
    site["/1"] = html(1)
    for hour in (0, 2):
        site["/feed"] = Reply(atom("/1", f"2024-03-08T1{hour}:00:00Z"))
        place.once(plan, wall=Wall(timedelta(hours=hour)))
    assert site.paths().count("/1") == 2
    assert len(place.stories()) == 1


def test_a_page_that_is_gone_when_it_has_changed_stays_as_it_was(site, place):
    plan = a_plan(site.url("/feed"))
    site["/feed"] = Reply(atom("/1", "2024-03-08T10:00:00Z"))
    site["/1"] = html(1)
    place.once(plan)
    site["/feed"] = Reply(atom("/1", "2024-03-08T12:00:00Z"))
    site["/1"] = Reply(status=410)
    place.once(plan, wall=Wall(timedelta(hours=2)))
    assert site.paths().count("/1") == 2
    assert place.stories() == [site.url("/1")]
    assert place.read("select * from set_aside") == []
    assert place.rows("select state from pages") == [{"state": "done"}]


def test_a_page_behind_a_redirect_is_had_again_where_it_was_found(site, place):
    plan = a_plan(site.url("/feed"))
    site["/short"] = Reply(status=302, headers={"Location": "/1"})
    site["/feed"] = Reply(atom("/short", "2024-03-08T10:00:00Z"))
    site["/1"] = html(1)
    place.once(plan)
    site["/feed"] = Reply(atom("/short", "2024-03-08T12:00:00Z"))
    site["/1"] = html(
        1, words="Police in Narva freed all three people. The mayor resigned on Friday."
    )
    place.once(plan, wall=Wall(timedelta(hours=2)))
    assert site.paths().count("/short") == 1
    assert len(place.stories()) == 2


def test_one_version_is_enough_where_the_file_says_so(site, place):
    plan = a_plan(site.url("/feed"), manners=replace(OPEN, max_versions=1))
    site["/1"] = html(1)
    for hour in (0, 2):
        site["/feed"] = Reply(atom("/1", f"2024-03-08T1{hour}:00:00Z"))
        place.once(plan, wall=Wall(timedelta(hours=hour)))
    assert site.paths().count("/1") == 1


def a_done_page(book, changed):
    """A page that its source says changed then, and that came at second 1."""
    pages = PageRows(book)
    pages.list_entries("s", [Entry(URL, changed=changed)], at=0)
    a_fetched_page(book, URL)
    pages.finish(pages.hand_over(1))
    return pages


def told(pages, changed, *, source="s", at=SEEN, versions=5):
    """Whether the page waits again after this is listed."""
    entry = Entry(URL, changed=changed)
    return bool(pages.list_entries(source, [entry], at=at, versions=versions).again)


def test_each_version_waits_twice_as_long_as_the_last(tmp_path):
    with a_book(tmp_path) as book:
        pages, waits = a_done_page(book, FIRST), []
        for number in range(1, 5):
            assert told(pages, FIRST + number, at=10.0)
            waits.append(pages.next_due(HOST))
            waiting = pages.next_waiting(HOST, at=1e9, latest=2e9)
            assert waiting.version == number + 1
            book.execute("update pages set state = 'done'")
        assert waits == [1 + pause * HOUR for pause in (1, 2, 4, 6)]
        assert not told(pages, FIRST + 9)


@pytest.mark.parametrize(
    ("first", "source", "later", "again"),
    [
        (FIRST, "s", FIRST, False),  # the same
        (FIRST, "s", FIRST - 1, False),  # a clock that was put back
        (FIRST, "s", FIRST + 1, True),
        (FIRST, "s", 0.0, False),  # not told any more
        (0.0, "s", LATER, True),  # told for the first time, and later than it came
        (0.0, "s", 0.5, False),  # before it came
        (0.0, "other", LATER, True),
        (FIRST, "other", FIRST, False),
        (9e9, "s", 9e9, False),  # a time to come
    ],
)
def test_a_change_is_what_is_later_than_what_we_have(tmp_path, first, source, later, again):
    with a_book(tmp_path) as book:
        assert told(a_done_page(book, first), later, source=source) is again


def test_a_page_that_waits_or_is_being_coded_is_not_had_twice(tmp_path):
    with a_book(tmp_path) as book:
        pages = PageRows(book)
        pages.list_entries("s", [Entry(URL, changed=FIRST)], at=0)
        assert not told(pages, LATER)
        pages = a_fetched_page(book, URL)
        assert not told(pages, LATER + 1)
        pages.finish(pages.hand_over(1))
        assert not told(pages, LATER)  # it came after that change
        assert told(pages, LATER + 1)


def test_a_page_of_an_older_book_is_not_had_again_for_what_was_before(tmp_path):
    with a_book(tmp_path) as book:
        pages = a_done_page(book, 0.0)
        book.execute("update pages set fetched = 0")
        assert not told(pages, LATER)
        assert not told(pages, LATER)
        assert told(pages, LATER + 1)


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("2024-03-08T10:00:00Z", datetime(2024, 3, 8, 10, tzinfo=UTC)),
        ("2024-03-08T10:00:00+02:00", datetime(2024, 3, 8, 8, tzinfo=UTC)),
        ("2024-03-08", datetime(2024, 3, 8, tzinfo=UTC)),
        ("Fri, 08 Mar 2024 10:00:00 GMT", datetime(2024, 3, 8, 10, tzinfo=UTC)),
        ("Fri, 08 Mar 2024 10:00:00 -0500", datetime(2024, 3, 8, 15, tzinfo=UTC)),
        *((words, None) for words in ("", "yesterday", "0001-01-01", "2024-13-45", "9" * 400)),
        ("0001-01-01T00:00:00+14:00", None),
    ],
)
def test_moments_are_read_as_feeds_write_them(words, at):
    assert moment(words) == (0.0 if at is None else at.timestamp())
