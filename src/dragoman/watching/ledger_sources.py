"""What the book holds of sources."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.watching.entry import Part
from dragoman.watching.ledger import change
from dragoman.watching.plan import Source


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is known of a source.  Times are seconds since 1970; `pace` lies between polls."""

    name: str
    url: str
    moved: str = ""
    etag: str = ""
    modified: str = ""
    digest: str = ""
    due: float = 0.0
    pace: float = 0.0
    polls: int = 0
    tried: float | None = None
    succeeded: float | None = None
    news: float | None = None
    failures: int = 0
    fault: str = ""
    gone: int = 0

    @property
    def address(self) -> str:
        """Where it is asked."""
        return self.moved or self.url


_FIELDS = tuple(SourceState.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class SourceRows:
    """The book's rows of sources."""

    connection: sqlite3.Connection

    def prepare(self, sources: Iterable[Source]) -> None:
        """A row for each source; one whose address was changed in the file begins anew."""
        with change(self.connection):
            for source in sources:
                self.connection.execute(
                    "delete from sources where name = ? and url <> ?", (source.name, source.url)
                )
                self.connection.execute(
                    "insert or ignore into sources (name, url) values (?, ?)",
                    (source.name, source.url),
                )

    def state(self, name: str) -> SourceState:
        """What is known of one."""
        [row] = self.connection.execute("select * from sources where name = ?", (name,))
        return SourceState(**dict(row))

    def state_of(self, source: Source) -> SourceState:
        """The same, also for one that the book does not know yet."""
        rows = self.connection.execute(
            "select * from sources where name = ? and url = ?", (source.name, source.url)
        )
        row = rows.fetchone()
        return SourceState(source.name, source.url) if row is None else SourceState(**dict(row))

    def write(self, state: SourceState) -> None:
        """Write down what is known of one."""
        names = ", ".join(f"{name} = :{name}" for name in _FIELDS)
        values = {name: getattr(state, name) for name in _FIELDS}
        self.connection.execute(f"update sources set {names} where name = :name", values)

    def stamps(self, name: str) -> Mapping[str, str]:
        """The parts of an index of sitemaps that were read, and the stamp of each."""
        rows = self.connection.execute("select url, stamp from parts where source = ?", (name,))
        return {row["url"]: row["stamp"] for row in rows}

    def write_parts(self, name: str, parts: Iterable[Part]) -> None:
        """Write down parts that were read."""
        self.connection.executemany(
            "insert or replace into parts values (?, ?, ?)",
            [(name, part.url, part.stamp) for part in parts],
        )
