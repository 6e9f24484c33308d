"""A record of an archive as the page that it holds."""

from __future__ import annotations

import re
from email.message import Message

from fastwarc.warc import WarcRecord

from dragoman.errors import StoryError
from dragoman.gathering.archive.choosing import media_type, passed_over
from dragoman.gathering.archive.payload import payload
from dragoman.gathering.archive.records import Damaged, url_of
from dragoman.gathering.bounded import megabytes
from dragoman.types import Page

_LOOKS_LIKE_A_PAGE = re.compile(rb"\s*<[a-z!?]", re.IGNORECASE)
UNTYPED = "other files"


def page_in(record: WarcRecord, *, max_bytes: int) -> Page | Damaged | str:
    """The page, or what is wrong with it, or the kind of a record that is none ("images").

    What reading the archive itself raises passes through.
    """
    kind = passed_over(record)
    if kind is not None:
        return kind
    try:
        _require_whole(record, max_bytes)
        body = _body(record)
        body = payload(body, _headers(record), max_bytes=max_bytes)
    except StoryError as error:
        return Damaged(record.stream_pos, error.message, url_of(record), error.kind)
    if not media_type(record) and not _LOOKS_LIKE_A_PAGE.match(body.removeprefix(b"\xef\xbb\xbf")):
        return UNTYPED
    return Page(body, url_of(record), _charset(record))


def _require_whole(record: WarcRecord, max_bytes: int) -> None:
    """Nothing; a StoryError for a page that the archive says is cut, and for one too large."""
    cut = record.headers.get("WARC-Truncated")
    if cut is not None:
        raise StoryError("cut", f"the archive holds only its beginning (truncated: {cut[:40]})")
    if record.headers.get("WARC-Segment-Number") is not None:
        raise StoryError("cut", "the archive holds it in segments")
    size = record.content_length
    if size > max_bytes:
        allowed = f"more than the {megabytes(max_bytes)} allowed for one page"
        raise StoryError("too-large", f"{megabytes(size)}, {allowed}")


def _body(record: WarcRecord) -> bytes:
    parts: list[bytes] = []
    while data := record.reader.read(record.content_length or 1):
        parts.append(data)
    return b"".join(parts)


def _headers(record: WarcRecord) -> dict[str, str]:
    """HTTP's headers by name in small letters; none for what did not come by HTTP."""
    headers = record.http_headers if record.is_http else None
    return {} if headers is None else {name.lower(): value for name, value in headers}


def _charset(record: WarcRecord) -> str | None:
    if record.is_http:
        return record.http_charset
    stated = Message()
    stated["Content-Type"] = record.headers.get("Content-Type") or "text/html"
    return stated.get_content_charset()
