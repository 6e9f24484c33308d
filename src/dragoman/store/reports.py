"""Rows of records and stories as reports again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dragoman.contract.reading import read_record
from dragoman.store.rows import unpacked
from dragoman.types import Published, Report, Story

#: The columns of a select that `read_report` can read, for records r joined with stories s.
COLUMNS = (
    "r.body, r.vector, r.trigger, r.evidence, s.id, s.url, s.publisher, s.title, s.published, "
    "s.published_evidence, s.language, s.added, s.copy_of"
)


def read_report(row: Mapping[str, Any], *, text: str = "") -> Report:
    """The report of one row with these COLUMNS; its story holds `text`, if it is at hand."""
    record = read_record(json.loads(row["body"]))
    return Report(
        record=replace(record, vector=unpacked(row["vector"])),
        story=read_story(row, text),
        added=row["added"],
        copy_of=row["copy_of"],
        trigger=row["trigger"],
        evidence=row["evidence"],
    )


def read_story(row: Mapping[str, Any], text: str) -> Story:
    """The story of a row, with this text."""
    return Story(
        id=row["id"],
        text=text,
        url=row["url"],
        publisher=row["publisher"],
        title=row["title"],
        published=Published(row["published"], row["published_evidence"]),
        language=row["language"],
    )
