"""`dragoman code`: stories in, records out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO

import click

from dragoman.build import load
from dragoman.cli.clustering import on_cluster
from dragoman.cli.options import inputs_argument, published_option
from dragoman.cli.output import open_output
from dragoman.cli.progress import Tally, watched
from dragoman.cli.story_events import story_lines
from dragoman.cli.table import print_outcome, table_console
from dragoman.contract.writing import outcome_line
from dragoman.errors import UsageError
from dragoman.exporting import polecat
from dragoman.exporting.csv import header_line, outcome_rows
from dragoman.gathering.inputs import gather
from dragoman.pipeline import run
from dragoman.settings import Settings
from dragoman.types import Outcome

FORMATS = ("table", "jsonl", "csv", "plover", "polecat")

Writer = Callable[[Outcome], None]


@dataclass(frozen=True)
class Shape:
    """In which form outcomes are written."""

    form: str
    mentions: bool


@click.command(short_help="Code pages and texts into event records.")
@inputs_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="table on a terminal, else jsonl, or what the name of --out says.",
)
@click.option("--mentions", is_flag=True, help="Every record; table and csv show a row an event.")
@click.option(
    "--min-score", type=click.FloatRange(0, 1), help="Leave out records with a lower score."
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="A file instead of the screen; a lake's folder."
)
@click.option(
    "--engine",
    type=click.Choice(["ray"]),
    help="Code on a cluster, into the lake --out (docs/cluster.md).",
)
@published_option
@click.option("--workers", type=click.IntRange(1), help="Processes that code at once.")
@click.pass_obj
def code(
    settings: Settings,
    inputs: tuple[str, ...],
    form: str | None,
    mentions: bool,
    min_score: float | None,
    out: Path | None,
    engine: str | None,
    published: date | None,
    workers: int | None,
) -> None:
    """Code news pages and texts into event records.

    INPUT is a file (.html, .txt, .jsonl, .csv, .parquet, also .gz), a folder of those, "-"
    for standard input, or an http(s) address.  A story that cannot be coded is set aside
    with the reason in the same output, and the exit status is then 1.  plover and polecat are
    formats of others (docs/exports.md): they have no line for a story that was set aside.

    \b
    Example: dragoman code page.html
             dragoman code stories/ --format csv --out events.csv --workers 2
             dragoman code "s3://news/2024/*.jsonl.gz" --engine ray --out lake/
    """
    chosen = _settings(settings, min_score=min_score, workers=workers)
    if engine is not None:
        if form is not None or mentions or out is None:
            raise UsageError("--engine ray writes a lake: name its folder with --out, and no form")
        sys.exit(on_cluster(chosen, inputs, out, published=published, workers=workers or 0))
    _require_file(out)
    sources = gather(inputs, max_bytes=chosen.max_page_bytes)
    outcomes = run(sources, partial(load, chosen), published=published, workers=chosen.workers)
    tally = Tally()
    with open_output(out) as stream:
        write = _writer(Shape(form or _form(out), mentions), stream)
        for outcome in watched(outcomes, tally, quiet=stream.isatty()):
            write(outcome)
    click.echo(tally.line(), err=True)
    sys.exit(1 if tally.set_aside else 0)


def _settings(settings: Settings, *, min_score: float | None, workers: int | None) -> Settings:
    return replace(
        settings,
        min_score=settings.min_score if min_score is None else min_score,
        workers=settings.workers if workers is None else workers,
    )


def _require_file(out: Path | None) -> None:
    if out is not None and out.is_dir():
        raise UsageError(f"--out {out} is a folder: name a file, or ask for a lake: --engine ray")


def _form(out: Path | None) -> str:
    if out is not None:
        return "csv" if out.suffix == ".csv" else "jsonl"
    return "table" if sys.stdout.isatty() else "jsonl"


def _writer(shape: Shape, stream: IO[str]) -> Writer:
    if shape.form == "csv":
        stream.write(header_line())
        return lambda outcome: _put(stream, outcome_rows(outcome, mentions=shape.mentions))
    if shape.form == "jsonl":
        return lambda outcome: _put(stream, outcome_line(outcome) + "\n")
    if shape.form in ("plover", "polecat"):
        stream.write(polecat.HEADER if shape.form == "polecat" else "")
        return lambda outcome: _put(stream, story_lines(outcome, shape.form))
    console = table_console(stream)
    return lambda outcome: print_outcome(console, outcome, mentions=shape.mentions)


def _put(stream: IO[str], words: str) -> None:
    stream.write(words)
    stream.flush()
