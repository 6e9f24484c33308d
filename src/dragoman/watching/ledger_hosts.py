"""What the book holds of hosts: their rests, and their robots.txt."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeptRobots:
    """A robots.txt, and when it was fetched by the wall's clock."""

    words: str
    at: float


@dataclass(frozen=True, slots=True)
class HostRows:
    """The book's rows of hosts."""

    connection: sqlite3.Connection

    def rests(self) -> list[tuple[str, int, float]]:
        """Each host that is to be left alone: failures in a row, and until when."""
        rows = self.connection.execute("select name, failures, rest from hosts")
        return [(row["name"], row["failures"], row["rest"]) for row in rows]

    def keep_rest(self, name: str, failures: int, until: float) -> None:
        """Write down until when a host is to be left alone."""
        self.connection.execute(
            "insert or replace into hosts values (?, ?, ?)", (name, failures, until)
        )

    def robots(self, site: str, *, since: float) -> KeptRobots | None:
        """The site's robots.txt, if it was fetched since then."""
        row = self.connection.execute(
            "select words, at from robots where site = ? and at >= ?", (site, since)
        ).fetchone()
        return None if row is None else KeptRobots(row["words"], row["at"])

    def keep_robots(self, site: str, words: str, at: float) -> None:
        """Write down a site's robots.txt."""
        self.connection.execute("insert or replace into robots values (?, ?, ?)", (site, words, at))
