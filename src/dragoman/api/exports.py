"""Events as streams of bytes in the formats of `dragoman export`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import IO

from dragoman.errors import SetupError, UsageError
from dragoman.exporting.choosing import Wanted
from dragoman.exporting.formats import FORMATS, JSON, KINDS, NETWORKS, TABBED, TABLES
from dragoman.exporting.tables import csv_lines, write_parquet
from dragoman.types import Event

#: Bytes that are sent at once, and lines that are joined for it.
_CHUNK, _LINES = 2**16, 200
_MEDIA = {
    "csv": ("text/csv; charset=utf-8", "csv"),
    "parquet": ("application/vnd.apache.parquet", "parquet"),
    "graphml": ("application/graphml+xml", "graphml"),
    "gexf": ("application/gexf+xml", "gexf"),
    **dict.fromkeys(TABBED, ("text/tab-separated-values; charset=utf-8", "txt")),
    **dict.fromkeys(JSON, ("application/x-ndjson", "jsonl")),
}

Write = Callable[[Iterable[Event], IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class Form:
    """A format, and which table of the plain ones."""

    name: str
    table: str = "events"
    all_auxiliaries: bool = False

    @property
    def media_type(self) -> str:
        """What a browser is told that it is."""
        return _MEDIA[self.name][0]

    @property
    def file(self) -> str:
        """The name under which it is saved."""
        kind = f"-{self.table}" if self.name in TABLES else ""
        return f"dragoman-{self.name}{kind}.{_MEDIA[self.name][1]}"


def read_form(name: str, table: str | None, *, all_auxiliaries: bool) -> Form:
    """The form asked for; a UsageError says which there are."""
    if name not in FORMATS:
        raise UsageError(f"no format {name!r}; there are {', '.join(FORMATS)}")
    if table is not None and name not in TABLES:
        raise UsageError(f"{name} has one table: `table` goes with csv and parquet")
    if table is not None and table not in KINDS:
        raise UsageError(f"no table {table!r}; there are {', '.join(KINDS)}")
    return Form(name, table or KINDS[0], all_auxiliaries)


def stream(events: Iterable[Event], form: Form) -> Iterator[bytes]:
    """The file in parts; a fault of its beginning is raised here, before anything is sent."""
    parts = _written(events, form) if form.name not in _TEXTS else _lines(events, form)
    first = list(islice(parts, 1))
    return chain(first, parts)


def _lines(events: Iterable[Event], form: Form) -> Iterator[bytes]:
    wanted = Wanted(all_auxiliaries=form.all_auxiliaries)
    if form.name == "csv":
        lines = csv_lines(events, form.table, wanted)
    else:
        lines = {**TABBED, **JSON}[form.name](events, wanted)
    while several := list(islice(lines, _LINES)):
        yield "".join(several).encode("utf-8", "replace")


_TEXTS = ("csv", *TABBED, *JSON)


def _written(events: Iterable[Event], form: Form) -> Iterator[bytes]:
    """A file that must be whole before its beginning is known, by way of the disk."""
    write = _writer(form)
    with TemporaryFile() as file:
        write(events, file)
        file.seek(0)
        while part := file.read(_CHUNK):
            yield part


def _writer(form: Form) -> Write:
    wanted = Wanted(all_auxiliaries=form.all_auxiliaries)
    if form.name == "parquet":
        return partial(write_parquet, kind=form.table, wanted=wanted)
    if find_spec("networkx") is None:
        raise SetupError(f"{form.name} needs networkx on the server: pip install 'dragoman[graph]'")
    graph = import_module("dragoman.exporting.graph")
    assert form.name in NETWORKS
    return partial(graph.write_gexf if form.name == "gexf" else graph.write_graphml, wanted=wanted)
