"""Sitemaps, with Google's news extension, and indices of them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from dragoman.errors import StoryError
from dragoman.watching.entry import Entry, Listing, Part
from dragoman.watching.moments import moment
from dragoman.watching.xml_guard import parse_xml

_HEAD, _TAIL = 4_000, 400


def is_sitemap(words: str) -> bool:
    """Whether it begins like a sitemap or an index of them."""
    head = words[:_HEAD]
    return "<urlset" in head or "<sitemapindex" in head or _named_root(head)


def read_sitemap(words: str, name: str) -> Listing:
    """The pages of a sitemap, the latest first, or the parts of an index; a StoryError if neither."""
    _require_end(words, name)
    root = parse_xml(words, name)
    if _local(root) == "sitemapindex":
        parts = [
            Part(_text(one, "loc"), _text(one, "lastmod")) for one in _children(root, "sitemap")
        ]
        return Listing(parts=tuple(_latest_parts(one for one in parts if one.url)))
    if _local(root) != "urlset":
        raise StoryError("broken", f"{name}: no sitemap")
    entries = [_entry(one) for one in _children(root, "url")]
    return Listing(tuple(sorted((one for one in entries if one.url), key=_when, reverse=True)))


def _require_end(words: str, name: str) -> None:
    tail = words[-_TAIL:]
    if "urlset>" not in tail and "sitemapindex>" not in tail and "/>" not in tail:
        raise StoryError("cut", f"{name}: the sitemap ends in the middle")


def _named_root(head: str) -> bool:
    """Whether the root has a prefix, as "<ns0:urlset"."""
    return ":urlset" in head or ":sitemapindex" in head


def _latest_parts(parts: Iterator[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: part.stamp, reverse=True)


def _entry(element: etree._Element) -> Entry:
    return Entry(_text(element, "loc"), _day(element), moment(_text(element, "lastmod")))


def _when(entry: Entry) -> str:
    return entry.published


def _day(element: etree._Element) -> str:
    """The publication day of the news extension, else that of the last change."""
    return _text(element, "publication_date") or _text(element, "lastmod")


def _children(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (one for one in root if _local(one) == name)


def _text(element: etree._Element, name: str) -> str:
    """The words of the first element of this name below, whatever its namespace."""
    for one in element.iter(etree.Element):
        if _local(one) == name:
            return (one.text or "").strip()
    return ""


def _local(element: etree._Element) -> str:
    """The name without its namespace, or its prefix where nobody declared one."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""
