"""A watch at work: lanes that ask hosts, a taker that feeds the store, letters that go out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from dragoman.watching.delivery import Delivery
from dragoman.watching.lanes import Lanes, Work
from dragoman.watching.ledger_pages import Waiting
from dragoman.watching.pages import PageFetcher
from dragoman.watching.plan import Manners, Plan, Source
from dragoman.watching.polling import Polled, Poller
from dragoman.watching.progress import Moment, Progress
from dragoman.watching.taking import FIRST_BATCH, Taken, Taker, next_batch

#: Seconds between two looks at what is due, where nothing tells of it before.
_TICK = 1.0
_SHOWN_EVERY = 0.5
#: Seconds in which letters may still go out after somebody stopped the watch.
_LAST_LETTERS = 5.0

Show = Callable[[Moment], None]


@dataclass
class Watcher:
    """The parts of a watch, and how far it is."""

    plan: Plan
    lanes: Lanes
    poller: Poller
    fetcher: PageFetcher
    taker: Taker
    delivery: Delivery
    show: Show
    progress: Progress

    def __post_init__(self) -> None:
        self._manners = {source.name: source.manners for source in self.plan.sources}
        self._pages = self.fetcher.pages
        self._fetched, self._letters = asyncio.Event(), asyncio.Event()
        self._leaving = self._drained = self._closing = False
        self._to_code = 0

    async def watch(self, stop: asyncio.Event, *, forever: bool) -> None:
        """Watch until told to stop, or, where it is not forever, until nothing is due."""
        self._to_code = self._pages.count("fetched")
        with ThreadPoolExecutor(1) as thread:
            taking = asyncio.create_task(self._take_all(thread))
            asking = asyncio.create_task(self.lanes.run(self._work(), forever=forever))
            delivering = asyncio.create_task(self._deliver_all())
            others = [asyncio.create_task(one) for one in (self._show_all(), _wait_for(stop))]
            tasks = [taking, asking, delivering, *others]
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                await self._end(asking, taking, stop)
                await self._end_letters(delivering, stop)
            finally:
                self._leaving = True
                for task in tasks:
                    task.cancel()
                await asyncio.wait(tasks)
        _raise_first(tasks)
        self.show(self._moment())

    async def _end(
        self, asking: asyncio.Task[None], taking: asyncio.Task[None], stop: asyncio.Event
    ) -> None:
        """Ask nobody any more; what was fetched is taken in, or when told to stop, the batch at hand."""
        self._leaving = stop.is_set()
        if self._leaving:
            asking.cancel()
        self._drained = asking.done() or self._leaving
        self._fetched.set()
        if self._drained:
            await _end_of(taking, stop)
            self._leaving = stop.is_set()
            await asyncio.wait([taking])

    async def _end_letters(self, delivering: asyncio.Task[None], stop: asyncio.Event) -> None:
        """Let letters go out as long as targets take what there is; not for long when leaving."""
        self._closing = True
        self._letters.set()
        if self._drained:
            await _end_of(delivering, stop)
            await asyncio.wait([delivering], timeout=_LAST_LETTERS)

    def _work(self) -> Work:
        return Work(poll=self._poll, fetch=self._fetch, room=self._room)

    async def _poll(self, source: Source) -> Polled:
        polled = await self.poller.poll(source)
        self.progress.polls += 1
        self.progress.failed_polls += bool(polled.fault)
        return polled

    async def _fetch(self, page: Waiting) -> None:
        # A page of a source that was taken out of the file is still fetched, in the usual way.
        came = await self.fetcher.fetch(page, self._manners.get(page.source, Manners()))
        self.progress.pages += came
        self.progress.failed_pages += not came
        if came:
            self._to_code += 1
            self._fetched.set()

    async def _room(self) -> None:
        """Wait while too many pages are still to be coded."""
        while self._to_code >= self.plan.bounds.backlog:
            await asyncio.sleep(_TICK / 10)

    async def _take_all(self, thread: ThreadPoolExecutor) -> None:
        """Take in batch after batch; it ends when told to leave, or when drained and empty."""
        loop, size = asyncio.get_running_loop(), FIRST_BATCH
        while not self._leaving:
            self._fetched.clear()
            began = loop.time()
            taken = await loop.run_in_executor(thread, self.taker.take, size)
            self._note(taken)
            if taken.pages == size:
                size = next_batch(size, loop.time() - began)
                continue
            if taken.pages == 0 and self._drained:
                return
            await _any_of(self._fetched, _TICK)

    def _note(self, taken: Taken) -> None:
        self._to_code -= taken.pages
        self.progress.stories += taken.stories
        self.progress.set_aside += taken.set_aside
        self.progress.records += taken.records
        self.progress.alerts += taken.letters
        if taken.letters:
            self._letters.set()

    async def _deliver_all(self) -> None:
        """Deliver again and again; when all is to end, until no target takes anything more."""
        while True:
            closing = self._closing
            self._letters.clear()
            taken = await self.delivery.deliver(all_mail=closing)
            self.progress.delivered += taken
            if closing and not taken:
                return
            if not self._closing:
                await _any_of(self._letters, _TICK)

    async def _show_all(self) -> None:
        while True:
            self.show(self._moment())
            await asyncio.sleep(_SHOWN_EVERY)

    def _moment(self) -> Moment:
        return Moment(
            progress=self.progress,
            sources=len(self.plan.sources),
            waiting=self._pages.count("waiting"),
            to_code=self._pages.count("fetched"),
            letters=self.delivery.rows.waiting(),
            next_poll=self.lanes.next_poll(),
        )


async def _wait_for(stop: asyncio.Event) -> None:
    await stop.wait()


async def _end_of(task: asyncio.Task[None], stop: asyncio.Event) -> None:
    """Wait until a task ends, or somebody tells us to stop."""
    stopping = asyncio.create_task(_wait_for(stop))
    await asyncio.wait([task, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()


async def _any_of(event: asyncio.Event, seconds: float) -> None:
    """Wait for an event, but no longer than this."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()


def _raise_first(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Raise what ended a task, if it was not we; of several faults at once, the first."""
    for task in tasks:
        fault = None if task.cancelled() else task.exception()
        while isinstance(fault, BaseExceptionGroup):
            fault = fault.exceptions[0]
        if fault is not None:
            raise fault
