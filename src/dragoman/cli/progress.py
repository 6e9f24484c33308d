"""What a person sees of a long run: how far it is, how fast, and what it came to."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from dragoman.types import Coded, Outcome

#: A run shorter than this shows no bar.
PATIENCE = 2.0


@dataclass
class Tally:
    """Counts of a run while it goes on."""

    coded: int = 0
    set_aside: int = 0
    records: int = 0
    began: float = field(default_factory=time.monotonic)

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        if isinstance(outcome, Coded):
            self.coded += 1
            self.records += len(outcome.records)
        else:
            self.set_aside += 1

    def line(self) -> str:
        """The last line of a run: stories in = coded + set aside."""
        stories = self.coded + self.set_aside
        seconds = max(time.monotonic() - self.began, 1e-6)
        return (
            f"{stories} {'story' if stories == 1 else 'stories'} in = {self.coded} coded"
            f" + {self.set_aside} set aside; {self.records} records;"
            f" {seconds:.1f} s, {stories / seconds:.1f} stories/s"
        )


def watched(outcomes: Iterable[Outcome], tally: Tally) -> Iterator[Outcome]:
    """The same outcomes, counted; on a terminal with a line of progress once it takes long."""
    console = Console(stderr=True)
    if not console.is_terminal or sys.stdout.isatty():
        for outcome in outcomes:
            tally.add(outcome)
            yield outcome
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("starting", total=None)
        for outcome in outcomes:
            tally.add(outcome)
            if time.monotonic() - tally.began > PATIENCE:
                progress.update(task, description=tally.line())
            yield outcome
