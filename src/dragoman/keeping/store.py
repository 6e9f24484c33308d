"""A store as the faces hold it: the same over a file, a socket and a server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

import pyarrow as pa

from dragoman.keeping.add import Added
from dragoman.keeping.forget import Forgotten
from dragoman.keeping.stale import Stale, find_stale
from dragoman.store.database import Dialect
from dragoman.store.indices import Index
from dragoman.store.known import CODERS, EVENTS_OF_RUN
from dragoman.store.requests import (
    Add,
    Correct,
    Forget,
    Judge,
    Known,
    Read,
    Request,
    Run,
    Search,
    Withdraw,
)
from dragoman.types import Outcome


@dataclass(frozen=True)
class Store:
    """Stories, records, voices and judgements, with the events that follow from them.

    Errors are those of dragoman.errors.  Every call may be repeated; one that failed has
    left nothing behind.
    """

    ask: Callable[[Request], pa.Table]
    let_go: Callable[[], None]
    dialect: Dialect = Dialect.DUCKDB

    def read(self, sql: str, parameters: Sequence[object] = ()) -> pa.Table:
        """The rows of one select, whose parameters stand as $1, $2 ..."""
        return self.ask(Read(sql, tuple(parameters)))

    def search(self, index: Index, phrases: Sequence[str]) -> pa.Table:
        """The `id` and `rank` of what holds all phrases; a higher rank fits better."""
        return self.ask(Search(index, tuple(phrases)))

    def known(self, coder: str, ids: Iterable[str]) -> Mapping[str, str]:
        """Those of the stories that this coder has coded, with the MD5 of each text."""
        rows = self.ask(Known(coder, tuple(ids)))
        return dict(zip(rows["id"].to_pylist(), rows["text"].to_pylist(), strict=True))

    def coders(self) -> list[str]:
        """The coders of its stories."""
        return [str(name) for name in self.read(CODERS)["name"].to_pylist()]

    def events_of(self, run: Run) -> int:
        """How many events hold a record of this run."""
        return int(self.read(EVENTS_OF_RUN, [run.id])["events"][0].as_py())

    def add(self, outcomes: Iterable[Outcome], run: Run, *, at: datetime) -> Added:
        """Keep a batch whole; what is there already stays as it is."""
        [row] = self.ask(Add(tuple(outcomes), run, at)).to_pylist()
        return Added(**row)

    def judge(self, judgement: Judge) -> str:
        """Keep a person's answer about two records; its id."""
        return str(self.ask(judgement)["id"][0])

    def correct(self, correction: Correct) -> str:
        """Keep a person's answer for a field of a record; its id."""
        return str(self.ask(correction)["id"][0])

    def withdraw(self, withdrawal: Withdraw) -> str:
        """Take a judgement or a correction back."""
        return str(self.ask(withdrawal)["id"][0])

    def forget(self, request: Forget) -> Forgotten:
        """Let a story, a publisher or a person go for good, or count what would go."""
        [row] = self.ask(request).to_pylist()
        return Forgotten(**row)

    def stale(self) -> Stale:
        """What people judged and corrected of records that are answered otherwise by now."""
        return find_stale(self.read)

    def close(self) -> None:
        """Let the store go, so that another process can own it."""
        self.let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()
