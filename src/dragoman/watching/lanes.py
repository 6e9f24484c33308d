"""What is to be asked of each host, one thing after the other: polls first, then pages."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from dragoman.watching.clock import Clock
from dragoman.watching.hosts import Hosts, host_of
from dragoman.watching.ledger_pages import PageRows, Waiting
from dragoman.watching.ledger_sources import SourceRows
from dragoman.watching.plan import Plan, Source
from dragoman.watching.polling import Polled

#: However far away the next thing is, a lane looks again after so many seconds.
_LONGEST_SLEEP = 60.0
#: A run that is to end does not wait longer than this for one host.
_ONCE_PATIENCE = 90.0


@dataclass(frozen=True, slots=True)
class Work:
    """How a source is polled and a page fetched, and how to wait for room for another page."""

    poll: Callable[[Source], Awaitable[Polled]]
    fetch: Callable[[Waiting], Awaitable[None]]
    room: Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Rows:
    """The book's rows that tell what is due."""

    sources: SourceRows
    pages: PageRows


@dataclass
class _Lane:
    """One host's work: its sources, by when each is due on the steady clock."""

    host: str
    polls: dict[str, float] = field(default_factory=dict)
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    running: bool = False


class Lanes:
    """Runs a lane for each host that has something to be asked."""

    def __init__(self, plan: Plan, rows: Rows, hosts: Hosts, clock: Clock) -> None:
        self._plan, self._rows, self._hosts, self._clock = plan, rows, hosts, clock
        self._sources = {source.name: source for source in plan.sources}
        self._lanes: dict[str, _Lane] = {}

    async def run(self, work: Work, *, forever: bool) -> None:
        """Ask all hosts until cancelled; where it is not forever, until nothing is due any more."""
        self._put_sources(at_once=not forever)
        async with asyncio.TaskGroup() as group:
            run = _Run(self, work, group, forever)
            run.wake([*self._lanes, *self._rows.pages.hosts_waiting()])

    def next_poll(self) -> float | None:
        """Seconds until the next source is asked; None where none will be."""
        dues = [due for lane in self._lanes.values() for due in lane.polls.values()]
        return max(0.0, min(dues) - self._clock.steady()) if dues else None

    def lane(self, host: str) -> _Lane:
        """The lane of a host."""
        return self._lanes.setdefault(host, _Lane(host))

    def resting(self, host: str) -> float:
        """Seconds for which the host is to be left alone."""
        return self._hosts.wait_for(host)

    def take(self, lane: _Lane) -> Source | Waiting | None:
        """What this host is to be asked now."""
        now = self._clock.steady()
        due = [name for name, at in lane.polls.items() if at <= now]
        if due:
            return self._sources[min(due, key=lambda name: lane.polls[name])]
        wall = self._clock.wall()
        bounds = self._plan.bounds
        latest = wall + max(bounds.retry_most, bounds.rest_most)
        return self._rows.pages.next_waiting(lane.host, at=wall, latest=latest)

    def schedule(self, lane: _Lane, name: str) -> None:
        """Note when a source that was just asked is due again."""
        lane.polls.pop(name, None)
        self._put_source(lane, self._sources[name])

    def until_next(self, lane: _Lane) -> float | None:
        """Seconds until this host is to be asked again; None where it never is."""
        waits = [at - self._clock.steady() for at in lane.polls.values()]
        page = self._rows.pages.next_due(lane.host)
        waits += [] if page is None else [page - self._clock.wall()]
        return max(0.0, min(waits)) if waits else None

    def _put_sources(self, *, at_once: bool) -> None:
        for source in self._plan.sources:
            lane = self.lane(host_of(source.url))
            self._put_source(lane, source)
            if at_once and source.name in lane.polls:
                lane.polls[source.name] = 0.0

    def _put_source(self, lane: _Lane, source: Source) -> None:
        """A source with its due time; one that said that it is gone is asked no more."""
        state = self._rows.sources.state(source.name)
        if state.gone:
            return
        # The wall's clock may have jumped since the time was written down.
        most = max(source.manners.poll_most, self._plan.bounds.rest_most)
        wait = min(max(0.0, state.due - self._clock.wall()), self._clock.about(most))
        lane.polls[source.name] = self._clock.steady() + wait


@dataclass(frozen=True, slots=True)
class _Run:
    """The lanes while they run."""

    lanes: Lanes
    work: Work
    group: asyncio.TaskGroup
    forever: bool

    def wake(self, hosts: Iterable[str]) -> None:
        """See to it that the lanes of these hosts run."""
        for host in dict.fromkeys(hosts):
            lane = self.lanes.lane(host)
            lane.woken.set()
            if not lane.running:
                lane.running = True
                self.group.create_task(self._follow(lane))

    async def _follow(self, lane: _Lane) -> None:
        """Do what is due, until there is nothing left to wait for."""
        while await self._step(lane):
            pass
        lane.running = False

    async def _step(self, lane: _Lane) -> bool:
        """Do the next thing, or wait for it; False where the lane is at its end."""
        lane.woken.clear()
        todo = self.lanes.take(lane)
        if todo is None:
            return await self._wait(lane)
        if not self.forever and self.lanes.resting(lane.host) > _ONCE_PATIENCE:
            return False
        if isinstance(todo, Source):
            polled = await self.work.poll(todo)
            self.lanes.schedule(lane, todo.name)
            self.wake(polled.hosts)
        else:
            await self.work.room()
            await self.work.fetch(todo)
        return True

    async def _wait(self, lane: _Lane) -> bool:
        wait = self.lanes.until_next(lane)
        if wait is None or not self.forever:
            return False
        with suppress(TimeoutError):
            async with asyncio.timeout(min(max(wait, 0.001), _LONGEST_SLEEP)):
                await lane.woken.wait()
        return True
