"""What `dragoman watch` does: put a watch together, show it, and end it when somebody asks."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

import click

from dragoman.build import load, name_coder, open_store
from dragoman.cli.adding import start_run
from dragoman.cli.health_table import print_health
from dragoman.cli.status_line import StatusLine
from dragoman.cli.table import table_console
from dragoman.errors import SetupError
from dragoman.pipeline import open_coding
from dragoman.settings import Settings
from dragoman.store.whole_rows import plain
from dragoman.watching.clock import Clock
from dragoman.watching.feeds_file import read_plan
from dragoman.watching.health import read_health
from dragoman.watching.ledger import open_ledger
from dragoman.watching.letters import for_person
from dragoman.watching.plan import Plan
from dragoman.watching.progress import Progress
from dragoman.watching.watch import Watch, open_book, run_watch

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
#: Seconds within which a second signal is the first once more: some send it to the group as well.
_SAME_WISH = 1.0


@dataclass(frozen=True)
class Paths:
    """The files of a watch."""

    feeds: Path
    book: Path
    dead: Path


def paths_of(feeds: Path, store: str, book: Path | None, dead: Path | None) -> Paths:
    """The files of a watch; the book is beside the store, or beside the feeds of a server's."""
    beside = feeds if "://" in store else Path(store)
    book = beside.with_name(f"{beside.name}.watch") if book is None else book
    return Paths(feeds, book, book.with_name(f"{book.name}.dead.jsonl") if dead is None else dead)


def show_health(paths: Paths) -> None:
    """Print how each source is: a table on a terminal, else a line of JSON each."""
    plan = _plan(paths.feeds)
    if not paths.book.exists():
        raise SetupError(f"no {paths.book}: this watch has not run yet")
    with open_ledger(paths.book) as book:
        found = read_health(book, plan.sources, datetime.now(UTC))
    if sys.stdout.isatty():
        print_health(table_console(sys.stdout), found, datetime.now(UTC))
        return
    for one in found:
        click.echo(json.dumps(asdict(one), ensure_ascii=False, default=plain))


def watch_feeds(settings: Settings, address: str, paths: Paths, *, once: bool) -> int:
    """Watch until told to stop, or once around; the exit status."""
    plan = _plan(paths.feeds)
    with (
        _ended_by_term(),
        open_book(paths.book) as book,
        closing(open_store(address, memory=settings.store_memory)) as store,
    ):
        coder, loader = name_coder(settings), partial(load, settings)
        with (
            open_coding(loader, workers=settings.workers, seconds=settings.story_seconds) as code,
            StatusLine(sys.stderr, sources=len(plan.sources)) as line,
        ):
            watch = Watch(
                plan=plan,
                book=book,
                store=store,
                code=code,
                run=start_run(coder),
                clock=_clock(),
                say=_say,
                show=line.show,
                dead=paths.dead,
            )
            progress = asyncio.run(_until_stopped(watch, forever=not once))
    click.echo(_last_line(progress), err=True)
    return int(once and bool(progress.failed_polls or progress.set_aside))


async def _until_stopped(watch: Watch, *, forever: bool) -> Progress:
    stop = asyncio.Event()
    with _stopped_by_signals(stop):
        return await run_watch(watch, stop, forever=forever)


@contextmanager
def _ended_by_term() -> Iterator[None]:
    """While the watch is not under way yet, whoever asks it to end finds it closing all it has."""

    def leave(*_: object) -> None:
        sys.exit(0)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _stopped_by_signals(stop: asyncio.Event) -> Iterator[None]:
    """The first signal asks the watch to stop, the second one ends it as it stands."""
    loop = asyncio.get_running_loop()

    def ask() -> None:
        if not stop.is_set():
            stop.set()
            loop.call_later(_SAME_WISH, give_back)

    def give_back() -> None:
        for one in _SIGNALS:
            loop.remove_signal_handler(one)

    for one in _SIGNALS:
        loop.add_signal_handler(one, ask)
    try:
        yield
    finally:
        give_back()


def _plan(feeds: Path) -> Plan:
    return read_plan(feeds, os.environ, version=version("dragoman"))


def _clock() -> Clock:
    return Clock(lambda: datetime.now(UTC), time.monotonic, random.Random())


def _say(body: str) -> None:
    """An alert on standard output: lines for a person, or the JSON for a program."""
    click.echo(for_person(body) if sys.stdout.isatty() else body)
    sys.stdout.flush()


def _last_line(progress: Progress) -> str:
    return (
        f"sources: {progress.polls} polls, {progress.failed_polls} failed; "
        f"stories: {progress.stories} coded, {progress.set_aside} set aside; "
        f"{progress.records} records; {progress.alerts} alerts"
    )
