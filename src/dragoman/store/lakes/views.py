"""A lake's files as the tables that a store has: one view each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dragoman.store.columns import TABLES
from dragoman.store.lakes.layout import COLUMNS

#: The newest coder of each story, where a lake has several.
_NEWEST = "left join (select story, max(coder) as coder from codings group by story) n"


def view(table: str, files: Sequence[Path], *, coders: int, copies: bool) -> str:
    """The statement that makes the view of a table with files.

    What a store writes into its rows later on is looked up instead: which story another repeats
    and whose answers are the newest.  `rowid` is a row's place, as every table of DuckDB has it.
    """
    chosen = {name: f't."{name}"' for name in TABLES[table].names}
    joins = ""
    if table == "stories" and copies:
        chosen["copy_of"] = "coalesce(o.copy_of, t.id)"
        joins += " left join originals o on o.story = t.id"
    if table in ("stories", "records", "voices") and coders > 1:
        story = "id" if table == "stories" else "story"
        chosen |= {"coder": "n.coder"} if table == "stories" else {"newest": "t.coder = n.coder"}
        joins += f" {_NEWEST} on n.story = t.{story}"
    columns = ", ".join(f'{sql} as "{name}"' for name, sql in chosen.items())
    row = "cast(t.file_index as bigint) * 4294967296 + t.file_row_number as rowid"
    return f'create view "{table}" as select {columns}, {row} from {rows_in(files)} t{joins}'


def own_view(table: str, files: Sequence[Path]) -> str:
    """The statement that makes the view of a table that stores do not have."""
    if files:
        return f'create view "{table}" as select * from {rows_in(files)}'
    columns = ", ".join(f'null as "{name}"' for name in COLUMNS[table].names)
    return f'create view "{table}" as select {columns} where false'


def rows_in(files: Sequence[Path]) -> str:
    """The rows of Parquet files, as a select names them."""
    names = ", ".join(f"'{quoted(str(file))}'" for file in files)
    return f"read_parquet([{names}], hive_partitioning = false)"


def quoted(words: str) -> str:
    """Words inside single quotes."""
    return words.replace("'", "''")
