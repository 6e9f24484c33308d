"""A lake's folder: Parquet files by table and day, and the mark that says what it is."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.errors import StoreError
from dragoman.store.columns import TABLES

#: Raised when an older dragoman could not read a newer one's lakes.
FORM = 1
MARK = "_lake.json"
#: Where what is not yet part of the lake is made; who reads folders of Parquet passes it over.
WORK = "_work"
#: The partition of stories without a day: a date, as all others are (pandas fails on Hive's null).
NO_DAY = "0001-01-01"
#: Tables with a folder a day: of publication, for events that of the first report.
DAILY = ("outcomes", "stories", "codings", "records", "voices", "events")
#: Those that linking makes anew from all others.
DERIVED = ("copies", "originals", "judgements", "membership", "events", "redirects")

#: Tables whose files have the columns that a store has; a lake keeps no others of them.
STORED = (
    *("coders", "runs", "stories", "codings", "set_aside", "records", "voices", "copies"),
    *("judgements", "membership", "redirects", "events", "tombstones"),
)

_TEXT, _TIME = pa.string(), pa.timestamp("us")
#: What a record's file holds of its story, so that linking needs no join.
TELLING = {
    "url": _TEXT,
    "title": _TEXT,
    "published_evidence": _TEXT,
    "language": _TEXT,
    "added": _TIME,
}
#: The columns of each table's files.
COLUMNS: Mapping[str, pa.Schema] = {
    **{name: TABLES[name] for name in STORED},
    "records": pa.schema([*TABLES["records"], *pa.schema(list(TELLING.items()))]),
    "outcomes": pa.schema(
        {
            "story": _TEXT,
            "kind": _TEXT,  # of the fault; "" where the story was coded
            "coder": pa.int32(),
            "key": pa.binary(),  # by which doubles are found
            "text": pa.binary(),  # a digest
            "mark": pa.binary(),
            "added": _TIME,
            "line": _TEXT,  # the JSON of docs/record.md, as `dragoman code` prints it
        }
    ),
    "originals": pa.schema({"story": _TEXT, "copy_of": _TEXT}),
    "inputs": pa.schema({"name": _TEXT, "mark": _TEXT, "coder": _TEXT}),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What a lake says of itself; its generation grows with each change."""

    id: str
    program: str
    generation: int = 0
    form: int = FORM


def is_lake(path: Path) -> bool:
    """Whether the folder is a lake."""
    return (path / MARK).is_file()


def read_mark(lake: Path) -> Mark:
    """What the lake says of itself; a StoreError if it is none that this dragoman reads."""
    try:
        words = json.loads((lake / MARK).read_text(encoding="utf-8"))
        mark = Mark(**words)
    except FileNotFoundError as error:
        raise StoreError(f"{lake} is no lake: `dragoman code … --engine ray` makes one") from error
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(f"the lake {lake} cannot be read: {error}") from error
    if mark.form > FORM:
        raise StoreError(
            f"the lake {lake} was written by dragoman {mark.program}: install that one"
        )
    return mark


def write_mark(lake: Path, mark: Mark) -> None:
    """Let the lake say this of itself."""
    write_whole(lake / MARK, json.dumps(asdict(mark)) + "\n")


def write_whole(path: Path, words: str) -> None:
    """A small file that appears whole, or stays what it was."""
    made = path.with_name(f"{path.name}.new")
    with made.open("w", encoding="utf-8") as file:
        file.write(words)
        file.flush()
        os.fsync(file.fileno())
    os.replace(made, path)


def files_of(lake: Path, table: str) -> list[Path]:
    """The files of one table, in the order of their names."""
    pattern = "day=*/*.parquet" if table in DAILY else "*.parquet"
    return sorted((lake / table).glob(pattern))


def folder_of(table: str, day: date | None) -> str:
    """Where rows of this day lie, from the lake's folder on."""
    if table not in DAILY:
        return table
    return f"{table}/day={NO_DAY if day is None else day.isoformat()}"


def write_rows(path: Path, rows: pa.Table) -> None:
    """A Parquet file that appears whole, and that a power cut does not take."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.{os.getpid()}")
    with made.open("wb") as file:
        pq.write_table(rows, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    os.replace(made, path)
