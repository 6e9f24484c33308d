"""What feeds list, in all their forms."""

import gzip
import json
from datetime import UTC, date, datetime

import pytest

pytest.importorskip("feedparser")


from dragoman.errors import StoryError
from dragoman.watching.entry import Entry
from dragoman.watching.feeds import read_feed, worth_reading
from tests.watching.server import an_rss

HOME = "http://example.org/news/feed"
DAY = "Fri, 08 Mar 2024 23:30:00 -0500"


def listed(body, *, url=HOME, charset=None):
    body = body if isinstance(body, bytes) else body.encode()
    return read_feed(body, url, charset=charset, most=100_000)


def urls(body, **parts):
    return [entry.url for entry in listed(body, **parts).entries]


def an_atom(*entries):
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title>{"".join(entries)}</feed>'


def a_sitemap(*rows):
    space = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    return f'<?xml version="1.0"?><urlset {space}>{"".join(rows)}</urlset>'


def test_rss_lists_links_with_their_days():
    [entry] = listed(an_rss("http://example.org/1", days=[DAY])).entries
    assert entry == Entry("http://example.org/1", DAY)


def test_relative_links_are_made_whole():
    assert urls(an_rss("/a", "b")) == ["http://example.org/a", "http://example.org/news/b"]


def test_rss_with_a_permanent_id_alone_is_read():
    feed = "<rss version='2.0'><channel><item><guid>http://e.org/1</guid></item></channel></rss>"
    assert urls(feed) == ["http://e.org/1"]


def test_the_page_behind_a_counting_service_is_taken():
    feed = (
        '<rss version="2.0" xmlns:f="http://rssnamespace.org/feedburner/ext/1.0"><channel><item>'
        "<link>http://count.example/x</link><f:origLink>http://e.org/1</f:origLink>"
        "</item></channel></rss>"
    )
    assert urls(feed) == ["http://e.org/1"]


def test_atom_lists_alternates_not_enclosures():
    entry = (
        '<entry><link rel="enclosure" href="http://e.org/a.mp3"/>'
        '<link rel="alternate" href="http://e.org/1"/><updated>2024-03-08T10:00:00Z</updated></entry>'
    )
    changed = datetime(2024, 3, 8, 10, tzinfo=UTC).timestamp()
    found = Entry("http://e.org/1", "2024-03-08T10:00:00Z", changed)
    assert listed(an_atom(entry)).entries == (found,)


def test_rdf_is_read():
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/"><item><link>http://e.org/1</link></item></rdf:RDF>'
    )
    assert urls(feed) == ["http://e.org/1"]


def test_a_json_feed_is_read():
    items = [{"url": "/1", "date_published": "2024-03-08"}, {"external_url": "http://o.org/2"}, 7]
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    assert urls(feed) == ["http://example.org/1", "http://o.org/2"]


def test_a_news_sitemap_lists_the_latest_first():
    rows = [
        f"<url><loc>http://e.org/{n}</loc><news:news><news:publication_date>2024-03-0{n}"
        f"</news:publication_date></news:news></url>"
        for n in (1, 3, 2)
    ]
    assert urls(a_sitemap(*rows)) == ["http://e.org/3", "http://e.org/2", "http://e.org/1"]


def test_an_index_lists_its_parts_the_latest_first():
    index = (
        "<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2024-01-01</lastmod></sitemap>"
        "<sitemap><loc>/b.xml</loc><lastmod>2024-03-01</lastmod></sitemap></sitemapindex>"
    )
    assert [part.url for part in listed(index).parts] == [
        "http://example.org/b.xml",
        "http://example.org/a.xml",
    ]


def test_a_packed_sitemap_is_unpacked():
    body = gzip.compress(a_sitemap("<url><loc>http://e.org/1</loc></url>").encode())
    assert urls(body) == ["http://e.org/1"]


@pytest.mark.parametrize("charset", ["utf-16", "cp1252", "koi8-r"])
def test_a_feed_in_another_charset_is_read(charset):
    words = f'<?xml version="1.0" encoding="{charset}"?>' + an_rss("http://e.org/1").decode()
    assert urls(words.encode(charset), charset=charset) == ["http://e.org/1"]


def test_an_old_feed_may_name_its_document_type():
    doctype = '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://n.example/rss.dtd">'
    assert urls(doctype.encode() + an_rss("http://e.org/1")) == ["http://e.org/1"]


def test_one_broken_entry_costs_no_other():
    feed = an_rss("http://e.org/1", "http://e.org/2").replace(b"A story", b"A & <b story", 1)
    assert "http://e.org/2" in urls(feed)


def test_what_leads_to_no_page_of_the_web_is_left_out_and_nothing_stands_twice():
    links = ["mailto:a@e.org", "http://e.org/1", "http://e.org/1#top", "http://[broken"]
    assert urls(an_rss(*links)) == ["http://e.org/1"]


BOMB = (
    '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
@pytest.mark.parametrize("feed", [an_rss("http://e.org/&c;").decode(), a_sitemap("&c;")])
def test_a_feed_that_declares_entities_is_refused(feed, charset):
    body = (BOMB + feed.partition("?>")[2] if feed.startswith("<?") else BOMB + feed).encode(
        charset
    )
    with pytest.raises(StoryError, match="declares entities"):
        listed(body)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "nothing in it"),
        (b"<html><body>Not found</body></html>", "no feed"),
        (b"<!DOCTYPE html><html></html>", "no feed"),
        (b"{}", "no JSON Feed"),
        (b'{"items": [', "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"words", "neither RSS nor Atom"),
        (an_rss("http://e.org/1")[:-20], "ends in the middle"),
        (a_sitemap("<url><loc>http://e.org/1</loc></url>").encode()[:-12], "ends in the middle"),
        (gzip.compress(b"0" * 200_000), "0.1 MB"),
        (b"\x00\x01\x02", "binary"),
    ],
)
def test_what_is_no_feed_is_told(body, says):
    with pytest.raises(StoryError) as caught:
        listed(body)
    assert says in caught.value.message


def test_a_feed_says_how_often_it_wants_to_be_asked():
    assert listed(an_rss("/1", extra="<ttl>90</ttl>")).pause == 5_400


def test_old_entries_are_left_out_where_that_is_asked_for():
    entries = [Entry("a", "2024-03-01"), Entry("b", "2024-03-08"), Entry("c")]
    today = date(2024, 3, 9)
    assert worth_reading(entries, today=today, max_age_days=0, most=9) == entries
    kept = worth_reading(entries, today=today, max_age_days=3, most=9)
    assert [entry.url for entry in kept] == ["b", "c"]
    assert len(worth_reading(entries, today=today, max_age_days=0, most=2)) == 2


def test_a_news_sitemap_may_forget_to_declare_its_prefix():
    words = (
        "<urlset><url><loc>https://gazette.example/1</loc><news:news>"
        "<news:publication_date>2026-03-08</news:publication_date></news:news></url></urlset>"
    )
    listing = read_feed(words.encode(), HOME, charset=None, most=10_000)
    assert [(one.url, one.published) for one in listing.entries] == [
        ("https://gazette.example/1", "2026-03-08")
    ]


@pytest.mark.parametrize(
    "words",
    [
        f"<rss><channel><ttl>{'9' * 5000}</ttl><item><link>/1</link></item></channel></rss>",
        "<rss><channel><sy:updateFrequency xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>"
        f"{'9' * 5000}</sy:updateFrequency><item><link>/1</link></item></channel></rss>",
    ],
)
def test_a_number_that_nobody_would_wait_for_is_none(words):
    listing = read_feed(words.encode(), HOME, charset=None, most=100_000)
    assert (listing.pause, len(listing.entries)) == (0.0, 1)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("<!DOCTYPE[" * 30_000 + "<rss></rss>", "broken"),
        (f"<rss {' '.join(f'a{n}=1' for n in range(3000))}></rss>", "too-complex"),
        (f"<rss>{'<item/>' * 40_000}</rss>", "too-complex"),
        (f'{{"version": {"9" * 5000}}}', "json"),
    ],
)
def test_a_feed_made_to_cost_time_is_refused(words, kind):
    with pytest.raises(StoryError) as fault:
        read_feed(words.encode(), HOME, charset=None, most=1_000_000)
    assert fault.value.kind == kind


@pytest.mark.parametrize("odd", ["&#xD800;", "&#x110000;", "&#0;", "&#99999999999;", "&#55296"])
def test_a_reference_to_no_character_costs_no_entry(odd):
    words = f"<rss><channel><item><title>{odd}</title><link>/1</link></item></channel></rss>"
    assert len(listed(words).entries) == 1
    for word in ("&#233;", "&#xE9;"):
        assert urls(words.replace("/1", f"/{word}")) == ["http://example.org/é"]
