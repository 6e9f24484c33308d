"""Moments as feeds write them: by RFC 3339, or as mails do."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def moment(words: str) -> float:
    """The seconds since 1970 that the words stand for, 0 for those that are no moment.

    A time without its zone is taken for UTC, and a day for its beginning.
    """
    found = _iso(words.strip()) or _mail(words.strip())
    if found is None:
        return 0.0
    whole = found.replace(tzinfo=UTC) if found.tzinfo is None else found
    return max(0.0, (whole - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())


def _iso(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None


def _mail(words: str) -> datetime | None:
    try:
        return parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
