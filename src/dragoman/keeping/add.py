"""A batch of outcomes into the store, whole or not at all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from dragoman.keeping.arriving import Arrivals, sort_arrivals
from dragoman.keeping.copying import find_copies
from dragoman.keeping.events import rebuild_events
from dragoman.keeping.linking import Linking
from dragoman.keeping.pairs import judge_anew
from dragoman.store.arrivals import count_run, insert_entries, insert_set_aside, supersede
from dragoman.store.database import Database, Transaction
from dragoman.store.neighbours import records_of
from dragoman.store.requests import Add


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a batch; `records` are those that were written."""

    coded: int
    set_aside: int
    known: int
    records: int


def add(database: Database, request: Add, linking: Linking) -> Added:
    """Keep a batch, link its records and bring events up to date; what is there stays as it is."""
    with database.change() as change:
        arrivals = sort_arrivals(change, request)
        gone = set(supersede(change, arrivals.recoded))
        insert_entries(change, arrivals.entries, new=arrivals.new)
        insert_set_aside(change, arrivals.set_aside, run=request.run, at=request.at)
        stories = {*arrivals.new, *arrivals.recoded} | find_copies(change, _sketches(arrivals))
        link(change, stories, linking, gone=gone, at=request.at)
        added = _counted(arrivals)
        count_run(
            change, request.run, stories=added.coded, set_aside=added.set_aside, at=request.at
        )
    return added


def link(
    change: Transaction,
    stories: Collection[str],
    linking: Linking,
    *,
    gone: set[str],
    at: datetime,
) -> None:
    """Compare the records of these stories anew and rebuild the events around them."""
    records = set(records_of(change, stories))
    if not records and not gone:
        return
    vanished = gone - records
    reports = judge_anew(change, records, linking.linker, gone=vanished, at=at)
    rebuild_events(change, reports, linking, gone=vanished)


def _sketches(arrivals: Arrivals) -> dict[str, bytes]:
    """The sketches of stories never seen."""
    stories = ((entry.coded.story.id, entry.sketch) for entry in arrivals.entries)
    return {story: sketch for story, sketch in stories if story in arrivals.new}


def _counted(arrivals: Arrivals) -> Added:
    return Added(
        coded=len(arrivals.entries),
        set_aside=len(arrivals.set_aside),
        known=arrivals.known,
        records=sum(len(entry.coded.records) for entry in arrivals.entries),
    )
