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

#: What a select gives of reports that are told and not compared, which needs no vectors.
TOLD = (
    "r.body, r.trigger, r.evidence, s.id, s.url, s.publisher, s.title, s.published, "
    "s.published_evidence, s.language, s.added, s.copy_of"
)
#: The columns of a select that `read_report` can read, for records r joined with stories s.
COLUMNS = f"r.vector, {TOLD}"


def read_report(row: Mapping[str, Any], *, text: str = "") -> Report:
    """The report of one row with COLUMNS, or with those TOLD and without its vector.

    Its story holds `text`, if it is at hand.
    """
    record, vector = read_record(orjson.loads(row["body"])), row.get("vector")
    return Report(
        record=record if vector is None else replace(record, vector=unpacked(vector)),
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
