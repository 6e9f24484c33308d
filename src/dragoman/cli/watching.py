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
from dragoman.cli.watch_signals import Rereading, ended_by_signals
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
from dragoman.watching.resending import resend
from dragoman.watching.watch import Watch, open_book, run_watch
from dragoman.watching.wishes import Wishes


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


def resend_dead(paths: Paths) -> int:
    """Send the dead letters again, and tell what came of it; the exit status."""
    plan = _plan(paths.feeds)
    if not paths.dead.exists():
        click.echo(f"no {paths.dead}: there are no dead letters", err=True)
        return 0
    resent = asyncio.run(resend(plan, paths.dead, _clock()))
    for fault in dict.fromkeys(resent.failed.values()):
        click.echo(fault, err=True)
    for name in sorted(resent.homeless):
        click.echo(f"{paths.feeds}: there is no target {name!r} any more", err=True)
    unread = f", and {resent.unread} lines that cannot be read" if resent.unread else ""
    click.echo(f"dead letters: {resent.sent} sent, {resent.kept} kept{unread}", err=True)
    return int(bool(resent.kept or resent.unread))


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
            StatusLine(sys.stderr) as line,
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
            reading = Rereading(lambda: _plan(paths.feeds), line, Wishes())
            progress = asyncio.run(_once(watch) if once else _until_ended(watch, reading))
            line.tell(_last_line(progress))
    return int(once and bool(progress.failed_polls or progress.set_aside))


async def _once(watch: Watch) -> Progress:
    wishes = Wishes()
    with ended_by_signals(wishes):
        return await run_watch(watch, wishes, forever=False)


async def _until_ended(watch: Watch, reading: Rereading) -> Progress:
    with ended_by_signals(reading.wishes), reading.at_hangup():
        return await run_watch(watch, reading.wishes, forever=True)


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
