"""What a database must do for a store: the contract that DuckDB and PostgreSQL both keep."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from typing import Protocol

import pyarrow as pa

from dragoman.store.indices import Index

Parameter = object


class Dialect(StrEnum):
    """Whose SQL is spoken, where the two differ."""

    DUCKDB = "duckdb"
    POSTGRES = "postgres"


class Transaction(Protocol):
    """A change under way: it sees its own writes; others see all of it or nothing."""

    @property
    def dialect(self) -> Dialect:
        """Whose SQL `read` and `write` speak."""
        ...

    def read(self, sql: str, parameters: Sequence[Parameter] = ()) -> pa.Table:
        """The rows of one select; parameters stand as $1, $2 ..."""
        ...

    def write(self, sql: str, parameters: Sequence[Parameter] = ()) -> None:
        """Run one insert, update or delete."""
        ...

    def insert(self, table: str, rows: pa.Table) -> None:
        """Append rows, whose columns are those of the table, in bulk."""
        ...

    def stage(self, name: str, rows: pa.Table) -> None:
        """Rows under a name that selects of this transaction can join, gone at its end."""
        ...


class Database(Protocol):
    """Tables of the migrations, with atomic changes and reads that never wait for a writer.

    Faults of the database come as a StoreError that names the database; a change that fails
    or is interrupted leaves nothing behind.  Safe to call from several threads.
    """

    @property
    def dialect(self) -> Dialect:
        """Whose SQL `read` and `write` speak."""
        ...

    def read(self, sql: str, parameters: Sequence[Parameter] = ()) -> pa.Table:
        """The rows of one select, as of one moment; writing statements are refused."""
        ...

    def change(self) -> AbstractContextManager[Transaction]:
        """A transaction: kept when the block ends, undone when it raises."""
        ...

    def search(self, index: Index, phrases: Sequence[str]) -> pa.Table:
        """The `id` and `rank` of what holds all phrases; a higher rank fits better.

        Where so much is found that an order says nothing, every rank is 0.
        """
        ...

    def purge(self) -> None:
        """Rid the disk of all that was deleted: its rows, and its words in text search."""
        ...

    def close(self) -> None:
        """Let the file or the connection go."""
        ...
