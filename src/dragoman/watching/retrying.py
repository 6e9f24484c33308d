"""How long to wait before the next try."""

from __future__ import annotations

#: A longer row of failures waits no longer than the most that is allowed.
_MOST_DOUBLINGS = 40


def pause_before(failures: int, *, first: float, most: float) -> float:
    """The seconds to wait after so many failures in a row: each twice the last, up to the most."""
    return min(most, first * 2.0 ** min(max(failures - 1, 0), _MOST_DOUBLINGS))
