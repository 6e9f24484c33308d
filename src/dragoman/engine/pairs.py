"""Records compared: a group-by over the keys that they share, each pair in one of its blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from dragoman.engine import cluster
from dragoman.engine.job import Joining
from dragoman.engine.reports import TELLING, ReadRecords, by_story, report_of
from dragoman.store.judged import judgement_row
from dragoman.store.lakes.layout import COLUMNS, write_rows
from dragoman.types import Answer, Report

_FILED = pa.schema(
    [
        pa.field("bucket", pa.int32()),
        pa.field("key", pa.int64()),
        pa.field("keys", pa.list_(pa.int64())),
        *TELLING,
    ]
)
#: Links, as the driver joins them into components: of which event in which story each side is.
LINKS = pa.schema(
    {
        "left": pa.string(),
        "right": pa.string(),
        "score": pa.float64(),
        "left_unit": pa.string(),
        "right_unit": pa.string(),
    }
)
#: Pairs compared at a time, so that memory stays small.
CHUNK = 20_000


@dataclass(frozen=True)
class Filed:
    """A record under its keys."""

    keys: frozenset[int]
    report: Report


def judge_pairs(
    files: Sequence[Path], reading: ReadRecords, judging: Judging, buckets: int
) -> pa.Table:
    """The links between records of these files; judgements are written to the judging's folder."""
    if not files:
        return LINKS.empty_table()
    filed = cluster.over(list(map(str, files)), _Keys(reading, judging.joining, buckets))
    links = cluster.grouped(filed, "bucket", judging, buckets=buckets)
    return cluster.collected(links, LINKS)


@dataclass(frozen=True)
class _Keys:
    """Reads a file's records, once under each of their keys."""

    reading: ReadRecords
    joining: Joining
    buckets: int

    def __call__(self, path: str) -> Iterator[pa.Table]:
        for rows in by_story(self.reading(path).to_pylist()).values():
            keys = self.joining.keys_of(list(map(report_of, rows)))
            filed = [
                {**row, "bucket": key % self.buckets, "key": key, "keys": own}
                for row, own in zip(rows, map(list, keys), strict=True)
                for key in own
            ]
            yield pa.Table.from_pylist(filed, schema=_FILED)


@dataclass(frozen=True)
class Judging:
    """Compares the records of a bucket's blocks; writes judgements, and gives the links."""

    joining: Joining
    at: datetime
    folder: Path
    generation: int

    def __call__(self, rows: pa.Table) -> pa.Table:
        """The links of one bucket."""
        judgements = []
        pairs = _pairs(rows.to_pylist())
        while several := list(islice(pairs, CHUNK)):
            judgements += self.joining.judge(several, self.at)
        if not judgements:
            return LINKS.empty_table()
        [bucket, *_] = rows["bucket"].to_pylist()
        file = self.folder / f"part-{self.generation:06d}-{bucket:05d}.parquet"
        told = [judgement_row(one) for one in judgements]
        write_rows(file, pa.Table.from_pylist(told, schema=COLUMNS["judgements"]))
        unit_of = _units(rows)
        links = [
            {
                "left": one.left,
                "right": one.right,
                "score": one.score,
                "left_unit": unit_of[one.left],
                "right_unit": unit_of[one.right],
            }
            for one in judgements
            if one.answer is Answer.SAME
        ]
        return pa.Table.from_pylist(links, schema=LINKS)


def _units(rows: pa.Table) -> dict[str, str]:
    columns = (rows[name].to_pylist() for name in ("record", "story", "event_in_story"))
    return {record: unit(story, event) for record, story, event in zip(*columns, strict=True)}


def unit(story: str, event: str) -> str:
    """What a coder says is one event in one story."""
    return f"{story}\x1f{event}"


def _pairs(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[Report, Report]]:
    """Pairs of two stories that share a key, each in the block of the least key they share."""
    blocks: dict[int, list[str]] = defaultdict(list)
    filed: dict[str, Filed] = {}
    for row in rows:
        blocks[row["key"]].append(row["record"])
        if row["record"] not in filed:
            filed[row["record"]] = Filed(frozenset(row["keys"]), report_of(row))
    for key in sorted(blocks):
        for left, right in combinations(sorted(blocks[key]), 2):
            one, other = filed[left], filed[right]
            apart = one.report.story.id != other.report.story.id
            if apart and min(one.keys & other.keys) == key:
                yield one.report, other.report
