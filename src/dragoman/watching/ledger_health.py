"""What the book holds of each source's stories: how many a day, and how long."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

#: Stories of a source whose lengths are remembered.
KEPT = 200
#: Days for which stories are counted.
_DAYS = 60


@dataclass(frozen=True, slots=True)
class Yielded:
    """What a page of a source yielded: a story of so many characters, or none (None: not judged)."""

    source: str
    is_story: bool
    characters: int | None


@dataclass(frozen=True, slots=True)
class HealthRows:
    """The book's rows of what sources yield."""

    connection: sqlite3.Connection

    def note(self, yielded: Iterable[Yielded], *, day: str) -> None:
        """Count stories for this day, and remember their lengths."""
        several = list(yielded)
        stories = Counter(one.source for one in several if one.is_story)
        self.connection.executemany(
            "insert into days values (?, ?, ?) "
            "on conflict do update set stories = stories + excluded.stories",
            [(source, day, number) for source, number in stories.items()],
        )
        self.connection.executemany(
            "insert into lengths (source, characters) values (?, ?)",
            [(one.source, one.characters) for one in several if one.characters is not None],
        )
        for source in {one.source for one in several}:
            self._trim(source)

    def lengths(self, source: str) -> list[int]:
        """The lengths of a source's latest stories, the oldest first."""
        rows = self.connection.execute(
            "select characters from lengths where source = ? order by id", (source,)
        )
        return [row["characters"] for row in rows]

    def stories(self, source: str, days: Sequence[str]) -> Mapping[str, int]:
        """How many stories came on each of these days."""
        rows = self.connection.execute(
            "select day, stories from days where source = ? and day between ? and ?",
            (source, min(days), max(days)),
        )
        return {row["day"]: row["stories"] for row in rows}

    def _trim(self, source: str) -> None:
        self.connection.execute(
            "delete from lengths where source = ? and id <= (select id from lengths "
            "where source = ? order by id desc limit 1 offset ?)",
            (source, source, KEPT),
        )
        self.connection.execute(
            "delete from days where source = ? and day < (select day from days "
            "where source = ? order by day desc limit 1 offset ?)",
            (source, source, _DAYS),
        )
