"""Which records of an archive hold a page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from fastwarc.warc import WarcRecord, WarcRecordType

from dragoman.gathering.archive.records import url_of

_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})
_OF_TYPE = (
    (WarcRecordType.request, "requests"),
    (WarcRecordType.metadata, "metadata records"),
    (WarcRecordType.warcinfo, "archive descriptions"),
    (WarcRecordType.revisit, "revisits"),
    (WarcRecordType.conversion, "conversions"),
    (WarcRecordType.continuation, "continuations"),
)
_UNKNOWN = "unknown records"
_OF_KIND = (
    (re.compile(r"image/"), "images"),
    (re.compile(r"video/|audio/"), "videos and sounds"),
    (re.compile(r"font/|application/(?:x-)?font"), "fonts"),
    (re.compile(r"text/css|(?:text|application)/(?:x-)?(?:java|ecma)script"), "styles and scripts"),
    (re.compile(r"(?:text|application)/(?:[\w.-]+\+)?(?:xml|json)"), "XML and JSON"),
)
_OK = 200
_REDIRECTS = range(300, 400)


def passed_over(record: WarcRecord) -> str | None:
    """What the record is if it holds no page, in the plural ("images"); None if it holds one."""
    if record.record_type not in (WarcRecordType.response, WarcRecordType.resource):
        return next((name for kind, name in _OF_TYPE if record.record_type == kind), _UNKNOWN)
    status = status_of(record)
    if status is not None and status != _OK:
        return "redirects" if status in _REDIRECTS else "errors"
    if _path(url_of(record)) == "/robots.txt":
        return "robots.txt"
    kind = media_type(record)
    if kind in _PAGES:
        return None
    return next((name for pattern, name in _OF_KIND if pattern.match(kind)), "other files")


def status_of(record: WarcRecord) -> int | None:
    """The status of an HTTP answer; None for what is no such answer."""
    headers = record.http_headers if record.is_http else None
    return None if headers is None else headers.status_code


def media_type(record: WarcRecord) -> str:
    """The media type in small letters, "" if none is stated."""
    if record.is_http:
        stated = record.http_content_type or record.headers.get("WARC-Identified-Payload-Type")
    else:
        stated = record.headers.get("Content-Type")
    return (stated or "").partition(";")[0].strip().lower()


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:  # "https://[broken"
        return ""
