"""What is let in, written as the tables of the lake: a task for each part of a day."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.coding.source import clash
from dragoman.engine import cluster
from dragoman.engine.coding import CODED, keys_of
from dragoman.engine.doubles import Ruling, Rulings, Verdict
from dragoman.engine.job import Job
from dragoman.engine.staging import Staged
from dragoman.linking.copies import sketch
from dragoman.store.forgotten import Key, forgotten, names_one_of, own_keys
from dragoman.store.lakes.layout import COLUMNS, DAILY, folder_of, write_rows
from dragoman.store.outcome_rows import outcome_row, read_outcome_row
from dragoman.store.rows import (
    Entry,
    Row,
    coding_row,
    record_rows,
    set_aside_row,
    story_row,
    voice_rows,
)
from dragoman.types import Coded, SetAside

_ROUTED = pa.schema(
    [
        *CODED,
        pa.field("added", pa.timestamp("us")),
        pa.field("new", pa.bool_()),
        pa.field("sub", pa.int32()),
    ]
)
#: What the driver is told: files, where they were made and belong, and the kinds of outcomes.
FILED = pa.schema(
    {"made": pa.string(), "place": pa.string(), "rows": pa.int64(), "kinds": pa.string()}
)


@dataclass(frozen=True)
class Gate:
    """What may not come in: tombstones, hashes of persons' names, and set-aside lines already told."""

    dead: frozenset[Key]
    persons: frozenset[str]
    told: frozenset[bytes]

    def bars(self, coded: Coded) -> bool:
        """Whether the story was forgotten, or tells of who was."""
        named = bool(self.persons) and names_one_of(coded, self.persons)
        return named or not self.dead.isdisjoint(own_keys(coded))


@dataclass(frozen=True)
class Filing:
    """How this run's rows are numbered and named.

    `offsets` number each file's first source, `parts` say how many files a day gets.
    """

    offsets: Mapping[str, int]
    coder: int
    parts: Mapping[date | None, int]
    generation: int
    folder: Path


def file_rows(job: Job, staged: Staged, judged: tuple[Rulings, Gate], filing: Filing) -> pa.Table:
    """Write the tables without doubles and what the gate keeps out; the files that were made."""
    rulings, gate = judged
    route = _Route(job.run.started, staged.folder, rulings, gate, filing)
    write = partial(_write, job=_Told(job.lake, job.run.id, job.run.started), filing=filing)
    routed = cluster.over(staged.parts, route)
    filed = cluster.grouped(routed, ["day", "sub"], write, buckets=staged.buckets)
    return cluster.collected(filed, FILED)


@dataclass(frozen=True)
class _Route:
    """Reads a part, and says of each row in which file it will stand."""

    started: datetime
    folder: Path
    rulings: Rulings
    gate: Gate
    filing: Filing

    def __call__(self, part: str) -> Iterator[pa.Table]:
        rulings = self.rulings.get(part, {})
        rows = pq.read_table(self.folder / part).to_pylist()
        routed = [
            self._routed(row, rulings.get(at))
            for at, row in enumerate(rows)
            if row["file"] in self.filing.offsets
        ]
        yield pa.Table.from_pylist([row for row in routed if row is not None], schema=_ROUTED)

    def _routed(self, row: dict[str, Any], ruling: Ruling | None) -> dict[str, Any] | None:
        if ruling is not None and ruling.verdict is Verdict.DOUBLE:
            return None
        row = self._barred(row, ruling)
        if row["kind"] and row["mark"] in self.gate.told:
            return None
        number = self.filing.offsets[row["file"]] + row["at"]
        recoded = ruling is not None and ruling.verdict is Verdict.RECODED
        added = ruling.added if ruling is not None and recoded else self.started + _tick(number)
        parts = self.filing.parts.get(row["day"], 1)
        sub = int.from_bytes(row["key"][4:8]) % parts
        return row | {"added": added, "new": not recoded, "sub": sub}

    def _barred(self, row: dict[str, Any], ruling: Ruling | None) -> dict[str, Any]:
        """The row, or that of a story that may not come in."""
        if ruling is not None and ruling.verdict is Verdict.CLASH:
            url = json.loads(row["line"])["story"]["url"]
            return _aside(row, clash(row["story"], url))
        if row["kind"] or not (self.gate.dead or self.gate.persons):
            return row
        coded = read_outcome_row(row)
        if isinstance(coded, Coded) and self.gate.bars(coded):
            return _aside(row, forgotten(coded.story.id))
        return row


def _tick(number: int) -> timedelta:
    """Each story a microsecond after the one before, so that their order outlives the run."""
    return timedelta(microseconds=number)


def _aside(row: Mapping[str, Any], outcome: SetAside) -> dict[str, Any]:
    place = {"file": row["file"], "at": row["at"]}
    empty = dict.fromkeys(CODED.names)
    return empty | outcome_row(outcome) | place | keys_of(outcome)


@dataclass(frozen=True)
class _Told:
    """What every row is told of the run."""

    lake: Path
    run: str
    at: datetime


def _write(rows: pa.Table, *, job: _Told, filing: Filing) -> pa.Table:
    """Write the files of one part of a day."""
    found = _once(sorted(rows.to_pylist(), key=lambda row: row["added"]))
    day, sub = found[0]["day"], found[0]["sub"]
    files = []
    for table, several in _tables(found, job, filing.coder).items():
        place = f"{folder_of(table, day)}/{_name(table, day, sub, filing.generation)}"
        made = filing.folder / place
        write_rows(made, pa.Table.from_pylist(several, schema=COLUMNS[table]))
        kinds = Counter(row["kind"] for row in found) if table == "outcomes" else {}
        made_at = {"made": str(made.relative_to(job.lake)), "place": place}
        files.append(made_at | {"rows": len(several), "kinds": json.dumps(kinds)})
    return pa.Table.from_pylist(files, schema=FILED)


def _name(table: str, day: date | None, sub: int, generation: int) -> str:
    """A file's name, which no other run and no other part of a day has."""
    whose = f"{sub:04d}" if table in DAILY else f"{day}-{sub:04d}"
    return f"part-{generation:06d}-{whose}.parquet"


def _once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of which no two are one: what was barred may have become so."""
    return list({(row["key"], row["mark"]): row for row in reversed(rows)}.values())[::-1]


def _tables(rows: list[dict[str, Any]], job: _Told, coder: int) -> dict[str, list[Row]]:
    """The rows of each table; a table without any has no file."""
    tables: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        outcome = read_outcome_row(row)
        number = None if isinstance(outcome, SetAside) else coder
        tables["outcomes"].append(row | {"coder": number})
        if isinstance(outcome, SetAside):
            tables["set_aside"].append(set_aside_row(outcome, run=job.run, at=job.at))
        else:
            entry = _entry(outcome, row, job, coder)
            for name, several in _rows_of(entry, new=row["new"]).items():
                tables[name] += several
    return {name: several for name, several in tables.items() if several}


def _entry(coded: Coded, row: Mapping[str, Any], job: _Told, coder: int) -> Entry:
    return Entry(
        coded=coded,
        coder=coder,
        newest=True,  # a view says whether it still is
        run=job.run,
        added=row["added"],
        copy_of=coded.story.id,  # likewise
        sketch=sketch(coded.story.text, furniture=coded.furniture),
        faces=[None] * len(coded.records),  # a lake links all its records at once
    )


def _rows_of(entry: Entry, *, new: bool) -> dict[str, list[Row]]:
    story = entry.coded.story
    telling: Row = {
        "url": story.url,
        "title": story.title,
        "published_evidence": story.published.evidence,
        "language": story.language,
        "added": entry.added,
    }
    return {
        "stories": [story_row(entry)] if new else [],
        "codings": [coding_row(entry)],
        "records": [{**row, **telling} for row in record_rows(entry)],
        "voices": voice_rows(entry),
    }
