"""What `dragoman add` does between reading and the store: pass over what is known, write batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import md5
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from dragoman.coding.source import Source
from dragoman.coding.time_limit import Overrun, in_time
from dragoman.reading import read
from dragoman.reading.identity import story_id
from dragoman.store.requests import Run
from dragoman.types import GivenText, Outcome, Page

if TYPE_CHECKING:
    from dragoman.keeping.store import Store

#: Stories that are written at once: neighbours are looked up for all of them together.
BATCH = 1_000
#: Seconds of coding after which what is there is written: what a kill can cost.
PATIENCE = 20.0
#: Sources that the store is asked about at once; a trickle of them must not wait long.
ASKED = 16

Mark = tuple[str, str]
One = TypeVar("One")


@dataclass
class Kept:
    """What came of a run while it goes on."""

    coded: int = 0
    set_aside: int = 0
    known: int = 0
    records: int = 0

    def line(self, events: int) -> str:
        """The last line of a run."""
        return (
            f"stories: {self.coded} coded, {self.set_aside} set aside, {self.known} known already; "
            f"{self.records} records; {events} events"
        )


def start_run(coder: str) -> Run:
    """A run that begins now."""
    return Run(uuid4().hex, coder, now())


def now() -> datetime:
    """This moment as a store writes it: UTC, and not saying so."""
    return datetime.now(UTC).replace(tzinfo=None)


def keep(store: Store, outcomes: Iterable[Outcome], run: Run, kept: Kept) -> None:
    """Write outcomes in batches as they come, and count what became of them."""
    for batch in in_batches(outcomes, monotonic):
        added = store.add(batch, run, at=now())
        kept.coded += added.coded
        kept.set_aside += added.set_aside
        kept.known += added.known
        kept.records += added.records


def in_batches(outcomes: Iterable[One], clock: Callable[[], float]) -> Iterator[list[One]]:
    """Outcomes as many at a time as come in PATIENCE seconds, BATCH at most."""
    batch: list[One] = []
    began = clock()
    for outcome in outcomes:
        batch.append(outcome)
        if len(batch) == BATCH or clock() - began >= PATIENCE:
            yield batch
            batch, began = [], clock()
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class Asking:
    """What a store is asked: whether this coder has coded a source that is read in these seconds."""

    store: Store
    coder: str
    seconds: float


def not_yet_coded(sources: Iterable[Source], asking: Asking, kept: Kept) -> Iterator[Source]:
    """The sources that this coder has not coded into the store; the others are counted."""
    arriving = iter(sources)
    while several := list(islice(arriving, ASKED)):
        marks = [_mark(source, asking.seconds) for source in several]
        known = asking.store.known(asking.coder, [mark[0] for mark in marks if mark is not None])
        for source, mark in zip(several, marks, strict=True):
            if mark is not None and known.get(mark[0]) == mark[1]:
                kept.known += 1
            else:
                yield source


def has_coded(store: Store, coder: str) -> bool:
    """Whether the store has a story of this coder."""
    return coder in store.coders()


def _mark(source: Source, seconds: float) -> Mark | None:
    """The id and the MD5 of the text that the source's story would have, None if it has none."""
    if isinstance(source, GivenText):
        return source.id or story_id(source.url, source.text), _md5(source.text)
    if not isinstance(source, Page):
        return None
    # Whoever codes it then tells of the fault and sets it aside.
    with suppress(Exception, Overrun):
        story = in_time(partial(read, source), seconds)
        return story.id, _md5(story.text)
    return None


def _md5(words: str) -> str:
    return md5(words.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
