"""What a run on a cluster is given: its inputs, its coder, and how records become events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dragoman.coding.coder import StoryCoder
from dragoman.store.requests import Run
from dragoman.types import Event, Judgement, Report

Link = tuple[str, str, float]


@dataclass(frozen=True)
class Joining:
    """How records become events: the keys of a story's reports, judgements on pairs, and events.

    Each must be picklable: workers call them.
    """

    keys_of: Callable[[Sequence[Report]], Sequence[Sequence[int]]]
    judge: Callable[[Sequence[tuple[Report, Report]], datetime], list[Judgement]]
    events: Callable[[Sequence[Report], Iterable[Link]], list[Event]]


@dataclass(frozen=True)
class Job:
    """One run: what is coded, by whom, into which lake.

    `load` is called once by each actor, and again after a story that took longer than `seconds`
    (0: none does).  `batch` is how many stories an actor codes between two files that it writes:
    what an actor that dies has to code again.  `part` is how many stories of a day share a file.
    """

    lake: Path
    inputs: tuple[str, ...]
    run: Run
    load: Callable[[], StoryCoder]
    joining: Joining
    published: date | None = None
    max_bytes: int = 10_000_000
    seconds: float = 0.0
    actors: int = 1
    batch: int = 128
    part: int = 10_000
