"""Pages, texts and feeds that are made to cost time, each of about the size that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count, islice

STORY = (
    "<p>Police in Narva arrested two men on Friday after a march to the river bridge, the interior "
    "ministry said.</p><p>The mayor of Narva praised the officers and called for talks.</p>"
)
SENTENCE = "Police in Narva arrested two men on Friday, the interior ministry said. "


def page(body: str, *, head: str = "") -> str:
    """A page with a small story and then some."""
    return f"<html><head><title>Arrests</title>{head}</head><body>{STORY}{body}</body></html>"


def filled(unit: str, size: int) -> str:
    """A unit over and over, as often as fits."""
    return unit * max(1, size // len(unit))


def numbered(unit: str, size: int) -> str:
    """The same with a number in place of {0} that is another each time."""
    return "".join(unit.format(n) for n in islice(count(), max(1, size // (len(unit) + 3))))


def nested(opening: str, size: int, closing: str = "") -> str:
    """An element in itself, with words in the depth."""
    times = max(1, size // (len(opening) + len(closing)))
    return opening * times + SENTENCE + closing * times


Make = Callable[[int], str]

PAGES: dict[str, Make] = {
    "deep div": lambda size: page(nested("<div>", size)),
    "deep div closed": lambda size: page(nested("<div>", size, "</div>")),
    "deep div in p": lambda size: page(nested("<div><p>a", size)),
    "deep span": lambda size: page(nested("<p><span>", size)),
    "deep bold": lambda size: page(nested("<b>", size)),
    "deep lists": lambda size: page(nested("<ul><li>", size)),
    "deep tables": lambda size: page(nested("<table><tr><td>", size)),
    "deep quotes": lambda size: page(nested("<blockquote>", size)),
    "deep links": lambda size: page(nested("<a href=x>", size)),
    "deep unknown": lambda size: page(nested("<x-y>", size)),
    "tiny paragraphs": lambda size: page(filled("<p>a</p>", size)),
    "tiny divs": lambda size: page(filled("<div>a</div>", size)),
    "paragraphs": lambda size: page(filled(f"<p>{SENTENCE}</p>", size)),
    "paragraphs that differ": lambda size: page(numbered("<p>Police arrested {0} men.</p>", size)),
    "breaks": lambda size: page(f"<p>{filled('a<br>', size)}</p>"),
    "breaks alone": lambda size: page(filled("<br>", size)),
    "bold in one paragraph": lambda size: page(f"<p>{filled('<b>a</b> b ', size)}</p>"),
    "links in one paragraph": lambda size: page(f"<p>{filled('<a href=x>a</a> ', size)}</p>"),
    "links": lambda size: page(numbered("<a href='/{0}'>Read of it</a>", size)),
    "list items": lambda size: page(f"<ul>{filled('<li>a</li>', size)}</ul>"),
    "headings": lambda size: page(filled("<h2>Arrests</h2>", size)),
    "table cells": lambda size: page(f"<table><tr>{filled('<td>a</td>', size)}</tr></table>"),
    "table rows": lambda size: page(f"<table>{filled('<tr><td>a<td>b</tr>', size)}</table>"),
    "tables": lambda size: page(filled("<table><tr><td>a</td></tr></table>", size)),
    "images": lambda size: page(numbered("<img src=/{0}.jpg alt=a>", size)),
    "frames": lambda size: page(filled("<iframe src=a></iframe>", size)),
    "code": lambda size: page(filled("<pre><code>a</code></pre>", size)),
    "forms": lambda size: page(filled("<form><input><select><option>a", size)),
    "one attribute": lambda size: page(f'<p title="{filled("a", size)}">{SENTENCE}</p>'),
    "one class": lambda size: page(f'<p class="{filled("a ", size)}">{SENTENCE}</p>'),
    "classes": lambda size: page(numbered('<p class="content article-body {0}">a</p>', size)),
    "many attributes": lambda size: page(f"<p {numbered('a{0}=b ', size)}>{SENTENCE}</p>"),
    "styles": lambda size: page(f"<style>{filled('a{b:c}', size)}</style>"),
    "unclosed tags": lambda size: page(filled("<a", size)),
    "unclosed attribute": lambda size: page('<a href="' + filled("a", size)),
    "angle brackets": lambda size: page(filled("<", size)),
    "closing tags": lambda size: page(filled("</p>", size)),
    "comments": lambda size: page(filled("<!--a-->", size)),
    "comment that never ends": lambda size: page("<!--" + filled("-", size)),
    "instructions": lambda size: page(filled("<?a b?>", size)),
    "doctypes": lambda size: filled("<!DOCTYPE html>", size) + page(""),
    "marked sections": lambda size: page(filled("<![CDATA[a]]>", size)),
    "ampersands": lambda size: page(filled("&", size)),
    "entities": lambda size: page(f"<p>{filled('&amp;', size)}</p>"),
    "numeric entities": lambda size: page(f"<p>{filled('&#x41;', size)}</p>"),
    "title": lambda size: page(f"<h1>{filled('Arrests ', size)}</h1>"),
    "head title": lambda size: page("", head=f"<title>{filled('a-b | ', size)}</title>"),
    "metas": lambda size: page("", head=numbered("<meta name=a{0} content=b>", size)),
    "days in metas": lambda size: page(
        "", head=filled("<meta property=article:published_time content=1st>", size)
    ),
    "days": lambda size: page(filled("<p>2020-01-01</p>", size)),
    "days in one line": lambda size: page(f"<p>{filled('2020-01-01 ', size)}</p>"),
    "digits": lambda size: page(f"<p>{filled('1', size)}</p>"),
    "digits and dashes": lambda size: page(f"<p>{filled('1-', size)}</p>"),
    "times": lambda size: page(filled("<time datetime=2020-13-45>a</time>", size)),
    "item properties": lambda size: page(filled("<i itemprop=datePublished>a</i>", size)),
    "abbreviations": lambda size: page(filled("<abbr class=published data-utime=1>a</abbr>", size)),
    "copyright": lambda size: page(f"<p>{filled('© 20', size)}</p>"),
    "json-ld": lambda size: page(
        "", head=f"<script type=application/ld+json>{filled('[', size)}</script>"
    ),
    "json-ld days": lambda size: page(
        "",
        head="<script type=application/ld+json>" + filled('"datePublished": "', size) + "</script>",
    ),
    "json-ld scripts": lambda size: page(
        "", head=filled('<script type=application/ld+json>{"@type":"Person"}</script>', size)
    ),
    "json-ld spaces": lambda size: page(
        "",
        head='<script type=application/ld+json>"datePublished"' + filled(" ", size) + "</script>",
    ),
    "authors": lambda size: page(filled("<a rel=author>By A. B. and C</a>", size)),
    "one word": lambda size: page(f"<p>{filled('a', size)}</p>"),
    "one line of words": lambda size: page(f"<p>{filled('arrested men ', size)}</p>"),
    "one line of sentences": lambda size: page(f"<p>{filled(SENTENCE, size)}</p>"),
    "capitals": lambda size: page(f"<p>{filled('Police Narva ', size)}</p>"),
    "full stops": lambda size: page(f"<p>{filled('. ', size)}</p>"),
    "quotation marks": lambda size: page(f"<p>{filled('“a ', size)}</p>"),
    "abbreviated": lambda size: page(f"<p>{filled('Mr. May. A ', size)}</p>"),
    "spaces": lambda size: page(f"<p>a{filled(' ', size)}b</p>"),
    "lines": lambda size: page(f"<p>{filled(chr(10), size)}</p>"),
    "read more": lambda size: page(
        filled("<p>Read more: Arrests in Narva</p><p>Arrests</p>", size)
    ),
}

TEXTS: dict[str, Make] = {
    "sentences": lambda size: filled(SENTENCE, size),
    "sentences on lines": lambda size: filled(SENTENCE + "\n", size),
    "sentences in paragraphs": lambda size: filled(SENTENCE + "\n\n", size),
    "one word": lambda size: "Police arrested " + filled("a", size),
    "words": lambda size: filled("arrested men ", size),
    "letters on lines": lambda size: "Police arrested men.\n" + filled("a\n", size),
    "capitals": lambda size: filled("Police Narva ", size),
    "names": lambda size: numbered("Ann B{0} met Carl D{0}. ", size),
    "names that are alike": lambda size: filled("Ann Blume met Carl Blume, and he met her. ", size),
    "places": lambda size: filled("In Paris, London, Springfield, San Jose and Santa Cruz. ", size),
    "days": lambda size: filled("on Friday, 3 May 2019, last week and in 2019, ", size),
    "numbers": lambda size: filled("killed 12 and 1,000 and dozens and 3.5 million ", size),
    "quotations": lambda size: filled("“We arrested them,” he said, “and they said ‘no’.” ", size),
    "opening marks": lambda size: "Police arrested men. " + filled("“ ", size),
    "says who says": lambda size: filled("he said that she said that ", size),
    "full stops": lambda size: "Police arrested men" + filled(". ", size),
    "ellipses": lambda size: "Police arrested men" + filled("... ", size),
    "abbreviations": lambda size: filled("Mr. May. U.S. A ", size),
    "commas": lambda size: filled("police, ", size),
    "spaces": lambda size: "Police arrested" + filled(" ", size) + "men.",
    "lines": lambda size: "Police arrested" + filled("\n", size) + "men.",
    "dashes": lambda size: "Police arrested " + filled("a-", size),
    "marks": lambda size: "Police arrested e" + filled("\u0301", size),
    "teasers": lambda size: filled("Read more: Arrests in Narva\n\nArrests in Narva\n\n", size),
    "captions": lambda size: filled("Photo: Police in Narva\n\n", size),
    "prompts": lambda size: filled("Sign up for our newsletter\n\n", size),
    "headings": lambda size: filled("Other Topics of Interest\n\nArrests in Narva\n\n", size),
    "wrapped": lambda size: filled(
        "the police of the town of Narva on the river arrested two\n", size
    ),
}


def feed(items: str, *, head: str = "") -> str:
    """An RSS feed with an item and then some."""
    item = "<item><link>https://a.example/1</link></item>"
    return f"{head}<rss version='2.0'><channel><title>A</title>{item}{items}</channel></rss>"


ITEM = "<item><title>A</title><link>https://a.example/{0}</link></item>"

FEEDS: dict[str, Make] = {
    "items": lambda size: feed(numbered(ITEM, size)),
    "atom entries": lambda size: (
        "<feed xmlns='http://www.w3.org/2005/Atom'>"
        + numbered("<entry><link href='https://a.example/{0}'/></entry>", size)
        + "</feed>"
    ),
    "empty items": lambda size: feed(filled("<item/>", size)),
    "broken items": lambda size: feed(filled("<item><link>a<b></item>&", size)),
    "deep": lambda size: feed(nested("<item>", size)),
    "deep unknown": lambda size: feed(nested("<a>", size, "</a>")),
    "deep markup": lambda size: feed(
        f"<item><description>{nested('&lt;div&gt;', size)}</description></item>"
    ),
    "long title": lambda size: feed(f"<item><title>{filled('a', size)}</title></item>"),
    "long description": lambda size: feed(
        f"<item><description>{filled('&lt;p&gt;a', size)}</description></item>"
    ),
    "many attributes": lambda size: feed("<item " + numbered("a{0}='b' ", size) + "/>"),
    "namespaces": lambda size: feed(numbered("<a{0}:b xmlns:a{0}='c'/>", size)),
    "ampersands": lambda size: feed(f"<title>{filled('&', size)}</title>"),
    "entities": lambda size: feed(f"<title>{filled('&amp;', size)}</title>"),
    "angle brackets": lambda size: feed(filled("<", size)),
    "unclosed tags": lambda size: feed(filled("<item", size)),
    "closing tags": lambda size: feed(filled("</item>", size)),
    "sections": lambda size: feed(f"<title>{filled('<![CDATA[a]]>', size)}</title>"),
    "unclosed sections": lambda size: feed(filled("<![CDATA[", size)),
    "comments": lambda size: feed(filled("<!-- -->", size)),
    "unclosed comments": lambda size: feed(filled("<!--", size)),
    "instructions": lambda size: feed(filled("<?a?>", size)),
    "document types": lambda size: feed("", head=filled("<!DOCTYPE[", size)),
    "document types that end": lambda size: feed("", head=filled("<!DOCTYPE a [] b", size)),
    "subset": lambda size: feed("", head=f"<!DOCTYPE a [{filled(']', size)}"),
    "spaces": lambda size: feed("", head=filled(" ", size)),
    "comments before": lambda size: feed("", head=filled("<!-- ", size)),
    "days": lambda size: feed(filled("<item><pubDate>1 Jan 2020 1 1 1</pubDate></item>", size)),
    "long day": lambda size: feed(f"<item><pubDate>{filled('1 ', size)}</pubDate></item>"),
    "ttl": lambda size: feed(f"<ttl>{filled('9', size)}</ttl>"),
    "frequency": lambda size: feed(
        "<sy:updateFrequency xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>"
        f"{filled('9', size)}</sy:updateFrequency>"
    ),
    "json items": lambda size: (
        '{"version": "https://jsonfeed.org/version/1", "items": ['
        + numbered('{{"url": "https://a.example/{0}"}},', size)
        + "{}]}"
    ),
    "deep json": lambda size: '{"items": ' + filled("[", size),
    "json number": lambda size: '{"items": ' + filled("9", size) + "}",
    "sitemap": lambda size: (
        "<urlset>" + numbered("<url><loc>https://a.example/{0}</loc></url>", size) + "</urlset>"
    ),
    "attributes of a sitemap": lambda size: f"<urlset {numbered('a{0}=1 ', size)}/></urlset>",
    "quoted attributes of a sitemap": lambda size: (
        "<urlset " + numbered("a{0}='1' ", size) + "></urlset>"
    ),
    "deep sitemap": lambda size: "<urlset>" + nested("<url>", size, "</url>") + "</urlset>",
    "sitemap of comments": lambda size: "<urlset>" + filled("<!-- -->", size) + "</urlset>",
    "empty sitemap": lambda size: f"<urlset>{filled('<url/>', size)}</urlset>",
    "sitemap without places": lambda size: f"<urlset><url>{filled('<a/>', size)}</url></urlset>",
    "index": lambda size: (
        "<sitemapindex>"
        + numbered("<sitemap><loc>https://a.example/{0}</loc></sitemap>", size)
        + "</sitemapindex>"
    ),
}
