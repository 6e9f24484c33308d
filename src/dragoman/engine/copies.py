"""Stories that repeat another's text: candidates by a group-by over keys, answers from sketches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.engine import cluster
from dragoman.linking.copies import copies_among, keys_of, load_limits, originals
from dragoman.store.lakes.asked import stories_among
from dragoman.store.lakes.layout import COLUMNS

_FILED = pa.schema(
    {"bucket": pa.int32(), "key": pa.int64(), "story": pa.string(), "published": pa.date32()}
)
_PAIRS = pa.schema({"left_story": pa.string(), "right_story": pa.string()})


@dataclass(frozen=True)
class Copies:
    """Pairs of stories of which one repeats the other, and which repeats which first one."""

    pairs: pa.Table
    originals: pa.Table

    @property
    def copy_of(self) -> dict[str, str]:
        """The first story that each copy repeats."""
        columns = (self.originals[name].to_pylist() for name in ("story", "copy_of"))
        return dict(zip(*columns, strict=True))


def find_copies(files: Sequence[Path], buckets: int) -> Copies:
    """The copies among the stories of these files."""
    if not files:
        return Copies(COLUMNS["copies"].empty_table(), COLUMNS["originals"].empty_table())
    filed = cluster.over(list(map(str, files)), _Keys(buckets))
    found = cluster.collected(cluster.grouped(filed, "bucket", candidates, buckets=buckets), _PAIRS)
    return _answered(
        files, sorted({(row["left_story"], row["right_story"]) for row in found.to_pylist()})
    )


@dataclass(frozen=True)
class _Keys:
    """Reads the keys under which a file's stories find their copies."""

    buckets: int

    def __call__(self, path: str) -> Iterator[pa.Table]:
        rows = pq.read_table(path, columns=["id", "published", "sketch"], partitioning=None)
        filed = [
            {
                "bucket": key % self.buckets,
                "key": key,
                "story": row["id"],
                "published": row["published"],
            }
            for row in rows.to_pylist()
            for key in keys_of(row["sketch"])
        ]
        yield pa.Table.from_pylist(filed, schema=_FILED)


def candidates(rows: pa.Table) -> pa.Table:
    """The pairs of stories that share a key and came out within the limit of days."""
    groups: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    for row in rows.to_pylist():
        groups[row["key"]].append((row["story"], row["published"]))
    pairs = {
        (left, right)
        for group in groups.values()
        for (left, one), (right, other) in combinations(sorted(group, key=_by_id), 2)
        if left != right and _near(one, other)
    }
    found = [{"left_story": left, "right_story": right} for left, right in sorted(pairs)]
    return pa.Table.from_pylist(found, schema=_PAIRS)


def _by_id(story: tuple[str, date | None]) -> str:
    return story[0]


def _near(one: date | None, other: date | None) -> bool:
    """A story without a day may be of any."""
    return one is None or other is None or abs((one - other).days) <= load_limits().days


def _answered(files: Sequence[Path], pairs: Sequence[tuple[str, str]]) -> Copies:
    """Which of the pairs are copies, and of what."""
    told = stories_among(files, {story for pair in pairs for story in pair}).to_pylist()
    copies = sorted(copies_among({row["id"]: row["sketch"] for row in told}, pairs))
    within = {story for pair in copies for story in pair}
    order = {
        row["id"]: (row["published"] or date.max, row["added"], row["id"])
        for row in told
        if row["id"] in within
    }
    return Copies(_table(copies, "copies"), _table(_moved(originals(order, copies)), "originals"))


def _moved(first: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(pair for pair in first.items() if pair[0] != pair[1])


def _table(pairs: Sequence[tuple[str, str]], name: str) -> pa.Table:
    columns = zip(*pairs, strict=True) if pairs else ((), ())
    names = COLUMNS[name].names
    return pa.table(dict(zip(names, map(list, columns), strict=True)), schema=COLUMNS[name])
