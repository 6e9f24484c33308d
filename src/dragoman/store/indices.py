"""What text search looks through."""

from __future__ import annotations

from enum import StrEnum


class Index(StrEnum):
    """What can be searched by words: stories (title and text), or records (evidence)."""

    STORIES = "stories"
    RECORDS = "records"
