"""What a person sees of a long run: how far it is, how fast, and what it came to."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from dragoman.types import Outcome, SetAside

#: A run shorter than this shows no bar.
PATIENCE = 2.0


@dataclass
class Tally:
    """Counts of a run while it goes on; `before` are the stories of a run that it takes up."""

    coded: int = 0
    records: int = 0
    before: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    began: float = field(default_factory=time.monotonic)

    @property
    def set_aside(self) -> int:
        """How many stories could not be coded."""
        return self.faults.total()

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        if isinstance(outcome, SetAside):
            self.count(0, outcome.kind)
        else:
            self.count(len(outcome.records))

    def count(self, records: int, fault: str = "") -> None:
        """Count one more story, by its records or its kind of fault."""
        if fault:
            self.faults[fault] += 1
        else:
            self.coded += 1
            self.records += records

    def take_up(self, before: Tally) -> None:
        """Begin with the counts of the run that goes on."""
        self.coded, self.records = before.coded, before.records
        self.faults, self.before = before.faults, before.stories

    @property
    def stories(self) -> int:
        """How many stories came in."""
        return self.coded + self.set_aside

    def line(self) -> str:
        """The last line of a run: stories in = coded + set aside."""
        noun = "story" if self.stories == 1 else "stories"
        return (
            f"{self.stories} {noun} in = {self.coded} coded"
            f" + {self.set_aside} set aside{self._kinds()}; {self.records} records; {self._speed()}"
        )

    def progress(self) -> str:
        """The line of a run that goes on, short enough for a narrow screen."""
        return f"{self.stories} stories, {self.set_aside} set aside; {self._speed()}"

    def _speed(self) -> str:
        seconds = max(time.monotonic() - self.began, 1e-6)
        return f"{seconds:.1f} s, {(self.stories - self.before) / seconds:.1f} stories/s"

    def _kinds(self) -> str:
        counts = ", ".join(f"{kind} {count}" for kind, count in sorted(self.faults.items()))
        return f" ({counts})" if counts else ""


def watched(outcomes: Iterable[Outcome], tally: Tally, *, quiet: bool) -> Iterator[Outcome]:
    """The same outcomes, counted, with a line of progress where a person can see it.

    `quiet` where the results themselves go to the screen: they show how far the run is.
    """
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield from _counted(outcomes, tally)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"))
    # Redirecting would send what is written to standard output to standard error.
    bar = Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    )
    with bar as progress:
        task = progress.add_task("starting", total=None)
        for outcome in _counted(outcomes, tally):
            if time.monotonic() - tally.began > PATIENCE:
                progress.update(task, description=tally.progress())
            yield outcome


def _counted(outcomes: Iterable[Outcome], tally: Tally) -> Iterator[Outcome]:
    for outcome in outcomes:
        tally.add(outcome)
        yield outcome
