"""Events: what links connect, found as components, and each component gathered and built."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pyarrow as pa
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from dragoman.engine import cluster
from dragoman.engine.job import Joining, Link
from dragoman.engine.pairs import unit
from dragoman.engine.reports import TELLING, ReadRecords, report_of
from dragoman.store.event_rows import event_row
from dragoman.store.lakes.layout import COLUMNS, folder_of, write_rows
from dragoman.types import Event

_GATHERED = pa.schema(
    [pa.field("bucket", pa.int32()), pa.field("component", pa.string()), *TELLING]
)
_EVENTS = pa.schema(
    [*COLUMNS["events"], pa.field("day", pa.date32()), pa.field("members", pa.list_(pa.string()))]
)
WRITTEN = pa.schema({"made": pa.string(), "place": pa.string(), "events": pa.int64()})


@dataclass(frozen=True)
class Components:
    """Which units hang together: the component of each unit that a link touches, and its links."""

    of: Mapping[str, str]
    links: Mapping[str, Sequence[Link]]


def components(links: pa.Table) -> Components:
    """The units that links connect, each component under its first unit's name."""
    ends = (
        pa.concat_arrays(
            chunk for name in ("left_unit", "right_unit") for chunk in links[name].chunks
        )
        if links.num_rows
        else pa.array([], pa.string())
    )
    units = sorted(set(ends.to_pylist()))
    labels = _labels(units, links)
    names: dict[int, str] = {}
    of = {one: names.setdefault(label, one) for one, label in zip(units, labels, strict=True)}
    found: dict[str, list[Link]] = defaultdict(list)
    for row in links.to_pylist():
        found[of[row["left_unit"]]].append((row["left"], row["right"], row["score"]))
    return Components(of, found)


def _labels(units: Sequence[str], links: pa.Table) -> list[int]:
    if not units:
        return []
    number = {one: at for at, one in enumerate(units)}
    left, right = (
        np.array([number[one] for one in links[name].to_pylist()])
        for name in ("left_unit", "right_unit")
    )
    graph = coo_array((np.ones(len(left), np.int8), (left, right)), (len(units), len(units)))
    labels: list[int] = connected_components(graph, directed=False)[1].tolist()
    return labels


@dataclass(frozen=True)
class Writing:
    """Where events are written: below a folder of the lake, in files of this generation."""

    lake: Path
    folder: Path
    generation: int


def build_events(
    files: Sequence[Path],
    gathering: Gathering,
    writing: Writing,
    buckets: int,
) -> pa.Table:
    """Gather the records of each component, build its events and write them; the files made."""
    if not files:
        return WRITTEN.empty_table()
    rows = cluster.over(list(map(str, files)), gathering)
    build = partial(_build, joining=gathering.joining, links=gathering.components.links)
    events = cluster.grouped(rows, "bucket", build, buckets=buckets)
    written = cluster.grouped(events, "day", partial(_write, writing=writing), buckets=buckets)
    return cluster.collected(written, WRITTEN)


@dataclass(frozen=True)
class Gathering:
    """Reads a file's records and says to which component and bucket each goes."""

    reading: ReadRecords
    joining: Joining
    components: Components
    buckets: int

    def __call__(self, path: str) -> Iterator[pa.Table]:
        """Rows of records."""
        rows = self.reading(path)
        units = [
            unit(*one)
            for one in zip(*(rows[n].to_pylist() for n in ("story", "event_in_story")), strict=True)
        ]
        whole = [self.components.of.get(one, one) for one in units]
        buckets = [_hash(one) % self.buckets for one in whole]
        rows = rows.append_column("component", pa.array(whole, pa.string()))
        rows = rows.append_column("bucket", pa.array(buckets, pa.int32()))
        yield rows.select(_GATHERED.names)


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=4).digest())


def _build(rows: pa.Table, *, joining: Joining, links: Mapping[str, Sequence[Link]]) -> pa.Table:
    groups = defaultdict(list)
    for row in rows.to_pylist():
        groups[row["component"]].append(report_of(row))
    events = [
        event
        for component in sorted(groups)
        for event in joining.events(groups[component], links.get(component, ()))
    ]
    return pa.Table.from_pylist(list(map(_event_row, events)), schema=_EVENTS)


def _event_row(event: Event) -> dict[str, object]:
    """The event's row, with the day under which it is filed and the records that it holds."""
    day = event.first_report.story.published.day
    return {**event_row(event), "day": day, "members": [one.record.id for one in event.reports]}


def _write(rows: pa.Table, *, writing: Writing) -> pa.Table:
    """The events of a day, in the order of their ids, and which records each holds."""
    rows = rows.sort_by("id")
    [day, *_] = rows["day"].to_pylist()
    pairs = zip(rows["id"].to_pylist(), rows["members"].to_pylist(), strict=True)
    members = [{"record": one, "event": event} for event, several in pairs for one in several]
    name = f"part-{writing.generation:06d}"
    files = {
        f"{folder_of('events', day)}/{name}.parquet": rows.select(COLUMNS["events"].names),
        f"membership/{name}-{day}.parquet": pa.Table.from_pylist(
            members, schema=COLUMNS["membership"]
        ),
    }
    told = []
    for place, table in files.items():
        write_rows(writing.folder / place, table)
        made = str((writing.folder / place).relative_to(writing.lake))
        count = table.num_rows if place.startswith("events") else 0
        told.append({"made": made, "place": place, "events": count})
    return pa.Table.from_pylist(told, schema=WRITTEN)
