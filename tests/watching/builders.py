"""Watches of a test's own: real servers, a real store, quick manners."""

import asyncio
import random
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

pytest.importorskip("feedparser")
pytest.importorskip("httpcore2")
pytest.importorskip("protego")

from dragoman.build import load, open_store
from dragoman.pipeline import open_coding
from dragoman.settings import Settings
from dragoman.store.requests import Run
from dragoman.watching.clock import Clock
from dragoman.watching.fetching import Fetcher
from dragoman.watching.ledger import open_ledger
from dragoman.watching.plan import Bounds, Manners, Plan, Source
from dragoman.watching.watch import Watch, open_book, run_watch
from dragoman.watching.wishes import Wishes

QUICK = Bounds(
    connect=1, read=0.3, total=0.6, page_bytes=50_000, feed_bytes=200_000, retry=60.0, tries=4
)
OPEN = Manners(allow_private=True, gap=0.0, poll_least=0.05, poll_most=3600.0)
AGENT = "Mozilla/5.0 (compatible; dragoman/0)"
NOON = datetime(2024, 3, 9, 12, tzinfo=UTC)


@dataclass
class Wall:
    """A clock on the wall that a test can move."""

    ahead: timedelta = timedelta()

    def now(self):
        return datetime.now(UTC) + self.ahead


def a_clock(wall=None):
    return Clock((wall or Wall()).now, time.monotonic, random.Random(7))


def a_plan(*urls, bounds=QUICK, manners=OPEN, **parts):
    """A plan with these sources, each called by its number."""
    sources = tuple(Source(f"s{at}", url, manners) for at, url in enumerate(urls))
    return Plan(sources, AGENT, bounds=bounds, **parts)


@cache
def tiny_coder():
    """The coder with the tiny model, loaded once."""
    return load(Settings(model=str(Path(__file__).parents[1] / "tiny_model")))


@dataclass
class Watched:
    """A place where watches run, one after the other, over one store and one book."""

    folder: Path
    said: list

    @property
    def book(self):
        return self.folder / "record.duckdb.watch"

    @property
    def dead(self):
        return self.folder / "dead.jsonl"

    def once(self, plan, *, wall=None):
        """One round; what came of it."""
        return self._run(plan, a_clock(wall), Wishes, forever=False)

    def rounds(self, plan, number):
        """Several rounds, a day after each other, so that all that waits is due again."""
        for day in range(number):
            progress = self.once(plan, wall=Wall(timedelta(days=day)))
        return progress

    def until(self, plan, is_enough, *, seconds=5.0):
        """A watch that goes on until the test has seen enough."""

        def stop():
            wishes = Wishes()
            loop = asyncio.get_running_loop()
            end = time.monotonic() + seconds

            def look():
                if is_enough() or time.monotonic() > end:
                    wishes.end()
                else:
                    loop.call_later(0.02, look)

            loop.call_soon(look)
            return wishes

        return self._run(plan, a_clock(), stop, forever=True)

    def read(self, sql):
        with open_store(str(self.folder / "record.duckdb")) as store:
            return store.read(sql).to_pylist()

    def stories(self):
        """The texts' numbers of plants, in order, as often as they stand in the store."""
        return sorted(row["url"] for row in self.read("select url from stories"))

    def rows(self, sql):
        """Rows of the book."""
        with open_ledger(self.book) as book:
            return [dict(row) for row in book.execute(sql)]

    def change(self, statements):
        """Put the book into a state that a kill may leave it in."""
        with open_ledger(self.book) as book:
            book.executescript(statements)

    def _run(self, plan, clock, stop, *, forever):
        coder = tiny_coder()
        store = open_store(str(self.folder / "record.duckdb"))
        with store, open_book(self.book) as book, open_coding(lambda: coder) as code:
            run = Run("run", coder.coder, datetime(2024, 3, 9))
            watch = Watch(
                plan=plan,
                book=book,
                store=store,
                code=code,
                run=run,
                clock=clock,
                say=self.said.append,
                show=lambda moment: None,
                dead=self.dead,
            )

            async def watching():
                return await run_watch(watch, stop(), forever=forever)

            return asyncio.run(watching())


def watched(folder):
    return Watched(folder, [])


def asked(question, *, bounds=QUICK, **parts):
    """The answer to one question."""
    plan = replace(Plan((), AGENT), bounds=bounds, **parts)

    async def ask():
        async with Fetcher(plan, a_clock()) as fetcher:
            return await fetcher.ask(question)

    return asyncio.run(ask())


@contextmanager
def a_book(folder):
    """An empty book."""
    with open_ledger(folder / "book") as connection:
        yield connection
