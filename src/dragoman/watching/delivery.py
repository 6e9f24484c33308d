"""Letters to their targets: sent, sent again after a pause, and in the end laid with the dead.

A letter is dropped from the book only after its target has taken it, so one may arrive twice
(its id tells), but none is lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.watching.clock import Clock
from dragoman.watching.dead_letters import bury
from dragoman.watching.faults import FetchFault
from dragoman.watching.fetching import Fetcher
from dragoman.watching.ledger import change
from dragoman.watching.ledger_alerts import AlertRows, Letter
from dragoman.watching.mail import send
from dragoman.watching.plan import STDOUT, Mailbox, Plan, Target, Webhook
from dragoman.watching.retrying import pause_before
from dragoman.watching.webhook import post

_GONE = 410
#: Letters that are told of in one mail, or read from the book at once.
_TOGETHER = 50
#: Seconds for which a mail waits for more to tell.
_GATHERED = 60.0
#: The longest pause between two tries, in seconds.
_LONGEST = 21_600.0

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Delivery:
    """Delivers letters; `say` writes one to standard output, `dead` is the file of dead letters."""

    plan: Plan
    rows: AlertRows
    fetcher: Fetcher
    clock: Clock
    say: Say
    dead: Path

    async def deliver(self, *, all_mail: bool = False) -> int:
        """Send what is due to each target, side by side; how many letters were taken.

        Mail waits a little for more, unless all of it is to go.
        """
        async with asyncio.TaskGroup() as group:
            others = [group.create_task(self._to(one, all_mail)) for one in self.plan.targets]
            said = self._say_all()
        self._bury_homeless()
        return said + sum(task.result() for task in others)

    def _say_all(self) -> int:
        letters = self._due(STDOUT)
        for letter in letters:
            self.say(letter.body)
            self.rows.drop([letter])
        return len(letters)

    async def _to(self, target: Target, all_mail: bool) -> int:
        letters = self._due(target.name)
        if isinstance(target, Mailbox):
            ripe = all_mail or any(one.made < self.clock.wall() - _GATHERED for one in letters)
            return await self._mail(letters, target) if letters and ripe else 0
        for taken, letter in enumerate(letters):
            if not await self._post(letter, target):
                return taken  # the next would hardly fare better now
        return len(letters)

    async def _mail(self, letters: Sequence[Letter], mailbox: Mailbox) -> int:
        try:
            await asyncio.to_thread(send, letters, mailbox, self.clock)
        except FetchFault as fault:
            for letter in letters:
                self._failed(letter, fault)
            return 0
        with change(self.rows.connection):
            self.rows.drop(letters)
        return len(letters)

    async def _post(self, letter: Letter, webhook: Webhook) -> bool:
        try:
            await post(letter, webhook, self.fetcher, self.clock)
        except FetchFault as fault:
            self._failed(letter, fault)
            return False
        self.rows.drop([letter])
        return True

    def _due(self, target: str) -> list[Letter]:
        wall = self.clock.wall()
        return self.rows.due(target, at=wall, latest=wall + 2 * _LONGEST, most=_TOGETHER)

    def _failed(self, letter: Letter, fault: FetchFault) -> None:
        hopeless = fault.status == _GONE or (fault.lasting and not fault.status)
        if hopeless or letter.tries + 1 >= self.plan.alert_tries:
            self._bury(letter, fault.message)
            return
        own = pause_before(letter.tries + 1, first=self.plan.alert_retry, most=_LONGEST)
        pause = min(max(self.clock.about(own), fault.rest or 0.0), _LONGEST)
        self.rows.try_later(letter, fault.message, due=self.clock.wall() + pause)

    def _bury_homeless(self) -> None:
        """Letters whose target was taken out of the file."""
        names = {STDOUT, *(target.name for target in self.plan.targets)}
        for name in self.rows.targets() - names:
            for letter in self._due(name):
                self._bury(letter, f"no target {name!r} in the file any more")

    def _bury(self, letter: Letter, fault: str) -> None:
        """Lay a letter with the dead, for certain, before it is dropped."""
        bury(self.dead, replace(letter, tries=letter.tries + 1, fault=fault))
        self.rows.drop([letter])
