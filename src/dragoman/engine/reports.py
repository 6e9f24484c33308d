"""The records of a lake's files as reports, for whatever compares or gathers them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.store.reports import read_report
from dragoman.types import Report

#: What is read of a record, and what of its story.
_COLUMNS = (
    *("id", "coder", "story", "event_in_story", "body", "vector", "trigger", "evidence"),
    *("url", "publisher", "title", "published", "published_evidence", "language", "added"),
)
#: The columns that travel: enough for `report_of`.
TELLING = pa.schema(
    {
        "record": pa.string(),
        "story": pa.string(),
        "event_in_story": pa.string(),
        "copy_of": pa.string(),
        "body": pa.string(),
        "vector": pa.binary(),
        "trigger": pa.string(),
        "evidence": pa.string(),
        "url": pa.string(),
        "publisher": pa.string(),
        "title": pa.string(),
        "published": pa.date32(),
        "published_evidence": pa.string(),
        "language": pa.string(),
        "added": pa.timestamp("us"),
    }
)


@dataclass(frozen=True)
class ReadRecords:
    """Reads the newest records of a file.

    `copy_of` names the first story that a copy repeats, `superseded` the (story, coder) whose
    answers are not the newest.
    """

    copy_of: Mapping[str, str]
    superseded: frozenset[tuple[str, int]]

    def __call__(self, path: str) -> pa.Table:
        """Rows of TELLING."""
        rows = pq.read_table(path, columns=list(_COLUMNS), partitioning=None).to_pylist()
        told = [
            {**row, "record": row["id"], "copy_of": self.copy_of.get(row["story"], row["story"])}
            for row in rows
            if (row["story"], row["coder"]) not in self.superseded
        ]
        return pa.Table.from_pylist(told, schema=TELLING)


def report_of(row: Mapping[str, Any]) -> Report:
    """The report of one row, without its story's text."""
    return read_report({**row, "id": row["story"]})


def by_story(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """Rows by their story, in their order."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["story"]].append(row)
    return found
