"""Events to a file in one of the formats of `dragoman export`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from dragoman.cli.output import open_binary_output, open_output
from dragoman.errors import SetupError, UsageError
from dragoman.exporting.choosing import Wanted
from dragoman.exporting.formats import JSON, NETWORKS, TABBED
from dragoman.exporting.latin1 import transliterated
from dragoman.types import Event

ENCODINGS = ("utf-8", "latin-1")
LATIN1 = "latin-1"
WITH_TEXT = "with --with-text go plover, and csv and parquet with --table records"

BINARY = ("parquet", *NETWORKS)

BinaryWriter = Callable[[Iterable[Event], IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class Form:
    """The format, which table of the plain ones, the encoding, and what goes in."""

    name: str
    table: str | None = None
    encoding: str = "utf-8"
    wanted: Wanted = field(default_factory=Wanted)


def export_events(events: Iterable[Event], form: Form, out: Path | None) -> None:
    """Write the events as they come; a file appears whole or not at all."""
    check_form(form)
    if form.name == "parquet" and out is None and sys.stdout.isatty():
        raise UsageError("parquet is not for a screen: name a file with --out")
    if form.name in BINARY:
        write = _binary_writer(form)
        with open_binary_output(out) as stream:
            write(events, stream)
    else:
        lines = _lines(events, form)
        with open_output(out, encoding=form.encoding) as text:
            text.writelines(map(transliterated, lines) if form.encoding == LATIN1 else lines)


def check_form(form: Form) -> None:
    """A UsageError where the options do not go together."""
    plain = form.name in ("csv", "parquet")
    if form.table is not None and not plain:
        raise UsageError(f"{form.name} has one table: --table goes with csv and parquet")
    if form.wanted.with_text and not (form.name in JSON or form.table == "records"):
        raise UsageError(f"{form.name} has no place for whole texts: {WITH_TEXT}")
    if form.encoding == LATIN1 and not (form.name in TABBED or form.name == "csv"):
        raise UsageError(f"{form.name} is always UTF-8: --encoding goes with csv and TSV formats")


def _lines(events: Iterable[Event], form: Form) -> Iterator[str]:
    if form.name != "csv":
        return {**TABBED, **JSON}[form.name](events, form.wanted)
    from dragoman.exporting.tables import csv_lines  # loads pyarrow

    return csv_lines(events, form.table or "events", form.wanted)


def _binary_writer(form: Form) -> BinaryWriter:
    """The function that writes such a file; a SetupError where its library is not installed."""
    if form.name == "parquet":
        from dragoman.exporting.tables import write_parquet  # loads pyarrow

        return partial(write_parquet, kind=form.table or "events", wanted=form.wanted)
    if find_spec("networkx") is None:
        raise SetupError(f"{form.name} needs networkx: pip install 'dragoman[graph]'")
    from dragoman.exporting.graph import write_gexf, write_graphml

    return partial(write_gexf if form.name == "gexf" else write_graphml, wanted=form.wanted)
