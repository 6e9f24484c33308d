"""What the headers of an answer say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.message import Message

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def charset_of(headers: Mapping[str, str]) -> str | None:
    """The character set that is stated."""
    return _message(headers).get_content_charset()


def kind_of(headers: Mapping[str, str]) -> str:
    """The kind of content, as "text/html"; "" where none is stated."""
    return _message(headers).get_content_type() if headers.get("content-type") else ""


def pause_of(headers: Mapping[str, str]) -> float:
    """The seconds for which the answer is said to stay as it is."""
    found = _MAX_AGE.search(headers.get("cache-control", ""))
    return float(found[1]) if found else 0.0


def _message(headers: Mapping[str, str]) -> Message:
    message = Message()
    message["Content-Type"] = headers.get("content-type", "")
    return message
