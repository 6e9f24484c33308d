"""What the book holds of pages that have changed since they came: they are fetched again."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from dragoman.watching.retrying import pause_before

#: The least seconds between the first two versions of a page, of which each is twice the last, and
#: the longest: what is written while things happen changes every few minutes.
_FIRST_PAUSE, _LONGEST_PAUSE = 3_600.0, 21_600.0


@dataclass(frozen=True, slots=True)
class PageChanges:
    """The book's rows of pages, as sources tell of changes."""

    connection: sqlite3.Connection

    def note(self, source: str, key: str, changed: float, *, at: float, versions: int) -> bool:
        """Note when a source says that a page changed (0: it does not); whether it waits again.

        Times of its own source are compared with each other, so that its clock may be wrong;
        those of another with the time at which the page came.
        """
        row = self._row(key) if changed else None
        if row is None or row["state"] == "fetched":
            return False
        known = self._known(row, source)
        if row["state"] == "waiting" or not known:
            self._note_time(row, source, changed)
            return False
        if changed <= known or row["version"] >= versions:
            return False
        self._let_wait(row, changed, at)
        return True

    def _row(self, key: str) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self.connection.execute(
            "select key, source, state, changed, fetched, version from pages where key = ?", (key,)
        ).fetchone()
        return found

    def _known(self, row: sqlite3.Row, source: str) -> float:
        """The time of a change that we have; 0 where nothing is known, as of books before these."""
        if source == row["source"] and row["changed"]:
            return float(row["changed"])
        return float(max(row["changed"], row["fetched"]))

    def _note_time(self, row: sqlite3.Row, source: str, changed: float) -> None:
        if source == row["source"]:
            self.connection.execute(
                "update pages set changed = max(changed, ?) where key = ?", (changed, row["key"])
            )

    def _let_wait(self, row: sqlite3.Row, changed: float, at: float) -> None:
        pause = pause_before(row["version"], first=_FIRST_PAUSE, most=_LONGEST_PAUSE)
        self.connection.execute(
            "update pages set state = 'waiting', due = ?, tries = 0, unclosed = 0, fault = '', "
            "changed = ?, version = version + 1 where key = ?",
            (max(at, min(row["fetched"], at) + pause), changed, row["key"]),
        )
