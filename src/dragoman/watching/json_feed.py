"""JSON Feed, versions 1 and 1.1."""

from __future__ import annotations

import json
from typing import Any

from dragoman.errors import StoryError
from dragoman.watching.entry import Entry, Listing
from dragoman.watching.moments import moment

_VERSION = "jsonfeed.org/version/"


def read_json_feed(words: str, name: str) -> Listing:
    """The entries of a JSON Feed; a StoryError where it is none."""
    try:
        feed: Any = json.loads(words)
    except (ValueError, RecursionError) as error:  # a number may have too many digits
        raise StoryError("json", f"{name}: no JSON ({str(error)[:80]})") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or _VERSION not in str(feed.get("version", "")):
        raise StoryError("json", f"{name}: JSON, but no JSON Feed")
    entries = [_entry(item) for item in items if isinstance(item, dict)]
    return Listing(tuple(one for one in entries if one.url))


def _entry(item: dict[str, Any]) -> Entry:
    urls = (item.get(key) for key in ("url", "external_url", "id"))
    days = (item.get(key) for key in ("date_published", "date_modified"))
    changed = moment(_first_text(item.get("date_modified")))
    return Entry(_first_text(*urls), _first_text(*days), changed)


def _first_text(*values: object) -> str:
    return next((one.strip() for one in values if isinstance(one, str) and one.strip()), "")
