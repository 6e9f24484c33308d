"""The article in a page: its text, title, publisher, address and day."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import trafilatura
from trafilatura.settings import Document

from dragoman.errors import StoryError
from dragoman.reading.bounds import require_readable
from dragoman.reading.charset import decoded
from dragoman.reading.identity import canonical
from dragoman.reading.published import published_on_page
from dragoman.types import Page, Published

# Extractor settings, F1 and pages a second on one core over the 102 development pages of the
# public article-extraction-benchmark: defaults .950 at 46; without comments .954 at 47; without
# the fallback to other extractors ("fast") .954 at 64; both .959, which is what we take.
# Leaving tables out (.952) or favouring precision (.949) loses text.
FAST = True
WITH_COMMENTS = False

_TAG = re.compile(r"<[a-zA-Z!/?]")
# lxml refuses a str that still says how its bytes were encoded.
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")

_WHERE_HTML_BEGINS = 50

# The libraries log each page that they give up; we raise a StoryError for it instead.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Article:
    """What a page holds besides its furniture.  Paragraphs are set apart by a blank line."""

    text: str
    url: str
    publisher: str
    title: str
    published: Published


def read_article(page: Page) -> Article:
    """The article of a page; a StoryError if the bytes are no page or hold no article."""
    source = decoded(page.body, page.url, charset=page.charset)
    if not _TAG.search(source):  # an address may answer with plain text
        return Article(source, page.url, _host(page.url), "", Published(None))
    require_readable(source, page.url)
    tree = trafilatura.load_html(_document(source))
    if tree is None:
        raise StoryError("broken", f"{page.url}: no HTML")
    found = trafilatura.bare_extraction(
        tree,
        url=canonical(page.url) or None,
        fast=FAST,
        include_comments=WITH_COMMENTS,
        with_metadata=True,
    )
    if not isinstance(found, Document) or not found.text:
        raise StoryError("no-text", f"{page.url}: no article in this page")
    url = _address(found.url or "", page.url)
    return Article(
        text=_paragraphs(found.text),
        url=url,
        publisher=found.sitename or _host(url),
        title=found.title or "",
        published=published_on_page(tree, url, found.date),
    )


def _document(source: str) -> str:
    """The source as a whole document: the library turns away fragments of a page."""
    source = _XML_DECLARATION.sub("", source)
    return source if "html" in source[:_WHERE_HTML_BEGINS].lower() else f"<html>{source}"


def _paragraphs(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    return "\n\n".join(line for line in lines if line)


def _address(claimed: str, fetched: str) -> str:
    """The canonical address that the page claims, unless it claims none or only its site."""
    parts = urlsplit(canonical(claimed))
    if parts.path.strip("/") or parts.query:
        return parts.geturl()
    return canonical(fetched) or fetched


def _host(url: str) -> str:
    return (urlsplit(canonical(url)).hostname or "").removeprefix("www.")
