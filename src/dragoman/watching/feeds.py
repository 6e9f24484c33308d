"""What a feed lists, whatever its form: RSS, Atom, JSON Feed, a sitemap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urljoin

from dragoman.errors import StoryError
from dragoman.gathering.bounded import unpacked
from dragoman.reading.charset import decoded
from dragoman.reading.identity import canonical
from dragoman.reading.published import day_in
from dragoman.watching.entry import Entry, Listing
from dragoman.watching.json_feed import read_json_feed
from dragoman.watching.sitemaps import is_sitemap, read_sitemap
from dragoman.watching.syndicated import read_syndicated
from dragoman.watching.xml_guard import safe_xml

_MARKS = "\ufeff \t\r\n"
_JSON_BEGINS = (b"{", b"[")


def read_feed(body: bytes, url: str, *, charset: str | None, most: int) -> Listing:
    """The entries of a feed, their addresses whole; a StoryError says why there are none."""
    body = unpacked(body, url, max_bytes=most)
    if not body.strip():
        raise StoryError("empty", f"{url}: nothing in it")
    if body.lstrip(_MARKS.encode()).startswith(_JSON_BEGINS):
        listing = read_json_feed(decoded(body, url, charset="utf-8").lstrip(_MARKS), url)
    else:
        words = safe_xml(body, url, charset=charset)
        read = read_sitemap if is_sitemap(words) else read_syndicated
        listing = read(words, url)
    return replace(
        listing,
        entries=tuple(_whole(listing.entries, url)),
        parts=tuple(replace(one, url=_joined(url, one.url)) for one in listing.parts),
    )


def worth_reading(
    entries: Iterable[Entry], *, today: date, max_age_days: float, most: int
) -> list[Entry]:
    """The first of the entries, without those that are stated to be older than allowed."""
    kept = [one for one in entries if not _is_older(one, today, max_age_days)]
    return kept[:most]


def _is_older(entry: Entry, today: date, max_age_days: float) -> bool:
    day = day_in(entry.published) if max_age_days else None
    return day is not None and today - day > timedelta(days=max_age_days)


def _whole(entries: Iterable[Entry], url: str) -> Iterable[Entry]:
    """The entries that lead to a page of the web, each address once."""
    seen: set[str] = set()
    for entry in entries:
        address = _joined(url, entry.url)
        key = canonical(address)
        if key and key not in seen:
            seen.add(key)
            yield replace(entry, url=address)


def _joined(url: str, link: str) -> str:
    """The whole address of a link; "" for one that is none."""
    try:
        return urljoin(url, link.strip())
    except ValueError:
        return ""
