"""Strategies: pages, texts, rows and feeds that are broken in the ways of the web."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import strategies as st

from tests.fuzz.hostile import FEEDS, ITEM, PAGES, SENTENCE, STORY, TEXTS

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.html"))
#: The size of a page that is made to cost time, small enough that many fit into some seconds.
SMALL = 3_000

TAGS = [
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "script",
    "style",
    "div",
    "p",
    "span",
    "a",
    "b",
    "i",
    "br",
    "h1",
    "h2",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "img",
    "figure",
    "figcaption",
    "blockquote",
    "q",
    "pre",
    "code",
    "time",
    "abbr",
    "article",
    "section",
    "main",
    "nav",
    "footer",
    "aside",
    "form",
    "input",
    "select",
    "option",
    "iframe",
    "svg",
    "math",
    "template",
    "noscript",
    "font",
    "center",
    "x-y",
]
ATTRIBUTES = [
    "class",
    "id",
    "href",
    "src",
    "title",
    "lang",
    "datetime",
    "content",
    "property",
    "name",
    "itemprop",
    "rel",
    "type",
    "charset",
    "style",
    "http-equiv",
    "data-utime",
    "onclick",
]
VALUES = [
    "content",
    "article-body",
    "comments",
    "published",
    "datePublished",
    "article:published_time",
    "2020-01-01",
    "2020-13-45",
    "99999999999999999999",
    "application/ld+json",
    "og:title",
    "utf-16",
    "text/html;charset=utf-7",
    "javascript:alert(1)",
    "http://[::1",
    "//a",
    "/a?b=c&d=e",
    "en",
    "noindex",
    "author",
    "description",
    "refresh",
]
ODD = [
    "&amp;",
    "&#0;",
    "&#xD800;",
    "&#x110000;",
    "&nosuch;",
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<!DOCTYPE",
    '"',
    "'",
    "`",
    "\x00",
    "\x0b",
    "\u200b",
    "\u202e",
    "\ufeff",
    "�",
    "😀",
    "é",
    "\xa0",
    "\u2028",
    "--",
    "]]",
    "{}",
    "[[",
    "\\",
    "%00",
    "\r",
]
PROSE = (
    *SENTENCE.split(),
    *("“We", "did", "not,”", "he", "said.", "On", "3", "May", "2019,", "May.", "Mr.", "U.S."),
    *("at", "least", "1,000", "dozens", "denied", "that", "Read", "more:", "Photo:", "©", "2020"),
)

words = st.lists(st.sampled_from(PROSE), min_size=1, max_size=40).map(" ".join)
scraps = st.one_of(words, st.sampled_from(ODD), st.text(max_size=20))


@st.composite
def tags(draw: st.DrawFn) -> str:
    """One tag, open, closed or neither, with attributes that may repeat."""
    name = draw(st.sampled_from(TAGS))
    attributes = draw(
        st.lists(
            st.tuples(
                st.sampled_from(ATTRIBUTES),
                st.sampled_from(["=", '="', "='", "", "= "]),
                st.one_of(st.sampled_from(VALUES), scraps),
            ),
            max_size=3,
        )
    )
    inside = "".join(f" {key}{mark}{value}{mark[1:].strip()}" for key, mark, value in attributes)
    opening = draw(st.sampled_from(["<", "</", "<", "<"]))
    return f"{opening}{name}{inside}{draw(st.sampled_from(['>', '/>', '>', '']))}"


def joined(parts: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    return st.lists(parts, max_size=most).map("".join)


made_pages = joined(st.one_of(tags(), scraps, st.just(STORY)), 60)


@st.composite
def cut(draw: st.DrawFn, whole: st.SearchStrategy[bytes]) -> bytes:
    """Bytes with some cut out, some doubled and some put in."""
    body = draw(whole)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(body)))
        to = min(len(body), at + draw(st.integers(0, 400)))
        body = draw(
            st.sampled_from(
                [
                    body[:at] + body[to:],
                    body[:to] + body[at:],
                    body[:at] + draw(st.binary(max_size=12)) + body[at:],
                    body[:at],
                ]
            )
        )
    return body


CHARSETS = ("utf-8", "utf-16", "utf-16-le", "latin-1", "cp1252", "shift_jis", "utf-7")
encoded = st.tuples(made_pages, st.sampled_from(CHARSETS)).map(
    lambda pair: pair[0].encode(pair[1], "replace")
)
saved = cut(st.sampled_from(EXAMPLES).map(Path.read_bytes))
costly_pages = st.sampled_from(sorted(PAGES)).map(lambda name: PAGES[name](SMALL).encode())
pages = st.one_of(encoded, saved, cut(costly_pages), st.binary(max_size=300))
charsets = st.one_of(st.none(), st.sampled_from([*CHARSETS, "none-such", "", "hex", "idna"]))

costly_texts = st.sampled_from(sorted(TEXTS)).map(lambda name: TEXTS[name](SMALL))
texts = st.one_of(
    st.lists(scraps, max_size=60).map(" ".join),
    st.lists(st.sampled_from([*PROSE, "\n", "\n\n", *ODD]), max_size=200).map(" ".join),
    costly_texts,
    st.text(st.characters(codec=None), max_size=200),
)

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), texts, st.lists(st.integers(), max_size=2)
)
FIELDS = ("id", "url", "publisher", "title", "published", "text", "other")
row_objects = st.dictionaries(st.sampled_from(FIELDS), scalars, max_size=7)
json_lines = st.one_of(
    row_objects.map(lambda row: json.dumps(row).encode()),
    row_objects.map(lambda row: json.dumps(row).encode()[:-3]),
    st.sampled_from(
        [b"[]", b"1", b"null", b"", b" ", b"{}", b"[" * 5000, b"\xff", b'{"text": 1e999}']
    ),
    st.sampled_from([b'{"text": "\\ud800"}', b'{"id": ' + b"9" * 5000 + b', "text": "a"}']),
    st.binary(max_size=80).map(lambda line: line.replace(b"\n", b"").replace(b"\r", b"")),
)

FEED_WORDS = [
    "rss",
    "channel",
    "item",
    "title",
    "link",
    "guid",
    "pubDate",
    "description",
    "ttl",
    "feed",
    "entry",
    "id",
    "updated",
    "published",
    "author",
    "rdf:RDF",
    "urlset",
    "url",
    "loc",
    "lastmod",
    "news:news",
    "news:publication_date",
    "sitemapindex",
    "sitemap",
    "sy:updatePeriod",
    "sy:updateFrequency",
    "content:encoded",
    "enclosure",
]
FEED_VALUES = [
    "https://a.example/1",
    "http://[::1",
    "/b",
    "../c",
    "mailto:a@b",
    "javascript:1",
    "1",
    "-1",
    "9e999",
    "99999999999999999999",
    "hourly",
    "yearly",
    "Mon,_01_Jan_2020_00:00:00_GMT",
    "2020-01-01",
    "32_Foo_2020",
    "0000-00-00",
]
feed_scraps = st.one_of(
    st.sampled_from(FEED_VALUES).map(lambda word: word.replace("_", " ")),
    st.sampled_from(ODD),
    st.just("9" * 5_000),
    st.text(max_size=20),
)


@st.composite
def feed_tags(draw: st.DrawFn) -> str:
    """An element of a feed with something in it, or one that is never closed."""
    name = draw(st.sampled_from(FEED_WORDS))
    inside = draw(feed_scraps)
    attribute = draw(
        st.sampled_from(["", "", ' href="https://a.example/2"', ' rel="alternate"', " a"])
    )
    return f"<{name}{attribute}>{inside}" + draw(st.sampled_from([f"</{name}>", "", "/>"]))


FRAMES = (
    ("<rss version='2.0'><channel>", "</channel></rss>"),
    ("<feed xmlns='http://www.w3.org/2005/Atom'>", "</feed>"),
    ("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>", "</urlset>"),
    ("<sitemapindex>", "</sitemapindex>"),
    ("<!DOCTYPE rss [<!ELEMENT a ANY>]><rss>", "</rss>"),
    ("<?xml version='1.0' encoding='utf-16'?><rss>", "</rss>"),
    ("", ""),
)
made_feeds = st.tuples(
    st.sampled_from(FRAMES), joined(st.one_of(feed_tags(), st.just(ITEM.format(1))), 30)
).map(lambda pair: (pair[0][0] + pair[1] + pair[0][1]).encode("utf-8", "replace"))
json_feeds = st.dictionaries(
    st.sampled_from(["version", "items", "title"]),
    st.one_of(
        st.just("https://jsonfeed.org/version/1.1"),
        st.lists(
            st.dictionaries(
                st.sampled_from(["url", "id", "external_url", "date_published"]),
                st.one_of(feed_scraps, st.none(), st.integers(), st.lists(st.none())),
            ),
            max_size=5,
        ),
        scalars,
    ),
).map(lambda feed: json.dumps(feed).encode())
costly_feeds = st.sampled_from(sorted(FEEDS)).map(lambda name: FEEDS[name](SMALL).encode())
feeds = st.one_of(cut(made_feeds), json_feeds, cut(costly_feeds), st.binary(max_size=200))
