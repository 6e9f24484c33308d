"""`dragoman add`: stories in, into a store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

import click

from dragoman.build import load, name_coder, open_store, read_coded
from dragoman.cli.adding import Asking, Kept, has_coded, keep, not_yet_coded, start_run
from dragoman.cli.options import inputs_argument, published_option, store_of, store_option
from dragoman.cli.progress import Tally, watched
from dragoman.coding.source import Source
from dragoman.gathering.archive import Passed
from dragoman.gathering.inputs import gather
from dragoman.pipeline import run
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.keeping.store import Store


@dataclass(frozen=True)
class Wanted:
    """What is to be coded, and how; `passed` counts what is no story."""

    settings: Settings
    inputs: tuple[str, ...]
    published: date | None
    passed: Passed = field(default_factory=Passed)


@click.command(short_help="Code stories into a store.")
@inputs_argument
@store_option
@click.option("--coded", is_flag=True, help="INPUT is JSONL or a lake that `dragoman code` wrote.")
@click.option(
    "--min-score", type=click.FloatRange(0, 1), help="Leave out records with a lower score."
)
@published_option
@click.option("--workers", type=click.IntRange(1), help="Processes that code at once.")
@click.pass_obj
def add(
    settings: Settings,
    inputs: tuple[str, ...],
    address: str | None,
    coded: bool,
    min_score: float | None,
    published: date | None,
    workers: int | None,
) -> None:
    """Code pages and texts into a store, and link what they tell into events.

    INPUT is all that `dragoman code` takes, web archives too (docs/archives.md).  The store is
    made if it is not there; several commands may use it at once.  A story that the store has
    from this coder is passed over, so a run that was stopped is taken up where it stood by
    running it again.

    \b
    Example: dragoman add stories/ --store record.duckdb
             dragoman code stories/ --out coded.jsonl; dragoman add --coded coded.jsonl
    """
    chosen = replace(
        settings,
        min_score=settings.min_score if min_score is None else min_score,
        workers=settings.workers if workers is None else workers,
    )
    with closing(open_store(store_of(settings, address), memory=settings.store_memory)) as store:
        kept, passed = Kept(), Passed()
        wanted = Wanted(chosen, inputs, published, passed)
        events = _keep_coded(store, wanted, kept) if coded else code_into(store, wanted, kept)
    for line in filter(None, (passed.line(), kept.line(events))):
        click.echo(line, err=True)
    sys.exit(1 if kept.set_aside else 0)


def code_into(store: Store, wanted: Wanted, kept: Kept) -> int:
    """Code what is not in the store; the number of events that it tells of."""
    settings = wanted.settings
    coder = name_coder(settings)
    sources: Iterator[Source] = gather(
        wanted.inputs, max_bytes=settings.max_page_bytes, passed=wanted.passed
    )
    if has_coded(store, coder):
        asking = Asking(store, coder, settings.story_seconds)
        sources = not_yet_coded(sources, asking, kept)
    outcomes = run(
        sources,
        partial(load, settings),
        published=wanted.published,
        workers=settings.workers,
        seconds=settings.story_seconds,
    )
    started = start_run(coder)
    keep(store, watched(outcomes, Tally(), quiet=False), started, kept)
    return store.events_of(started)


def _keep_coded(store: Store, wanted: Wanted, kept: Kept) -> int:
    """Keep what was coded before; the number of events that it tells of."""
    outcomes = chain.from_iterable(map(read_coded, wanted.inputs))
    started = start_run("coded before")
    keep(store, watched(outcomes, Tally(), quiet=False), started, kept)
    return store.events_of(started)
