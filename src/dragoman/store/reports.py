"""Rows of records and stories as reports again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson

from dragoman.contract.reading import read_record
from dragoman.contract.vectors import unpacked
from dragoman.types import Coded, Published, Report, Story

#: The columns of a select that `read_report` can read, for records r joined with stories s.
COLUMNS = (
    "r.body, r.vector, r.trigger, r.evidence, s.id, s.url, s.publisher, s.title, s.published, "
    "s.published_evidence, s.language, s.added, s.copy_of"
)


def read_report(row: Mapping[str, Any], *, text: str = "") -> Report:
    """The report of one row with these COLUMNS; its story holds `text`, if it is at hand."""
    record = read_record(orjson.loads(row["body"]))
    return Report(
        record=replace(record, vector=unpacked(row["vector"])),
        story=read_story(row, text),
        added=row["added"],
        copy_of=row["copy_of"],
        trigger=row["trigger"],
        evidence=row["evidence"],
    )


def reports_of(coded: Coded, added: datetime) -> Iterator[Report]:
    """What `read_report` will give of a story on its way in, if it repeats none.

    The vectors are still those of the tagger: linking compares them in the steps of the store.
    """
    text, story = coded.story.text, replace(coded.story, text="", sentences=())
    for record in coded.records:
        yield Report(
            record=record,
            story=story,
            added=added,
            copy_of=story.id,
            trigger=record.trigger.of(text),
            evidence=record.evidence.of(text),
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
