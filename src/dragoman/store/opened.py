"""A store to ask from a program: `dragoman.open("record.duckdb").events(type="ASSAULT")`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import pyarrow as pa

from dragoman.errors import UsageError
from dragoman.store.asked import Asked
from dragoman.store.counts import count
from dragoman.store.dimensions import read_dimensions
from dragoman.store.filter_reading import read_filter
from dragoman.store.filters import Filter, Kind
from dragoman.store.objects import Said, read_events, read_records, read_stories, read_voices
from dragoman.store.query import Page, read_page, read_rows
from dragoman.types import Event, Report, Story

if TYPE_CHECKING:
    import pandas
    import polars

T = TypeVar("T")


@dataclass(frozen=True)
class Rows:
    """Rows of a table, for whichever library is to go on with them."""

    table: pa.Table

    def to_arrow(self) -> pa.Table:
        """The rows as a pyarrow Table."""
        return self.table

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas DataFrame."""
        _require("pandas")
        frame: pandas.DataFrame = self.table.to_pandas()
        return frame

    def to_polars(self) -> polars.DataFrame:
        """The rows as a polars DataFrame."""
        frame: polars.DataFrame = _require("polars").from_arrow(self.table)
        return frame

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.table.to_pylist())

    def __len__(self) -> int:
        return int(self.table.num_rows)


@dataclass(frozen=True)
class Selection(Generic[T]):
    """All that fits a filter, read anew whenever it is asked for.

    It gives tables, a row each; and it is iterated for typed objects, as many as there are.
    """

    store: Asked
    kind: Kind
    chosen: Filter
    read: Callable[[Asked, Filter], Iterator[T]]

    def __iter__(self) -> Iterator[T]:
        return self.read(self.store, self.chosen)

    def to_arrow(self) -> pa.Table:
        """The rows as a pyarrow Table."""
        return read_rows(self.store, self.kind, self.chosen)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas DataFrame."""
        return Rows(self.to_arrow()).to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The rows as a polars DataFrame."""
        return Rows(self.to_arrow()).to_polars()

    def page(self) -> Page:
        """The first `limit` rows, and the cursor from which the next follow."""
        return read_page(self.store, self.kind, self.chosen)


@dataclass(frozen=True)
class Opened:
    """A store that can be asked; close it, or open it in a `with` block."""

    store: Asked
    let_go: Callable[[], None]

    def events(self, **filters: object) -> Selection[Event]:
        """Events, the latest first; iterated, each comes with all its reports."""
        return Selection(self.store, Kind.EVENTS, read_filter(**filters), read_events)

    def records(self, **filters: object) -> Selection[Report]:
        """The newest coder's records; iterated, each comes in its story."""
        return Selection(self.store, Kind.RECORDS, read_filter(**filters), read_records)

    def stories(self, **filters: object) -> Selection[Story]:
        """Stories: those that fit, or that have a record that does."""
        return Selection(self.store, Kind.STORIES, read_filter(**filters), read_stories)

    def voices(self, **filters: object) -> Selection[Said]:
        """Attributions, each with the words that the voice says."""
        return Selection(self.store, Kind.VOICES, read_filter(**filters), read_voices)

    def counts(self, by: str | Sequence[str], *, of: str = "events", **filters: object) -> Rows:
        """How many events (or records) there are by "month,type" and the like."""
        if of not in (Kind.EVENTS, Kind.RECORDS):
            raise UsageError(f"events and records can be counted, not {of!r}")
        return Rows(count(self.store, Kind(of), read_dimensions(by), read_filter(**filters)))

    def sql(self, select: str, parameters: Sequence[object] = ()) -> Rows:
        """The rows of one select, whose parameters stand as $1, $2 ..."""
        return Rows(self.store.read(select, parameters))

    def close(self) -> None:
        """Let the store go."""
        self.let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()


def _require(library: str) -> ModuleType:
    try:
        return import_module(library)
    except ImportError as error:
        message = f"{library} is not installed: pip install 'dragoman[{library}]'"
        raise UsageError(message) from error
