"""How much one client may ask of a server."""

from __future__ import annotations

from dataclasses import dataclass

#: The largest text that is coded while somebody waits: some fifteen pages of print.
MOST_CHARACTERS = 100_000
#: The largest page: newspapers' own are 2 MB at worst.
MOST_HTML = 2_000_000
#: Rows of one answer.
MOST_ROWS, ROWS = 500, 50


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a server; the defaults suit one that some people share.

    `body_bytes` is the largest request.  A client may code `code_burst` texts at once and
    `code_rate` a second from then on, and at most `code_waiting` texts wait for the coder.
    `kept_bytes` is the memory for answers that may be asked for again, `item_bytes` that for
    single items that stand in several, and `fresh_seconds` how long the store is taken to be unchanged without being asked.  While the server is busy, an
    answer may be given for `late_seconds` after the store has changed.
    """

    body_bytes: int = 4_500_000
    code_burst: int = 10
    code_rate: float = 0.5
    code_waiting: int = 8
    kept_bytes: int = 32_000_000
    item_bytes: int = 128_000_000
    fresh_seconds: float = 0.5
    late_seconds: float = 60.0
