"""`dragoman code`: stories in, records out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO

import click

from dragoman.build import load
from dragoman.cli.begun import Order
from dragoman.cli.clustering import on_cluster
from dragoman.cli.lines import heading, lines_of
from dragoman.cli.options import inputs_argument, published_option
from dragoman.cli.output import open_output
from dragoman.cli.progress import Tally, watched
from dragoman.cli.resuming import code_with_part, resumable
from dragoman.cli.table import print_outcome, table_console
from dragoman.errors import UsageError
from dragoman.gathering.archive import Passed
from dragoman.gathering.inputs import gather
from dragoman.pipeline import run
from dragoman.settings import Settings
from dragoman.types import Outcome

FORMATS = ("table", "jsonl", "csv", "plover", "polecat")

Writer = Callable[[Outcome], None]


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
@click.option("--resume", is_flag=True, help="Take a stopped run up: with --out, as jsonl or csv.")
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
    resume: bool,
    published: date | None,
    workers: int | None,
) -> None:
    """Code news pages and texts into event records.

    INPUT is a file (.html, .txt, .jsonl, .csv, .parquet, also .gz), a web archive (.warc,
    .warc.gz, .wacz; docs/archives.md), a folder of those, "-" for standard input, or an http(s)
    address.  A story that cannot be coded is set aside with the reason in the same output, and
    the exit status is then 1.  plover and polecat are formats of others (docs/exports.md): they
    have no line for a story that was set aside.

    With --resume the result grows in the folder .OUT.part, which stays if the run is stopped; the
    same command goes on where it stood.  Other inputs, settings or another coder are refused.

    \b
    Example: dragoman code page.html
             dragoman code stories/ --format csv --out events.csv --workers 2
             dragoman code crawl.warc.gz --out coded.jsonl --resume
             dragoman code "s3://news/2024/*.warc.gz" --engine ray --out lake/
    """
    chosen = _settings(settings, min_score=min_score, workers=workers)
    if engine is not None:
        lake = _lake(out, plain=form is None and not (mentions or resume))
        sys.exit(on_cluster(chosen, inputs, lake, published=published, workers=workers or 0))
    _require_file(out)
    order = Order(inputs, chosen, published, form or _form(out), mentions)
    tally, passed = Tally(), Passed()
    if resume:
        code_with_part(order, resumable(out, order), tally, passed)
    else:
        _code(order, out, tally, passed)
    for line in filter(None, (passed.line(), tally.line())):
        click.echo(line, err=True)
    sys.exit(1 if tally.set_aside else 0)


def _lake(out: Path | None, *, plain: bool) -> Path:
    if out is None or not plain:
        raise UsageError("--engine ray writes a lake: name its folder with --out, and nothing else")
    return out


def _require_file(out: Path | None) -> None:
    if out is not None and out.is_dir():
        raise UsageError(f"--out {out} is a folder: name a file, or ask for a lake: --engine ray")


def _code(order: Order, out: Path | None, tally: Tally, passed: Passed) -> None:
    settings = order.settings
    sources = gather(order.inputs, max_bytes=settings.max_page_bytes, passed=passed)
    load_it = partial(load, settings)
    outcomes = run(
        sources,
        load_it,
        published=order.published,
        workers=settings.workers,
        seconds=settings.story_seconds,
    )
    with open_output(out) as stream:
        write = _writer(order, stream)
        for outcome in watched(outcomes, tally, quiet=stream.isatty()):
            write(outcome)


def _settings(settings: Settings, *, min_score: float | None, workers: int | None) -> Settings:
    return replace(
        settings,
        min_score=settings.min_score if min_score is None else min_score,
        workers=settings.workers if workers is None else workers,
    )


def _form(out: Path | None) -> str:
    if out is not None:
        return "csv" if out.suffix == ".csv" else "jsonl"
    return "table" if sys.stdout.isatty() else "jsonl"


def _writer(order: Order, stream: IO[str]) -> Writer:
    if order.form == "table":
        console = table_console(stream)
        return lambda outcome: print_outcome(console, outcome, mentions=order.mentions)
    stream.write(heading(order.form))
    lines = lines_of(order)
    return lambda outcome: _put(stream, lines(outcome))


def _put(stream: IO[str], words: str) -> None:
    stream.write(words)
    stream.flush()
