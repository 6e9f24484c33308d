"""The one line that a person sees of a watch: live on a terminal, now and then in a log."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import IO, Self

from dragoman.watching.progress import Moment

#: Seconds between two lines where nothing can be overwritten.
_SELDOM = 60.0
_CLEAR = "\r\x1b[K"


class StatusLine:
    """Shows how a watch stands."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream, self._live = stream, stream.isatty()
        self._shown = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self._write(_CLEAR if self._live else "")

    def show(self, moment: Moment) -> None:
        """Show this moment, in the place of the one before."""
        line = status(moment)
        if self._live:
            self._write(f"{_CLEAR}{line}")
        elif time.monotonic() - self._shown >= _SELDOM:
            self._shown = time.monotonic()
            self._write(f"{line}\n")

    def tell(self, line: str) -> None:
        """Write a line that stays."""
        self._write(f"{_CLEAR if self._live else ''}{line}\n")

    def is_cut_off(self) -> bool:
        """Whether there was a terminal that is gone now."""
        return self._live and not self._stream.isatty()

    def _write(self, words: str) -> None:
        try:
            self._stream.write(words)
            self._stream.flush()
        except OSError:
            self._let_go()

    def _let_go(self) -> None:
        """Nobody can read it any more, which ends no watch: what is still to be written goes nowhere.

        Python flushes what is left when it ends; where that fails the status is 120.
        """
        with suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


def status(moment: Moment) -> str:
    """The moment in one line, short enough for a narrow screen."""
    done = moment.progress
    parts = [
        f"{moment.sources} sources",
        f"{moment.waiting} pages waiting, {moment.to_code} to code",
        f"{done.stories} stories, {done.records} records",
    ]
    if done.failed_polls or done.failed_pages:
        parts.append(f"{done.failed_polls + done.failed_pages} faults")
    if done.alerts or moment.letters:
        parts.append(f"{done.alerts} alerts ({moment.letters} to send)")
    if moment.next_poll is not None:
        parts.append(f"next poll {_wait(moment.next_poll)}")
    return "; ".join(parts)


def _wait(seconds: float) -> str:
    if seconds < 1:
        return "now"
    return f"in {seconds:.0f} s" if seconds < 120 else f"in {seconds / 60:.0f} min"
