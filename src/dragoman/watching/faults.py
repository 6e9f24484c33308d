"""Why an address gave nothing, and what follows from it: try again, rest, or give up."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dragoman.errors import StoryError

#: Answers that may be others next time, though they begin with 4.
_PASSING = frozenset([408, 421, 423, 425, 429])
#: Answers by which a server asks us to stay away for a while.
_BUSY = frozenset([429, 503])
#: A page that a feed lists may be a moment late at the servers nearer to us.
_LATE = frozenset([404])


class FetchFault(StoryError):
    """An address gave nothing.

    `lasting` means that asking again is of no use, `busy` that the whole host wants a rest,
    `rest` for how many seconds it says so, and `status` is that of its answer, 0 for none.
    """

    def __init__(
        self,
        message: str,
        *,
        kind: str = "fetch",
        lasting: bool = False,
        busy: bool = False,
        rest: float | None = None,
        status: int = 0,
    ) -> None:
        super().__init__(kind, message)
        self.lasting, self.busy, self.rest, self.status = lasting, busy, rest, status

    @property
    def is_answer(self) -> bool:
        """Whether the host is well, and only has nothing at this address."""
        return 400 <= self.status < 500


def refused(url: str, status: int, rest: float | None) -> FetchFault:
    """The fault of an answer that is neither a page nor a redirect."""
    late = status in _LATE
    lasting = 300 <= status < 500 and status not in _PASSING and not late
    return FetchFault(
        f"{url}: HTTP {status}", lasting=lasting, busy=status in _BUSY, rest=rest, status=status
    )


def retry_after(words: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, as a number or as a date."""
    if words is None or not words.strip():
        return None
    words = words.strip()
    if words.isascii() and words.isdecimal():
        return float(words[:12])
    try:
        until = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    until = until.replace(tzinfo=UTC) if until.tzinfo is None else until
    return max(0.0, (until - now).total_seconds())
