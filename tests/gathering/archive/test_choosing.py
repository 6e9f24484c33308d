"""What in an archive is no page is counted by kind, not set aside."""

import pytest

from dragoman.gathering.archive import Passed
from tests.gathering.archive.builders import a_page, a_record, passed_over, read, urls


@pytest.mark.parametrize(
    ("media", "kind"),
    [
        ("image/png", "images"),
        ("video/mp4", "videos and sounds"),
        ("font/woff2", "fonts"),
        ("text/css", "styles and scripts"),
        ("application/javascript; charset=utf-8", "styles and scripts"),
        ("application/rss+xml", "XML and JSON"),
        ("application/json", "XML and JSON"),
        ("application/pdf", "other files"),
    ],
)
def test_what_is_no_page_is_counted_by_its_kind(media, kind):
    assert passed_over(a_record(headers=[("Content-Type", media)])) == {kind: 1}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("301 Moved Permanently", "redirects"),
        ("304 Not Modified", "redirects"),
        ("404 Not Found", "errors"),
        ("503 Service Unavailable", "errors"),
        ("206 Partial Content", "errors"),
    ],
)
def test_answers_without_a_page_are_counted(status, kind):
    assert passed_over(a_record(status=status)) == {kind: 1}


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("request", "requests"),
        ("metadata", "metadata records"),
        ("revisit", "revisits"),
        ("conversion", "conversions"),
        ("continuation", "continuations"),
        ("warcinfo", "archive descriptions"),
        ("novelty", "unknown records"),
    ],
)
def test_records_that_are_no_answers_are_counted(kind, name):
    assert passed_over(a_record(kind=kind, body=b"a: b\r\n")) == {name: 1}


def test_robots_txt_and_answers_of_name_servers_are_no_pages():
    text = [("Content-Type", "text/plain")]
    robots = a_record("http://x.example/robots.txt", b"User-agent: *", headers=text)
    names = a_record(
        "dns:x.example", b"x", kind="resource", warc_headers={"Content-Type": "text/dns"}
    )
    assert passed_over(robots, names) == {"robots.txt": 1, "other files": 1}


def test_plain_text_and_xhtml_are_pages():
    for media in ("text/plain", "application/xhtml+xml", "TEXT/HTML"):
        record = a_record("http://x.example/a", a_page(1), headers=[("Content-Type", media)])
        assert urls(read(record)) == ["http://x.example/a"]


def test_an_address_that_is_none_does_no_harm():
    assert urls(read(a_record("https://[broken", a_page(1)))) == ["https://[broken"]


def test_what_was_passed_over_is_one_line():
    passed = Passed()
    assert passed.line() == ""
    for kind in ("images", "redirects", "images"):
        passed.add(kind)
    assert passed.line() == "passed over in archives: images 2, redirects 1"
