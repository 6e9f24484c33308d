"""The time and the chance that a watch goes by, given from above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

#: How far a wait may stray from what was asked, so that many do not end at once.
_STRAY = 0.1


@dataclass(frozen=True, slots=True)
class Clock:
    """The wall's time in UTC, which may jump, a steady one for waits, and chance.

    What is written down is in seconds of the wall's clock; nothing is waited for by it.
    """

    now: Callable[[], datetime]
    steady: Callable[[], float]
    chance: Random

    def wall(self) -> float:
        """Seconds since 1970."""
        return self.now().timestamp()

    def about(self, seconds: float) -> float:
        """These seconds, a little more or less."""
        return seconds * self.chance.uniform(1 - _STRAY, 1 + _STRAY)
