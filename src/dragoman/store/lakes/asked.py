"""What a run asks of a lake's files, those that are not yet part of it with them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.store.duck import CONFIG
from dragoman.store.duck_cursor import faults
from dragoman.store.lakes.layout import COLUMNS, files_of
from dragoman.store.lakes.views import rows_in


def read_table(lake: Path, table: str) -> pa.Table:
    """All rows of a small table."""
    schema = COLUMNS[table]
    files = [pq.read_table(file, partitioning=None) for file in files_of(lake, table)]
    return pa.concat_tables([schema.empty_table(), *(rows.cast(schema) for rows in files)])


def stories_among(files: Sequence[Path], ids: Collection[str]) -> pa.Table:
    """When these stories came out and in, and their sketches."""
    with _connection() as connection:
        connection.register("asked", pa.table({"id": pa.array(sorted(ids), pa.string())}))
        return connection.sql(
            f"select t.id, t.published, t.added, t.sketch from {rows_in(files)} t "
            "join asked a on a.id = t.id order by t.id"
        ).to_arrow_table()


def superseded(files: Sequence[Path]) -> frozenset[tuple[str, int]]:
    """The (story, coder) of codings after which a newer coder coded the story."""
    if not files:
        return frozenset()
    with _connection() as connection:
        rows = connection.sql(
            "select story, coder from (select story, coder, max(coder) over (partition by story) "
            f"as newest from {rows_in(files)}) where coder < newest"
        ).fetchall()
    return frozenset((str(story), int(coder)) for story, coder in rows)


def days_of(files: Sequence[Path]) -> dict[date | None, int]:
    """How many rows there are of each `day`."""
    with _connection() as connection:
        rows = connection.sql(f"select day, count(*) from {rows_in(files)} group by day").fetchall()
    return dict(rows)


def marks_of(files: Sequence[Path], kinds: Sequence[str]) -> frozenset[bytes]:
    """The marks of stories that were set aside as these kinds."""
    return frozenset(_of_kinds(files, kinds, "mark"))


def files_with(files: Sequence[Path], kinds: Sequence[str]) -> frozenset[str]:
    """The `file` of each story that was set aside as one of these kinds."""
    return frozenset(_of_kinds(files, kinds, "file"))


def _of_kinds(files: Sequence[Path], kinds: Sequence[str], column: str) -> set[Any]:
    if not files:
        return set()
    with _connection() as connection:
        rows = connection.execute(
            f"select {column} from {rows_in(files)} where kind = any($1)", [list(kinds)]
        ).fetchall()
    return {value for (value,) in rows}


def redirects(lake: Path, events: Sequence[Path], membership: Sequence[Path]) -> pa.Table:
    """Where ids lead that were those of events and are no more: to the event of that record.

    An event's id is that of one of its records.
    """
    old = [
        rows_in(files_of(lake, name)) for name in ("events", "redirects") if files_of(lake, name)
    ]
    if not (old and events and membership):
        return COLUMNS["redirects"].empty_table()
    columns = ["id", "old"] if len(old) == 2 else ["id"]
    ids = " union ".join(
        f"select {c} as id from {rows}" for c, rows in zip(columns, old, strict=True)
    )
    with _connection() as connection:
        rows = connection.sql(
            f"select o.id as old, m.event from ({ids}) o join {rows_in(membership)} m "
            f"on m.record = o.id where o.id not in (select id from {rows_in(events)}) order by 1"
        ).to_arrow_table()
    return rows.cast(COLUMNS["redirects"])


@contextmanager
def _connection() -> Iterator[duckdb.DuckDBPyConnection]:
    spill = str(Path(gettempdir()) / "dragoman-spill")
    connection = duckdb.connect(
        ":memory:",
        config={**CONFIG, "enable_external_access": "true", "temp_directory": spill},
    )
    with faults(Path("lake")), closing(connection):
        yield connection
