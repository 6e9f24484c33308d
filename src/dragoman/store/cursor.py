"""Where an answer ended, as a short text that a later question can go on from."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import date

from dragoman.errors import UsageError


@dataclass(frozen=True, slots=True)
class Place:
    """The last row's place in the order: by rank, then day, both falling, then id."""

    rank: float
    day: date
    id: str


def write_cursor(place: Place) -> str:
    """The place as letters and digits."""
    row = json.dumps([place.rank, place.day.isoformat(), place.id], ensure_ascii=False)
    return base64.urlsafe_b64encode(row.encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> Place:
    """The place again; a UsageError where the text is no cursor."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        rank, day, key = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
        return Place(float(rank), date.fromisoformat(day), str(key))
    except (ValueError, TypeError) as error:
        raise UsageError(f"no cursor: {cursor!r}; take it from the answer before") from error
