"""Each story in once: of those that share an id the first counts, whatever ran in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dragoman.engine import cluster
from dragoman.engine.staging import Staged

_NARROW = pa.schema(
    {
        "bucket": pa.int32(),
        "key": pa.binary(),
        "text": pa.binary(),
        "mark": pa.binary(),
        "kind": pa.string(),
        "added": pa.timestamp("us"),  # of what the lake has
        "order": pa.int64(),  # the number of a source in this run
        "part": pa.string(),
        "row": pa.int64(),
    }
)
_VERDICTS = pa.schema(
    {
        "part": pa.string(),
        "row": pa.int64(),
        "verdict": pa.string(),
        "added": pa.timestamp("us"),
    }
)
#: Files of the lake that one task looks through for doubles.
_FILES = 100
#: What the lake has comes before all that arrives.
_THERE = -1


class Verdict(StrEnum):
    """What a row is to the lake; without any it is a story of its own."""

    DOUBLE = "double"
    CLASH = "clash"
    RECODED = "recoded"


@dataclass(frozen=True)
class Ruling:
    """A verdict; of a story that the lake has from another coder also when it was added."""

    verdict: Verdict
    added: object = None


Rulings = Mapping[str, Mapping[int, Ruling]]  # by part and row


def find_doubles(staged: Staged, offsets: Mapping[str, int], there: Sequence[Path]) -> Rulings:
    """What is no new story among the parts; `there` are the lake's files of outcomes.

    `offsets` give the number of each file's first source in this run.
    """
    buckets = staged.buckets + len(there) // _FILES
    items = [f"part {part}" for part in staged.parts] + [f"lake {path}" for path in there]
    reading = _Reading(staged.folder, dict(offsets), buckets)
    rows = cluster.grouped(cluster.over(items, reading), "bucket", rule, buckets=buckets)
    found: dict[str, dict[int, Ruling]] = defaultdict(dict)
    for row in cluster.collected(rows, _VERDICTS).to_pylist():
        found[row["part"]][row["row"]] = Ruling(Verdict(row["verdict"]), row["added"])
    return found


@dataclass(frozen=True)
class _Reading:
    """Reads what tells doubles, of a part or of the lake."""

    folder: Path
    offsets: Mapping[str, int]
    buckets: int

    def __call__(self, item: str) -> Iterator[pa.Table]:
        kind, _, name = item.partition(" ")
        rows = self._part(name) if kind == "part" else self._lake(Path(name))
        numbers = [int.from_bytes(key[:4]) % self.buckets for key in rows["key"].to_pylist()]
        yield rows.append_column("bucket", pa.array(numbers, pa.int32())).select(_NARROW.names)

    def _part(self, name: str) -> pa.Table:
        columns = ["key", "text", "mark", "kind", "file", "at"]
        rows = pq.read_table(self.folder / name, columns=columns)
        places = zip(rows["file"].to_pylist(), rows["at"].to_pylist(), strict=True)
        order = [self.offsets.get(file, -2) + at for file, at in places]
        more = {
            "added": pa.nulls(rows.num_rows, pa.timestamp("us")),
            "order": pa.array(order, pa.int64()),
            "part": pa.array([name] * rows.num_rows),
            "row": pa.array(range(rows.num_rows), pa.int64()),
        }
        rows = _with(rows, more)
        wanted = [file in self.offsets for file in rows["file"].to_pylist()]
        return rows.filter(pa.array(wanted, pa.bool_()))

    def _lake(self, path: Path) -> pa.Table:
        columns = ["key", "text", "mark", "kind", "added"]
        rows = pq.read_table(path, columns=columns, partitioning=None)
        more = {
            "order": pa.array([_THERE] * rows.num_rows, pa.int64()),
            "part": pa.nulls(rows.num_rows, pa.string()),
            "row": pa.nulls(rows.num_rows, pa.int64()),
        }
        return _with(rows, more)


def _with(rows: pa.Table, more: Mapping[str, pa.Array]) -> pa.Table:
    for name, column in more.items():
        rows = rows.append_column(name, column)
    return rows


def rule(rows: pa.Table) -> pa.Table:
    """The verdicts on rows, of which all that share a key are there."""
    groups: dict[bytes, list[dict[str, Any]]] = defaultdict(list)
    ordered = rows.take(pc.sort_indices(rows, [("order", "ascending")]))
    for row in ordered.to_pylist():
        groups[row["key"]].append(row)
    found = [verdict for group in groups.values() for verdict in _rule(group)]
    return pa.Table.from_pylist(found, schema=_VERDICTS)


def _rule(group: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, object]]:
    """Verdicts on the rows of one key, in their order."""
    text, seen, added = group[0]["text"], set(), None
    for row in group:
        if row["order"] == _THERE:
            added = row["added"] if not row["kind"] else added
            seen.add(row["mark"])
            continue
        told = {"part": row["part"], "row": row["row"], "added": None}
        if row["text"] != text:
            yield told | {"verdict": Verdict.CLASH.value}
        elif row["mark"] in seen:
            yield told | {"verdict": Verdict.DOUBLE.value}
        elif added is not None and not row["kind"]:
            yield told | {"verdict": Verdict.RECODED.value, "added": added}
        seen.add(row["mark"])
