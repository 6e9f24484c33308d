"""A run from its inputs to the lake: coded, let in once, filed by day, linked, published at once."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate
from math import ceil
from pathlib import Path

import pyarrow.parquet as pq

from dragoman.engine.coding import item_of
from dragoman.engine.copies import find_copies
from dragoman.engine.doubles import find_doubles
from dragoman.engine.events import Gathering, Writing, build_events, components
from dragoman.engine.filing import Filing, Gate, file_rows
from dragoman.engine.job import Job
from dragoman.engine.pairs import Judging, judge_pairs
from dragoman.engine.publishing import Edition
from dragoman.engine.reports import ReadRecords
from dragoman.engine.staging import Staged, code_files, how, how_within, open_ledger
from dragoman.gathering.split import File, split
from dragoman.store.lakes.asked import (
    days_of,
    files_with,
    marks_of,
    read_table,
    redirects,
    superseded,
)
from dragoman.store.lakes.journal import finish, work_folder
from dragoman.store.lakes.layout import WORK, files_of, read_mark
from dragoman.store.lakes.locks import only_writer
from dragoman.store.requests import Grave
from dragoman.store.rows import writable

#: Kinds of faults that letting in finds, not coding.
_BARRED = ("duplicate-id", "forgotten")
#: Kinds of faults that may be gone when a file is read again, though it is the same.
_PASSING = ("unreadable", "fetch")
#: The kind that may be gone when a story is given more time.
_SLOW = ("too-slow",)
#: Rows of records that one task compares or gathers.
_ROWS = 20_000

Tell = Callable[[int], None]


@dataclass
class Finished:
    """What came of a run.  Sources in = coded + set aside + doubles.

    `known` are files that an earlier run of this coder let in, and that were not read again.
    """

    known: int = 0
    sources: int = 0
    coded: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    records: int = 0
    events: int = 0

    @property
    def set_aside(self) -> int:
        """How many stories could not be coded."""
        return self.faults.total()

    @property
    def doubles(self) -> int:
        """How many sources the lake or the run had already."""
        return self.sources - self.coded - self.set_aside


def run_job(job: Job, tell: Tell, now: Callable[[], datetime]) -> Finished:
    """Code all inputs into the lake; `tell` hears how many sources are coded, as they are.

    The lake is there; it is changed at the end, all at once.  A run that was stopped goes on
    where it stood when it is called again.
    """
    with only_writer(job.lake):
        finish(job.lake)
        finished = Finished()
        files = _unknown(job, list(dict.fromkeys(split(job.inputs))), finished)
        if files:
            ledger = open_ledger(job)
            for count in code_files(job, files, ledger):
                tell(count)
            staged = ledger.staged(list(map(item_of, files)))
            edition = _let_in(job, files, staged, finished)
            _sign(job, edition, finished, now())
            edition.publish()
        shutil.rmtree(job.lake / WORK, ignore_errors=True)
    return finished


def _unknown(job: Job, files: Sequence[File], finished: Finished) -> list[File]:
    """The files that are not in the lake as they are now, from this coder."""
    rows = read_table(job.lake, "inputs").to_pylist()
    by = (how(job), how_within(job))
    known = {(row["name"], row["mark"]) for row in rows if row["coder"] in by}
    left = [
        file for file in files if not file.mark or (writable(file.name), file.mark) not in known
    ]
    finished.known = len(files) - len(left)
    return left


def _let_in(job: Job, files: Sequence[File], staged: Staged, finished: Finished) -> Edition:
    """All that was coded, filed and linked in an edition that is yet to be published."""
    generation = read_mark(job.lake).generation + 1
    edition = Edition(job.lake, work_folder(job.lake, f"new-{job.run.id}"), generation)
    finished.sources = sum(staged.totals.values())
    if staged.parts:
        _file(job, staged, edition, finished)
        edition.renew()
        finished.events = _link(job, edition)
    parts = [staged.folder / part for part in staged.parts]
    left, slow = files_with(parts, _PASSING), files_with(parts, _SLOW)
    edition.extend(
        "inputs",
        [
            {
                "name": writable(file.name),
                "mark": file.mark,
                "coder": how_within(job) if item_of(file) in slow else how(job),
            }
            for file in files
            if file.mark and item_of(file) not in left
        ],
    )
    return edition


def _file(job: Job, staged: Staged, edition: Edition, finished: Finished) -> None:
    """Write what is new as the lake's tables."""
    offsets = dict(zip(staged.totals, accumulate(staged.totals.values(), initial=0), strict=False))
    there = files_of(job.lake, "outcomes")
    rulings = find_doubles(staged, offsets, there)
    parts = [staged.folder / part for part in staged.parts]
    filing = Filing(
        offsets=offsets,
        coder=_number(job),
        parts={day: ceil(count / job.part) for day, count in days_of(parts).items()},
        generation=edition.generation,
        folder=edition.folder,
    )
    filed = file_rows(job, staged, (rulings, _gate(job.lake, there)), filing)
    edition.take(filed)
    for row in filed.to_pylist():
        finished.faults.update(json.loads(row["kinds"]))
        finished.records += row["rows"] if row["place"].startswith("records/") else 0
    finished.coded = finished.faults.pop("", 0)


def _number(job: Job) -> int:
    """The number of the run's coder; one that is new gets the next."""
    rows = read_table(job.lake, "coders").to_pylist()
    numbers = {row["name"]: row["number"] for row in rows}
    return int(numbers.get(job.run.coder, max(numbers.values(), default=0) + 1))


def _gate(lake: Path, outcomes: Sequence[Path]) -> Gate:
    stones = read_table(lake, "tombstones").to_pylist()
    return Gate(
        dead=frozenset((row["kind"], row["key"]) for row in stones),
        persons=frozenset(row["key"] for row in stones if row["kind"] == Grave.PERSON),
        told=marks_of(outcomes, _BARRED),
    )


def _link(job: Job, edition: Edition) -> int:
    """Link all records of the lake as it will be; how many events there are."""
    records = edition.files("records")
    buckets = max(1, ceil(sum(map(_rows_in, records)) / _ROWS))
    copies = find_copies(edition.files("stories"), buckets)
    edition.write("copies", copies.pairs)
    edition.write("originals", copies.originals)
    reading = ReadRecords(copies.copy_of, superseded(edition.files("codings")))
    judged = edition.folder / "judgements"
    judging = Judging(job.joining, job.run.started, judged, edition.generation)
    links = judge_pairs(records, reading, judging, buckets)
    for file in sorted(judged.glob("*.parquet")):
        edition.put.append((str(file.relative_to(job.lake)), f"judgements/{file.name}"))
    gathering = Gathering(reading, job.joining, components(links), buckets)
    writing = Writing(job.lake, edition.folder, edition.generation)
    events = build_events(records, gathering, writing, buckets)
    edition.take(events)
    moved = redirects(job.lake, edition.files("events"), edition.files("membership"))
    edition.write("redirects", moved)
    return int(sum(events["events"].to_pylist()))


def _rows_in(path: Path) -> int:
    return int(pq.ParquetFile(path).metadata.num_rows)


def _sign(job: Job, edition: Edition, finished: Finished, at: datetime) -> None:
    """Write down the run, and its coder."""
    rows = read_table(job.lake, "coders").to_pylist()
    if finished.coded and job.run.coder not in [row["name"] for row in rows]:
        edition.extend("coders", [{"number": _number(job), "name": job.run.coder}])
    run = {
        "id": job.run.id,
        "coder": job.run.coder,
        "started": job.run.started,
        "finished": at,
        "stories": finished.coded,
        "set_aside": finished.set_aside,
    }
    edition.extend("runs", [run])
