"""What robots.txt allows, by RFC 9309: asked once a day for each host."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from dragoman.watching.clock import Clock
from dragoman.watching.faults import FetchFault
from dragoman.watching.feeds_file import ROBOT
from dragoman.watching.fetching import Question
from dragoman.watching.ledger_hosts import HostRows
from dragoman.watching.plan import Manners
from dragoman.watching.visiting import Visitor, anything_goes

#: RFC 9309 lets nobody rely on a copy that is older.
_KEPT = 86_400.0
#: A host without an answer is asked again after so long; until then nothing is taken from it.
_ASKED_AGAIN = 60.0
_MOST_BYTES = 512_000  # RFC 9309 asks to read 500 KiB at least
#: A file that asks for a longer pause wants no visitors; we come this seldom.
_LONGEST_PAUSE = 60.0


@dataclass
class _File:
    """One host's robots.txt: its rules, or why they are not known, until when by the steady clock."""

    rules: Protego | None = None
    fault: FetchFault | None = None
    until: float = 0.0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Robots:
    """Knows what each host allows."""

    def __init__(self, visitor: Visitor, rows: HostRows, clock: Clock) -> None:
        self._visitor, self._rows, self._clock = visitor, rows, clock
        self._files: dict[str, _File] = {}

    async def permit(self, url: str, manners: Manners) -> float:
        """The pause that the host asks for between visits; a FetchFault where it forbids this one."""
        if not manners.robots:
            return 0.0
        rules = await self._rules(url, manners)
        if not rules.can_fetch(url, ROBOT):
            raise FetchFault(f"{url}: robots.txt forbids it", kind="robots", lasting=True)
        return _pause(rules)

    async def _rules(self, url: str, manners: Manners) -> Protego:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        file = self._files.setdefault(site, _File())
        async with file.lock:
            if file.until <= self._clock.steady():
                await self._read(site, file, manners)
        if file.rules is None:
            reason = file.fault.message if file.fault else ""
            lasting = file.fault is not None and file.fault.lasting
            message = f"{url}: robots.txt cannot be read ({reason})"
            raise FetchFault(message, lasting=lasting, busy=not lasting)
        return file.rules

    async def _read(self, site: str, file: _File, manners: Manners) -> None:
        """Fill the file from what was written down, or from the host."""
        kept = self._rows.robots(site, since=self._clock.wall() - _KEPT)
        try:
            words = await self._fetched(site, manners) if kept is None else kept.words
        except FetchFault as fault:
            file.rules, file.fault = None, fault
            file.until = self._clock.steady() + _ASKED_AGAIN
            return
        at = self._clock.wall() if kept is None else kept.at
        if kept is None:
            self._rows.keep_robots(site, words, at)
        file.rules = Protego.parse(words)
        file.until = self._clock.steady() + min(_KEPT, max(0.0, at + _KEPT - self._clock.wall()))

    async def _fetched(self, site: str, manners: Manners) -> str:
        """The words of the file; "" where there is none, which allows everything."""
        question = Question(f"{site}/robots.txt", _MOST_BYTES, allow_private=manners.allow_private)
        try:
            visit = await self._visitor.visit(question, manners, anything_goes)
        except FetchFault as fault:
            if fault.kind == "too-large" or (fault.is_answer and not fault.busy):
                return ""
            raise
        return visit.answer.body.decode("utf-8-sig", "replace")


def _pause(rules: Protego) -> float:
    """The seconds between visits that the file asks for."""
    delay = float(rules.crawl_delay(ROBOT) or 0)
    rate = rules.request_rate(ROBOT)
    if rate is not None and rate.requests > 0:
        delay = max(delay, float(rate.seconds) / rate.requests)
    return min(delay, _LONGEST_PAUSE)
