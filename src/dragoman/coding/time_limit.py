"""How long one story may take: an alarm of the operating system, which no parser can hold up.

In a process that is there for coding alone the alarm ends the process, whatever it is at, and who
gave it the story starts another.  Elsewhere it raises Overrun in the main thread, which Python
does between two steps of its own and in the middle of a regular expression, but not inside a call
into another library; those are bounded by the size of what they are given.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType
from typing import TypeVar

from dragoman.errors import StoryError

T = TypeVar("T")

#: Seconds after which an alarm that something swallowed rings again.
_AGAIN = 1.0


class Overrun(BaseException):
    """A story took too long.  No Exception, so that no library takes it for a fault of its own."""


def in_time(work: Callable[[], T], seconds: float) -> T:
    """What the work gives; an Overrun where it takes longer than so many seconds (0: never).

    Nor is there a limit where the alarm cannot be had.
    """
    if not seconds or not can_ring():
        return work()
    alarm = _Alarm()
    try:
        try:
            signal.signal(signal.SIGALRM, alarm.ring)
            signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
            return work()
        finally:
            alarm.is_set = False
    finally:  # reached even where it rings in the line above
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def can_ring() -> bool:
    """Whether the alarm can be had: in the main thread of a program that does not use it itself."""
    return current_thread() is main_thread() and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


@contextmanager
def deadly(seconds: float) -> Iterator[None]:
    """Let the alarm end this process where the block takes longer than so many seconds (0: never)."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def too_slow(name: str, seconds: float) -> StoryError:
    """Why a source of this name that overran is set aside."""
    return StoryError("too-slow", f"{name}: took longer than {seconds:g} s")


class _Alarm:
    def __init__(self) -> None:
        self.is_set = True

    def ring(self, _: int, __: FrameType | None) -> None:
        if self.is_set:
            raise Overrun
