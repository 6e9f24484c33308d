"""What the book holds of pages: waiting to be fetched, fetched, done."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.reading.identity import canonical
from dragoman.types import Page, SetAside
from dragoman.watching.entry import Entry
from dragoman.watching.hosts import host_of
from dragoman.watching.ledger import change
from dragoman.watching.ledger_changes import PageChanges

#: A page that was handed over so often and never came back may have ended the program each time:
#: it is handed over alone, so that it takes no other page with it ...
_SUSPECT = 3
#: ... and after so many times it is not handed over again.
_GUILTY = 20
#: Seconds after which it is noted again that a page is still listed.
_LISTED_ANEW = 86_400.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page to be fetched; `version` is 1 for one that never came, and more after each change."""

    key: str
    url: str
    source: str
    tries: int
    unclosed: int
    listed: float
    version: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page to be coded, or the reason why it was given up."""

    key: str
    source: str
    content: Page | SetAside
    version: int


@dataclass(frozen=True, slots=True)
class Listed:
    """The hosts of pages never seen before, and of those to be had again, one for each page."""

    new: tuple[str, ...] = ()
    again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageRows:
    """The book's rows of pages."""

    connection: sqlite3.Connection

    def list_entries(
        self, source: str, entries: Iterable[Entry], *, at: float, versions: int = 1
    ) -> Listed:
        """Note the pages that a source lists; one that has changed is had so often at most."""
        new, again = [], []
        changes = PageChanges(self.connection)
        for entry in entries:
            key, host = canonical(entry.url), host_of(entry.url)
            if self._list_entry(source, entry, at):
                new.append(host)
            elif changes.note(source, key, entry.changed, at=at, versions=versions):
                again.append(host)
        return Listed(tuple(new), tuple(again))

    def hosts_waiting(self) -> list[str]:
        """The hosts of all pages that wait to be fetched."""
        rows = self.connection.execute("select distinct host from pages where state = 'waiting'")
        return [row["host"] for row in rows]

    def next_waiting(self, host: str, *, at: float, latest: float) -> Waiting | None:
        """The page of this host that has been due for longest.

        A page that is due only after `latest` was written down before the clock was put back.
        """
        row = self.connection.execute(
            "select key, url, source, tries, unclosed, listed, version from pages "
            "where state = 'waiting' and host = ? and (due <= ? or due > ?) order by due limit 1",
            (host, at, latest),
        ).fetchone()
        return None if row is None else Waiting(**dict(row))

    def next_due(self, host: str) -> float | None:
        """When the next page of this host is due; None where none waits."""
        [row] = self.connection.execute(
            "select min(due) as due from pages where state = 'waiting' and host = ?", (host,)
        )
        due: float | None = row["due"]
        return due

    def keep_body(self, page: Waiting, content: Page, *, at: float) -> bool:
        """Keep a page that came; False where its address was had under another name already."""
        final = canonical(content.url) or page.key
        own = (page.key, canonical(page.url))  # the latter is where it was found the last time
        with change(self.connection):
            known = final not in own and self._claim(page, final, at)
            self.connection.execute(
                "update pages set state = ?, url = ?, body = ?, charset = ?, fault = '', "
                "fetched = ? where key = ?",
                (
                    "done" if known else "fetched",
                    content.url,
                    None if known else zlib.compress(content.body, 1),
                    content.charset,
                    at,
                    page.key,
                ),
            )
        return not known

    def try_later(self, page: Waiting, fault: SetAside, *, due: float, counts: bool) -> None:
        """Note that a page did not come, when to ask again, and whether that counts as a try."""
        self.connection.execute(
            "update pages set tries = tries + ?, due = ?, fault = ?, fault_kind = ?, "
            "unclosed = case when ? = 'cut' then unclosed + 1 else 0 end where key = ?",
            (counts, due, fault.message, fault.kind, fault.kind, page.key),
        )

    def give_up(self, page: Waiting, fault: SetAside) -> bool:
        """Note that a page will not be asked for again; whether it is told with the coded ones.

        One that only did not come once more is not: it stays what it was.
        """
        told = page.version == 1
        self.connection.execute(
            "update pages set state = ?, tries = tries + 1, body = null, fault = ?, "
            "fault_kind = ? where key = ?",
            ("fetched" if told else "done", fault.message, fault.kind, page.key),
        )
        return told

    def count(self, state: str) -> int:
        """How many pages are waiting, fetched or done."""
        [row] = self.connection.execute(
            "select count(*) as number from pages where state = ?", (state,)
        )
        return int(row["number"])

    def hand_over(self, most: int) -> list[Fetched]:
        """The pages to be coded next, at most so many."""
        rows = self.connection.execute(
            "select key, url, source, published, body, charset, fault, fault_kind, handed, version "
            "from pages where state = 'fetched' order by handed, listed, key limit ?",
            (most,),
        ).fetchall()
        batch = [row for row in rows if row["handed"] < _SUSPECT] or rows[:1]
        self.connection.executemany(
            "update pages set handed = handed + 1 where key = ?", [(row["key"],) for row in batch]
        )
        return [_fetched(row) for row in batch]

    def finish(self, batch: Sequence[Fetched]) -> None:
        """Pages that the store has now; their bytes go."""
        self.connection.executemany(
            "update pages set state = 'done', body = null, charset = null, handed = 0 "
            "where key = ?",
            [(page.key,) for page in batch],
        )

    def forget_old(self, *, before: float) -> int:
        """Drop pages that are done and were last listed before then; how many."""
        found = self.connection.execute(
            "delete from pages where state = 'done' and listed < ?", (before,)
        )
        return found.rowcount

    def _list_entry(self, source: str, entry: Entry, at: float) -> bool:
        """Whether the page was never seen before."""
        key, host = canonical(entry.url), host_of(entry.url)
        row = (key, entry.url, source, host, at, entry.published, at, entry.changed)
        added = self.connection.execute(
            "insert or ignore into pages (key, url, source, host, state, due, published, listed, "
            "changed) values (?, ?, ?, ?, 'waiting', ?, ?, ?, ?)",
            row,
        )
        if not added.rowcount:
            self.connection.execute(
                "update pages set listed = ? where key = ? and listed < ?",
                (at, key, at - _LISTED_ANEW),
            )
        return bool(added.rowcount)

    def _claim(self, page: Waiting, final: str, at: float) -> bool:
        """Whether the address at the end of the redirects was fetched before; else it is now."""
        row = self.connection.execute("select state from pages where key = ?", (final,)).fetchone()
        if row is not None and row["state"] != "waiting":
            return True
        self.connection.execute(
            "insert or replace into pages (key, url, source, host, state, due, published, listed, "
            "fetched) values (?, ?, ?, ?, 'done', ?, '', ?, ?)",
            (final, final, page.source, host_of(final), at, at, at),
        )
        return False


def _fetched(row: sqlite3.Row) -> Fetched:
    if row["body"] is None:
        content: Page | SetAside = SetAside(
            row["url"], row["fault_kind"] or "fetch", row["fault"], url=row["url"]
        )
    elif row["handed"] >= _GUILTY:
        message = f"{row['url']}: reading it ended the program {row['handed']} times"
        content = SetAside(row["url"], "internal", message, url=row["url"])
    else:
        content = Page(zlib.decompress(row["body"]), row["url"], row["charset"], row["published"])
    return Fetched(row["key"], row["source"], content, row["version"])
