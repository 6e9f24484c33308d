"""A watch put together: a plan, a store and a book in, and it runs."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.pipeline import Code
from dragoman.store.requests import Run
from dragoman.watching.clock import Clock
from dragoman.watching.delivery import Delivery, Say
from dragoman.watching.fetching import Fetcher
from dragoman.watching.hosts import Hosts
from dragoman.watching.lanes import Lanes, Rows
from dragoman.watching.ledger import locked, open_ledger
from dragoman.watching.ledger_alerts import AlertRows
from dragoman.watching.ledger_health import HealthRows
from dragoman.watching.ledger_hosts import HostRows
from dragoman.watching.ledger_pages import PageRows
from dragoman.watching.ledger_sources import SourceRows
from dragoman.watching.pages import PageFetcher
from dragoman.watching.plan import Plan
from dragoman.watching.polling import Poller
from dragoman.watching.progress import Progress
from dragoman.watching.robots import Robots
from dragoman.watching.taking import Taker
from dragoman.watching.visiting import Visitor
from dragoman.watching.watcher import Show, Watcher
from dragoman.watching.wishes import Wishes

if TYPE_CHECKING:
    from dragoman.keeping.store import Store

#: A page that is done and was not listed for so many seconds is forgotten.
_REMEMBERED = 400 * 86_400.0
#: Names that are looked up and feeds that are read at once.
_THREADS = 32


@dataclass(frozen=True, slots=True)
class Book:
    """The book twice, for the loop and for the thread that feeds the store."""

    loop: sqlite3.Connection
    taker: sqlite3.Connection


@contextmanager
def open_book(path: Path) -> Iterator[Book]:
    """The book for one watch; a SetupError where another is at work with it."""
    with locked(path), open_ledger(path) as loop, open_ledger(path) as taker:
        yield Book(loop, taker)


@dataclass(frozen=True, slots=True)
class Watch:
    """All that a watch needs.  `dead` is the file of letters that nobody took."""

    plan: Plan
    book: Book
    store: Store
    code: Code
    run: Run
    clock: Clock
    say: Say
    show: Show
    dead: Path


async def run_watch(watch: Watch, wishes: Wishes, *, forever: bool) -> Progress:
    """Watch until told to end, or once around; what came of it.

    With another plan it goes on as a watch does that was stopped and started anew.
    """
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS))
    PageRows(watch.book.loop).forget_old(before=watch.clock.wall() - _REMEMBERED)
    progress = Progress()
    plan: Plan | None = watch.plan
    while plan is not None:
        SourceRows(watch.book.loop).prepare(plan.sources)
        async with Fetcher(plan, watch.clock) as fetcher:
            watcher = _watcher(replace(watch, plan=plan), fetcher, progress)
            await watcher.watch(wishes.leave, forever=forever)
        plan = wishes.next_plan()
    return progress


def _watcher(watch: Watch, fetcher: Fetcher, progress: Progress) -> Watcher:
    plan, clock, book = watch.plan, watch.clock, watch.book
    sources, pages, host_rows = SourceRows(book.loop), PageRows(book.loop), HostRows(book.loop)
    hosts = Hosts(plan.bounds, clock, host_rows.keep_rest)
    for rest in host_rows.rests():
        hosts.recall(*rest)
    visitor = Visitor(fetcher, hosts, redirects=plan.bounds.redirects)
    permit = Robots(visitor, host_rows, clock).permit
    return Watcher(
        plan=plan,
        lanes=Lanes(plan, Rows(sources, pages), hosts, clock),
        poller=Poller(visitor, permit, sources, pages, clock, plan.bounds),
        fetcher=PageFetcher(visitor, permit, pages, clock, plan.bounds),
        taker=_taker(watch),
        delivery=Delivery(plan, AlertRows(book.loop), fetcher, clock, watch.say, watch.dead),
        show=watch.show,
        progress=progress,
    )


def _taker(watch: Watch) -> Taker:
    book = watch.book.taker
    return Taker(
        pages=PageRows(book),
        alerts=AlertRows(book),
        health=HealthRows(book),
        store=watch.store,
        code=watch.code,
        run=watch.run,
        rules=watch.plan.rules,
        clock=watch.clock,
    )
