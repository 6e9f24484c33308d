"""Dead letters sent again: those that are taken leave their file, the others stay in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.watching.clock import Clock
from dragoman.watching.dead_letters import SentBook, open_sent, read_dead, settle
from dragoman.watching.faults import FetchFault
from dragoman.watching.fetching import Fetcher
from dragoman.watching.ledger_alerts import Letter
from dragoman.watching.mail import send
from dragoman.watching.plan import Mailbox, Plan, Target
from dragoman.watching.webhook import post

#: Letters that are told of in one mail.
_TOGETHER = 50


@dataclass
class Resent:
    """What became of dead letters; `failed` says why, by the id of each that was tried in vain.

    `homeless` are targets that the plan does not know, `unread` lines that cannot be read.
    """

    sent: int = 0
    kept: int = 0
    unread: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    homeless: set[str] = field(default_factory=set)


async def resend(plan: Plan, dead: Path, clock: Clock) -> Resent:
    """Send every letter of the file once more.

    What was taken is noted at once, so a kill costs nothing, and doubles no more than the letter
    that was on its way; the file itself is written anew at the end, or by the next call.
    """
    with open_sent(dead) as book:
        _settle(dead, book, {})
        letters, unread = read_dead(dead)
        resent = Resent(unread=unread)
        try:
            async with Fetcher(plan, clock) as fetcher:
                resending = _Resending(fetcher, clock, book, resent)
                for name, theirs in _by_target(letters):
                    await resending.send(plan, name, theirs)
        finally:
            _settle(dead, book, resent.failed)
    resent.kept = len(letters) - resent.sent
    return resent


@dataclass(frozen=True, slots=True)
class _Resending:
    fetcher: Fetcher
    clock: Clock
    book: SentBook
    resent: Resent

    async def send(self, plan: Plan, name: str, letters: Sequence[Letter]) -> None:
        """Send the letters to the target of this name."""
        target = next((one for one in plan.targets if one.name == name), None)
        if target is None:
            self.resent.homeless.add(name)
            return
        together = _TOGETHER if isinstance(target, Mailbox) else 1
        for at in range(0, len(letters), together):
            if not await self._taken(letters[at : at + together], target):
                return  # the next would hardly fare better now

    async def _taken(self, letters: Sequence[Letter], target: Target) -> bool:
        """Send some together; False where the target itself seems to be away."""
        try:
            if isinstance(target, Mailbox):
                send(letters, target, self.clock)
            else:
                await post(letters[0], target, self.fetcher, self.clock)
        except FetchFault as fault:
            self.resent.failed.update((one.id, fault.message) for one in letters)
            return fault.is_answer and not fault.busy
        self.book.add(letters)
        self.resent.sent += len(letters)
        return True


def _settle(dead: Path, book: SentBook, failed: dict[str, str]) -> None:
    settle(dead, sent=book.ids(), failed=failed)
    book.clear()


def _by_target(letters: Sequence[Letter]) -> Iterator[tuple[str, list[Letter]]]:
    for name in dict.fromkeys(letter.target for letter in letters):
        yield name, [letter for letter in letters if letter.target == name]
