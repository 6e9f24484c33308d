"""What the book holds of alerts: what was told, and letters that are on their way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """An alert for one target; `body` is JSON.  Its id stays the same however often it is sent."""

    id: str
    target: str
    body: str
    made: float
    tries: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class AlertRows:
    """The book's rows of alerts."""

    connection: sqlite3.Connection

    def told(self, rule: str, ids: Iterable[str]) -> set[str]:
        """Those of the ids that this rule has told of."""
        seen = set()
        for one in ids:
            row = self.connection.execute(
                "select 1 from told where rule = ? and id = ?", (rule, one)
            ).fetchone()
            if row is not None:
                seen.add(one)
        return seen

    def note_told(self, rule: str, ids: Iterable[str]) -> None:
        """Note that a rule has told of these."""
        self.connection.executemany(
            "insert or ignore into told values (?, ?)", [(rule, one) for one in ids]
        )

    def post(self, letters: Iterable[Letter]) -> None:
        """Put letters with those to be sent."""
        self.connection.executemany(
            "insert or ignore into letters (id, target, body, made, due) values (?, ?, ?, ?, ?)",
            [(one.id, one.target, one.body, one.made, one.made) for one in letters],
        )

    def due(self, target: str, *, at: float, latest: float, most: int) -> list[Letter]:
        """Letters to be sent to a target now, the oldest first.

        One that is due only after `latest` was written down before the clock was put back.
        """
        rows = self.connection.execute(
            "select id, target, body, made, tries, fault from letters "
            "where target = ? and (due <= ? or due > ?) order by due, made, id limit ?",
            (target, at, latest, most),
        )
        return [Letter(**dict(row)) for row in rows]

    def try_later(self, letter: Letter, fault: str, *, due: float) -> None:
        """Note that a letter was not taken, and when to try again."""
        self.connection.execute(
            "update letters set tries = tries + 1, fault = ?, due = ? where id = ?",
            (fault, due, letter.id),
        )

    def drop(self, letters: Iterable[Letter]) -> None:
        """Letters that were taken, or are dead."""
        self.connection.executemany(
            "delete from letters where id = ?", [(one.id,) for one in letters]
        )

    def waiting(self) -> int:
        """How many letters are on their way."""
        [row] = self.connection.execute("select count(*) as number from letters")
        return int(row["number"])

    def targets(self) -> set[str]:
        """The targets of all letters on their way."""
        rows = self.connection.execute("select distinct target from letters")
        return {row["target"] for row in rows}
