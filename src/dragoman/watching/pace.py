"""How often a source is asked: as often as it brings news, within bounds."""

from __future__ import annotations

from dataclasses import dataclass

#: Slower by half where nothing came ...
_SLOWER = 1.5
#: ... twice as fast where something did ...
_FASTER = 0.5
#: ... and at once as fast as allowed where more than this share was new: some may have been missed.
_MISSED = 0.5
#: Servers state a day, or a year, for feeds that change by the minute: no more is believed.
_MOST_ASKED = 3_600.0


@dataclass(frozen=True, slots=True)
class Pace:
    """What bounds the pauses, in seconds; `asked` is what the feed and its server ask for."""

    least: float
    most: float
    asked: float = 0.0

    def first(self) -> float:
        """The pause after the first poll."""
        return self.bounded(self.least * 2)

    def next(self, pause: float, *, new: int, listed: int) -> float:
        """The pause that follows one of so many seconds, after which so many entries were new."""
        if pause <= 0:
            return self.first()
        if new == 0:
            return self.bounded(pause * _SLOWER)
        return self.bounded(self.least if new > listed * _MISSED else pause * _FASTER)

    def bounded(self, pause: float) -> float:
        """The pause within the bounds."""
        return min(self.most, max(self.least, min(self.asked, _MOST_ASKED), pause))
