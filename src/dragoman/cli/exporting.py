"""Events to a file in one of the formats of `dragoman export`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import IO

from dragoman.cli.output import open_binary_output, open_output
from dragoman.errors import SetupError, UsageError
from dragoman.exporting.choosing import Wanted
from dragoman.exporting.formats import JSON, NETWORKS, TABBED
from dragoman.exporting.latin1 import transliterated
from dragoman.exporting.tables import csv_lines, write_parquet
from dragoman.types import Event

ENCODINGS = ("utf-8", "latin-1")
LATIN1 = "latin-1"
WITH_TEXT = "with --with-text go plover, and csv and parquet with --table records"

NetworkWriter = Callable[[Iterable[Event], IO[bytes], Wanted], None]


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
    if form.name in NETWORKS:
        write = _network_writer(form.name)
        with open_binary_output(out) as stream:
            write(events, stream, form.wanted)
    elif form.name == "parquet":
        if out is None and sys.stdout.isatty():
            raise UsageError("parquet is not for a screen: name a file with --out")
        with open_binary_output(out) as stream:
            write_parquet(events, stream, form.table or "events", wanted=form.wanted)
    else:
        _write_lines(events, form, out)


def check_form(form: Form) -> None:
    """A UsageError where the options do not go together."""
    plain = form.name in ("csv", "parquet")
    if form.table is not None and not plain:
        raise UsageError(f"{form.name} has one table: --table goes with csv and parquet")
    if form.wanted.with_text and not (form.name in JSON or form.table == "records"):
        raise UsageError(f"{form.name} has no place for whole texts: {WITH_TEXT}")
    if form.encoding == LATIN1 and not (form.name in TABBED or form.name == "csv"):
        raise UsageError(f"{form.name} is always UTF-8: --encoding goes with csv and TSV formats")


def _write_lines(events: Iterable[Event], form: Form, out: Path | None) -> None:
    if form.name == "csv":
        lines = csv_lines(events, form.table or "events", form.wanted)
    else:
        lines = {**TABBED, **JSON}[form.name](events, form.wanted)
    if form.encoding == LATIN1:
        lines = map(transliterated, lines)
    with open_output(out, encoding=form.encoding) as stream:
        stream.writelines(lines)


def _network_writer(name: str) -> NetworkWriter:
    """The function that writes a network; a SetupError where networkx is not installed."""
    try:
        graph = import_module("dragoman.exporting.graph")
    except ModuleNotFoundError as missing:
        message = f"{name} needs networkx: pip install 'dragoman[graph]'"
        raise SetupError(message) from missing
    writer: NetworkWriter = getattr(graph, f"write_{name}")
    return writer
