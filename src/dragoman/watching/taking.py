"""Fetched pages into the store: coded, kept, and told of, then noted as done.

Nothing is noted as done before the store has it.  A watch that is killed in between codes
those pages again; the store knows them, and the rules have not told of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from dragoman.pipeline import Code
from dragoman.store.requests import Run
from dragoman.types import Coded, Outcome, SetAside
from dragoman.watching.clock import Clock
from dragoman.watching.ledger import change
from dragoman.watching.ledger_alerts import AlertRows
from dragoman.watching.ledger_health import HealthRows, Yielded
from dragoman.watching.ledger_pages import Fetched, PageRows
from dragoman.watching.letters import letters_for
from dragoman.watching.matching import find_matches
from dragoman.watching.plan import Rule

if TYPE_CHECKING:
    from dragoman.keeping.store import Store

#: Pages that are coded and written at once: what a kill can cost, against what a batch costs.
FIRST_BATCH, LEAST_BATCH, MOST_BATCH = 16, 4, 128
#: Seconds that a batch should take: whoever stops a watch waits for one, as an alert does.
_QUICK, _SLOW = 1.0, 4.0


def next_batch(size: int, seconds: float) -> int:
    """How many pages to take next, after so many took so long."""
    if seconds < _QUICK:
        return min(MOST_BATCH, size * 2)
    return max(LEAST_BATCH, size // 2) if seconds > _SLOW else size


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a batch."""

    pages: int = 0
    stories: int = 0
    set_aside: int = 0
    records: int = 0
    letters: int = 0


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes fetched pages into a store."""

    pages: PageRows
    alerts: AlertRows
    health: HealthRows
    store: Store
    code: Code
    run: Run
    rules: tuple[Rule, ...]
    clock: Clock

    def take(self, most: int) -> Taken:
        """Take in the next batch of at most so many pages; no page in it is no page left."""
        batch = self.pages.hand_over(most)
        if not batch:
            return Taken()
        outcomes = self.code([page.content for page in batch])
        at = self.clock.now().astimezone(UTC).replace(tzinfo=None)
        added = self.store.add(outcomes, self.run, at=at)
        letters = self._finish(batch, outcomes)
        return Taken(len(batch), added.coded, added.set_aside, added.records, letters)

    def _finish(self, batch: Sequence[Fetched], outcomes: Sequence[Outcome]) -> int:
        """Note the pages as done, together with the letters that follow; how many these are."""
        stories = [one.story.id for one in outcomes if isinstance(one, Coded)]
        matches = [
            match for rule in self.rules for match in find_matches(self.store, rule, stories)
        ]
        with change(self.pages.connection):
            letters = [
                letter
                for match in matches
                for letter in letters_for(match, self.alerts, self.clock)
            ]
            self.alerts.post(letters)
            self.health.note(_yielded(batch, outcomes), day=self._today())
            self.pages.finish(batch)
        return len(letters)

    def _today(self) -> str:
        return self.clock.now().date().isoformat()


def _yielded(batch: Sequence[Fetched], outcomes: Sequence[Outcome]) -> Iterator[Yielded]:
    """What pages yielded that came for the first time."""
    pairs = zip(batch, outcomes, strict=True)
    return (_yield_of(page, outcome) for page, outcome in pairs if page.version == 1)


def _yield_of(page: Fetched, outcome: Outcome) -> Yielded:
    if isinstance(outcome, SetAside):
        return Yielded(page.source, False, 0 if outcome.kind == "no-text" else None)
    return Yielded(page.source, True, len(outcome.story.text))
