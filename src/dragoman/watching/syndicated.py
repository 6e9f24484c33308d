"""RSS and Atom, in all the shapes that they are found in."""

from __future__ import annotations

import io
import re
import sys

import feedparser
from feedparser import FeedParserDict

from dragoman.errors import StoryError
from dragoman.reading.bounds import require_readable
from dragoman.watching.entry import Entry, Listing
from dragoman.watching.moments import moment

_MINUTE, _HOUR, _DAY = 60.0, 3_600.0, 86_400.0
#: What the syndication module of RSS may count in.
_PERIODS = {
    "hourly": _HOUR,
    "daily": _DAY,
    "weekly": 7 * _DAY,
    "monthly": 30 * _DAY,
    "yearly": 365 * _DAY,
}
_HEAD = 2_000
#: A thousand entries of twenty elements each.
_MOST_TAGS = 40_000
#: A page of hypertext that comes in a feed's place.
_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
#: "&#233;" and "&#xe9;", also without the semicolon; a longer number stands for no character.
_REFERENCE = re.compile(r"&#([xX][0-9a-fA-F]+|[0-9]+)")
_LONGEST_REFERENCE = 8
#: What the parser raises on broken feeds that we have not thought of.
_GIVES_UP = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
_NUMBER = re.compile(r"[0-9]{1,9}")
_END = re.compile(r"</(?:[\w-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)


def read_syndicated(words: str, name: str) -> Listing:
    """The entries of an RSS or Atom feed; a StoryError where it is none.

    What is broken in one entry costs no other: the parser falls back to a forgiving one.
    """
    if _PAGE.match(words[:_HEAD]):
        raise StoryError("broken", f"{name}: a page of hypertext, no feed")
    require_readable(words, name, most_tags=_MOST_TAGS)
    found = _parsed(_REFERENCE.sub(_a_character, words), name)
    if not found.get("version") and not found.get("entries"):
        raise StoryError("broken", f"{name}: neither RSS nor Atom")
    _require_whole(words, name)
    entries = [Entry(_link(one), _published(one), _changed(one)) for one in found.entries]
    return Listing(tuple(one for one in entries if one.url), pause=_pause(found.get("feed", {})))


def _parsed(words: str, name: str) -> FeedParserDict:
    """The feed as feedparser has it; a StoryError where the parser itself gives up."""
    try:
        return feedparser.parse(
            io.BytesIO(words.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _GIVES_UP as error:
        raise StoryError("broken", f"{name}: no feed that can be read ({error})") from error


def _a_character(found: re.Match[str]) -> str:
    """A reference to a character as it stands, or the mark of one that is lost where there is none."""
    digits = found[1].lower()
    is_short = len(digits) <= _LONGEST_REFERENCE
    number = int(digits.lstrip("x"), 16 if digits.startswith("x") else 10) if is_short else -1
    is_one = 0 < number <= sys.maxunicode and not 0xD800 <= number <= 0xDFFF
    return found[0] if is_one else "\ufffd"


def _require_whole(words: str, name: str) -> None:
    """A StoryError for a feed that ends in the middle: its rest will come next time."""
    if not _END.search(words):
        raise StoryError("cut", f"{name}: the feed ends in the middle")


def _link(entry: FeedParserDict) -> str:
    """The page's own address: that behind a counting service, the alternate, or a permanent id."""
    for words in (
        entry.get("feedburner_origlink"),
        entry.get("link"),
        *(one.get("href") for one in entry.get("links", ()) if one.get("rel") == "alternate"),
        entry.get("id"),
    ):
        if words and isinstance(words, str):
            return words.strip()
    return ""


def _published(entry: FeedParserDict) -> str:
    for name in ("published", "updated", "created"):
        if name in entry:  # `get` would take "updated" for a missing "published"
            words = entry[name]
            if isinstance(words, str) and words.strip():
                return words.strip()
    return ""


def _changed(entry: FeedParserDict) -> float:
    if "updated" not in entry:  # `get` would take the words of "published"
        return 0.0
    return moment(str(entry["updated"]))


def _pause(feed: FeedParserDict) -> float:
    """The seconds between polls that the feed asks for, 0 where it asks for none."""
    period = _PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower(), 0.0)
    times = _whole_number(feed.get("sy_updatefrequency", "1")) or 1
    return max(_whole_number(feed.get("ttl", "")) * _MINUTE, period / times)


def _whole_number(written: object) -> int:
    """A number that somebody would wait for; 0 for all else."""
    found = _NUMBER.fullmatch(str(written).strip())
    return int(found[0]) if found else 0
