"""The ids that a run was given, each with its text, however many there are."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b

from dragoman.errors import SetupError
from dragoman.types import GivenText

#: Kilobytes in memory; what is more goes to a temporary file that is gone with the run.
_CACHE = 32_000
_DIGEST_BYTES = 8


class GivenIds:
    """Remembers ids and texts by their digests, in memory that does not grow with their number."""

    def __init__(self) -> None:
        # An empty name is SQLite's for a database of this process alone, on disk as far as needed.
        self._table = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._table.execute(f"pragma cache_size = -{_CACHE}")
        self._table.execute("pragma journal_mode = off")
        self._table.execute("pragma synchronous = off")
        self._table.execute("create table given (id blob primary key, text blob) without rowid")
        self._table.execute("begin")  # never to be ended: one change is quicker than many

    def clashes(self, given: GivenText) -> bool:
        """Whether this id stood on another text before; a SetupError where the disk is full."""
        key, text = _digest(given.id), _digest(given.text)
        try:
            self._table.execute("insert or ignore into given values (?, ?)", (key, text))
            found = self._table.execute("select text from given where id = ?", (key,)).fetchone()
        except sqlite3.OperationalError as error:
            raise SetupError(f"no room for a temporary table of ids: {error}") from error
        return bool(found[0] != text)

    def close(self) -> None:
        """Forget them all."""
        self._table.close()


def _digest(words: str) -> bytes:
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).digest()
