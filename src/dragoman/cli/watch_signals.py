"""What signals ask of a watch that runs: to end, or to read its feeds file anew."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from dragoman.cli.status_line import StatusLine
from dragoman.errors import SetupError
from dragoman.watching.plan import Plan
from dragoman.watching.wishes import Wishes

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
#: Seconds within which a second signal is the first once more: some send it to the group as well.
_SAME_WISH = 1.0


@contextmanager
def ended_by_signals(wishes: Wishes) -> Iterator[None]:
    """The first signal asks the watch to end, the second one ends it as it stands."""
    loop = asyncio.get_running_loop()

    def ask() -> None:
        if not wishes.is_over:
            wishes.end()
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


@dataclass(frozen=True, slots=True)
class Rereading:
    """Reads the plan anew when asked by SIGHUP, and tells what came of it."""

    read: Callable[[], Plan]
    line: StatusLine
    wishes: Wishes

    @contextmanager
    def at_hangup(self) -> Iterator[None]:
        """While SIGHUP asks for it."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, self._ask)
        try:
            yield
        finally:
            loop.remove_signal_handler(signal.SIGHUP)

    def _ask(self) -> None:
        if self.line.is_cut_off():  # the signal's first meaning: the terminal is gone
            self.wishes.end()
            return
        try:
            plan = self.read()
        except SetupError as error:
            self.line.tell(f"dragoman: {error}; the watch goes on with the file as it was")
            return
        self.line.tell(f"the file of feeds was read anew: {len(plan.sources)} sources")
        self.wishes.go_on_with(plan)
