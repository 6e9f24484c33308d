"""Files read and coded: what each holds, as parts of Parquet that wait to be let in."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path

import pyarrow as pa

from dragoman.coding.source import Source, digest
from dragoman.contract.writing import outcome_line
from dragoman.engine.sources import SOURCES, read_source, source_columns
from dragoman.errors import WorkerLost
from dragoman.gathering.split import File, read_split
from dragoman.store.lakes.layout import write_rows
from dragoman.store.outcome_rows import OUTCOMES, outcome_row
from dragoman.store.rows import writable
from dragoman.types import GivenText, Outcome, SetAside
from dragoman.workers import Task, Workers

#: What is known of a coded story beside the outcome itself.
KEYS = {
    "file": pa.string(),
    "at": pa.int64(),
    "story": pa.string(),
    "kind": pa.string(),
    "day": pa.date32(),
    "key": pa.binary(),
    "text": pa.binary(),
    "mark": pa.binary(),
}
CODED = pa.schema([*OUTCOMES, *pa.schema(list(KEYS.items()))])
#: What the driver is told of a part: its rows of one file, and how many that file has, if known.
PARTS = pa.schema(
    {"part": pa.string(), "file": pa.string(), "rows": pa.int64(), "total": pa.int64()}
)
_UNKNOWN = -1
#: Sources that travel together.
_TOGETHER = 32


@dataclass(frozen=True)
class ReadFile:
    """Reads one file, which is named as JSON."""

    max_bytes: int

    def __call__(self, item: str) -> Iterator[pa.Table]:
        """Its sources."""
        rows: list[dict[str, object]] = []
        at = 0
        for source in read_split(File(**json.loads(item)), max_bytes=self.max_bytes):
            rows.append({"file": item, "at": at, **source_columns(source)})
            at += 1
            if len(rows) == _TOGETHER:
                yield pa.Table.from_pylist(rows, schema=SOURCES)
                rows = []
        rows.append({"file": item, "at": at, "source": None})
        yield pa.Table.from_pylist(rows, schema=SOURCES)


def item_of(file: File) -> str:
    """The file as JSON."""
    return json.dumps(asdict(file), sort_keys=True)


class CodeSources:
    """An actor: it has one worker code what it is given, and writes it down."""

    def __init__(self, task: Task, published: date | None, folder: Path) -> None:
        self._workers, self._published, self._folder = Workers(task, 1), published, folder
        with _dying_with_it():
            self._workers.warm()

    def __call__(self, rows: pa.Table) -> pa.Table:
        """What was written, one row a file."""
        told = rows.to_pylist()
        coded = self._coded([row for row in told if row["source"] is not None])
        name = f"{_name(told)}.parquet"
        if coded:
            write_rows(self._folder / name, pa.Table.from_pylist(coded, schema=CODED))
        return pa.Table.from_pylist(list(_parts(told, name)), schema=PARTS)

    def _coded(self, rows: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
        sources = list(map(read_source, rows))
        with _dying_with_it():
            outcomes = self._workers.submit(sources, published=self._published).result()
        return [
            {
                **outcome_row(outcome),
                "file": row["file"],
                "at": row["at"],
                **keys_of(outcome, source),
            }
            for row, source, outcome in zip(rows, sources, outcomes, strict=True)
        ]


@contextmanager
def _dying_with_it() -> Iterator[None]:
    """An actor whose worker was killed dies, too: the cluster then does its work again elsewhere."""
    try:
        yield
    except WorkerLost:
        os.kill(os.getpid(), signal.SIGKILL)


def keys_of(outcome: Outcome, source: Source | None = None) -> dict[str, object]:
    """By what doubles of this outcome are found: what shares a `key` and a `mark` is one.

    What shares the key of an id that its owner gave must share the text, too.
    """
    aside = isinstance(outcome, SetAside)
    story = outcome.id if isinstance(outcome, SetAside) else outcome.story.id
    line = outcome_line(outcome) if aside else ""
    given = isinstance(source, GivenText) and bool(source.id)
    text = source.text if isinstance(source, GivenText) and given else _text(outcome)
    return {
        "story": writable(story),
        "kind": outcome.kind if isinstance(outcome, SetAside) else "",
        "day": None if isinstance(outcome, SetAside) else outcome.story.published.day,
        "key": _hashed(f"id {story}" if given or not aside else f"line {line}"),
        "text": None if text is None else digest(text),
        "mark": _hashed(f"line {line}" if isinstance(outcome, SetAside) else outcome.coder),
    }


def _text(outcome: Outcome) -> str | None:
    return None if isinstance(outcome, SetAside) else outcome.story.text


def _hashed(words: str) -> bytes:
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _name(rows: list[dict[str, object]]) -> str:
    """The same for the same rows: a call that is made again writes the same file."""
    places = "\n".join(f"{row['file']} {row['at']} {row['source'] is None}" for row in rows)
    return blake2b(places.encode(), digest_size=8).hexdigest()


def _parts(rows: list[dict[str, object]], name: str) -> Iterator[dict[str, object]]:
    for file in dict.fromkeys(str(row["file"]) for row in rows):
        own = [row for row in rows if row["file"] == file]
        ends = [row["at"] for row in own if row["source"] is None]
        total = ends[0] if ends else _UNKNOWN
        yield {"part": name, "file": file, "rows": len(own) - len(ends), "total": total}
