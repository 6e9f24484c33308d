"""What is coded and not yet let in: a ledger of parts, so that a run that was stopped goes on."""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import ceil
from pathlib import Path

import pyarrow as pa

from dragoman.engine import cluster
from dragoman.engine.coding import PARTS, CodeSources, ReadFile, item_of
from dragoman.engine.job import Job
from dragoman.gathering.split import File
from dragoman.store.lakes.journal import work_folder
from dragoman.store.lakes.layout import write_whole
from dragoman.workers import Task

log = logging.getLogger(__name__)

_LEDGER = "ledger.jsonl"
#: Sources that one task lets in.
_ROWS = 5_000


@dataclass(frozen=True)
class Staged:
    """Parts with what was coded, and how many sources each file (as JSON) has."""

    folder: Path
    parts: tuple[str, ...]
    totals: dict[str, int]

    @property
    def buckets(self) -> int:
        """Among how many tasks its rows are shared."""
        return max(1, ceil(sum(self.totals.values()) / _ROWS))


class Ledger:
    """Which files are coded whole, and into which parts; it outlives a kill."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _LEDGER
        self.folder = folder
        self._rows: dict[str, dict[str, int]] = defaultdict(dict)
        self._totals: dict[str, int] = {}
        if self._path.exists():
            self._take_up()

    def add(self, parts: pa.Table) -> int:
        """Write down what is told of parts; how many sources they hold."""
        rows = parts.to_pylist()
        with self._path.open("a", encoding="utf-8") as file:
            for row in rows:
                file.write(json.dumps(row) + "\n")
                self._take(row)
        return sum(row["rows"] for row in rows)

    def is_whole(self, item: str) -> bool:
        """Whether all sources of the file are coded."""
        return self._totals.get(item) == sum(self._rows[item].values())

    def staged(self, items: Sequence[str]) -> Staged:
        """What there is of these files."""
        parts = {part for item in items for part, rows in self._rows[item].items() if rows}
        totals = {item: self._totals[item] for item in items}
        return Staged(self.folder, tuple(sorted(parts)), totals)

    def _take_up(self) -> None:
        """What an earlier run coded whole; a file that it did not finish is coded anew."""
        rows = list(map(_read, self._path.read_text(encoding="utf-8").splitlines()))
        for row in rows:
            self._take(row)
        whole = [row for row in rows if row and self.is_whole(str(row["file"]))]
        self._rows.clear()
        self._totals.clear()
        write_whole(self._path, "".join(json.dumps(row) + "\n" for row in whole))
        for row in whole:
            self._take(row)

    def _take(self, row: dict[str, object]) -> None:
        if not row:
            return
        item, part, total = str(row["file"]), str(row["part"]), int(str(row["total"]))
        self._rows[item][part] = int(str(row["rows"]))
        if total >= 0:
            self._totals[item] = total


def _read(line: str) -> dict[str, object]:
    """A line of the ledger; one that a kill cut off is none."""
    try:
        row: dict[str, object] = json.loads(line)
    except ValueError:
        return {}
    return row


def how(job: Job) -> str:
    """By whom files are coded, and with what told of them: all on which the answers hang."""
    return f"{job.run.coder}; published {job.published}; at most {job.max_bytes} bytes"


def how_within(job: Job) -> str:
    """The same with the time that each story had."""
    return f"{how(job)}; within {job.seconds:g} s"


def open_ledger(job: Job) -> Ledger:
    """The ledger of what this coder has coded for the lake in this way."""
    name = blake2b(how_within(job).encode(), digest_size=8).hexdigest()
    return Ledger(work_folder(job.lake, f"coded-{name}"))


def code_files(job: Job, files: Iterable[File], ledger: Ledger) -> Iterable[int]:
    """Code the files that are not coded whole; how many sources are done, as they are."""
    items = [item for item in map(item_of, files) if not ledger.is_whole(item)]
    if not items:
        return
    sources = cluster.over(items, ReadFile(job.max_bytes), share=cluster.READING)
    task = Task(job.load, job.seconds, log.getEffectiveLevel())
    given = (task, job.published, ledger.folder)
    parts = cluster.in_actors(sources, CodeSources, given, actors=job.actors, batch=job.batch)
    for told in cluster.streamed(parts, PARTS):
        yield ledger.add(told)
