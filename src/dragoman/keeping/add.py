"""A batch of outcomes into the store, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dragoman.keeping.arriving import Arrivals, sort_arrivals
from dragoman.keeping.collector import collector_stopped
from dragoman.keeping.copying import find_copies
from dragoman.keeping.events import rebuild_events
from dragoman.keeping.linking import Linking
from dragoman.keeping.pairs import Faces, Reports, judge_anew
from dragoman.store.arrivals import count_run, insert_entries, insert_set_aside, supersede
from dragoman.store.database import Database, Transaction
from dragoman.store.neighbours import records_of, reports_of_stories
from dragoman.store.reports import reports_of
from dragoman.store.requests import Add
from dragoman.store.rows import Entry


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a batch; `records` are those that were written."""

    coded: int
    set_aside: int
    known: int
    records: int


def add(database: Database, request: Add, linking: Linking) -> Added:
    """Keep a batch, link its records and bring events up to date; what is there stays as it is."""
    with collector_stopped(), database.change() as change:
        arrivals = sort_arrivals(change, request, linking.linker)
        gone = set(supersede(change, arrivals.recoded))
        insert_entries(change, arrivals.entries, new=arrivals.new)
        insert_set_aside(change, arrivals.set_aside, run=request.run, at=request.at)
        moved = find_copies(change, _sketches(arrivals))
        reports = _reports(change, arrivals, moved)
        changes = Changes(
            reports, _faces(arrivals.entries), gone - reports.keys(), {*moved} - {*arrivals.new}
        )
        link(change, changes, linking, at=request.at)
        added = _counted(arrivals)
        count_run(
            change, request.run, stories=added.coded, set_aside=added.set_aside, at=request.at
        )
    return added


@dataclass(frozen=True, slots=True)
class Changes:
    """What linking has to follow.

    `fresh` are reports that were never compared, with their `faces` by record, `gone` records
    that are no more, and `moved` stories that repeat another story than they did.
    """

    fresh: Reports
    faces: Faces
    gone: set[str]
    moved: set[str]


def link(change: Transaction, changes: Changes, linking: Linking, *, at: datetime) -> None:
    """Compare what is fresh with its neighbours and rebuild the events around all changes."""
    fresh, gone = changes.fresh, changes.gone
    dirty = {*fresh, *records_of(change, changes.moved)}
    judge_anew(change, fresh, changes.faces, linking.linker, gone=gone, at=at)
    rebuild_events(change, dirty, linking, gone=gone, at_hand=fresh)


def _reports(change: Transaction, arrivals: Arrivals, copy_of: Mapping[str, str]) -> Reports:
    """The newest reports of the stories that are new or were coded anew."""
    fresh = [one for one in arrivals.entries if one.coded.story.id in arrivals.new and one.newest]
    return reports_of_stories(change, arrivals.recoded) | {
        report.record.id: replace(report, copy_of=copy_of.get(report.story.id, report.story.id))
        for entry in fresh
        for report in reports_of(entry.coded, entry.added)
    }


def _faces(entries: Sequence[Entry]) -> Faces:
    """What linking compares of the records that are the newest now."""
    return {
        record.id: face
        for entry in entries
        if entry.newest
        for record, face in zip(entry.coded.records, entry.faces, strict=True)
        if face is not None
    }


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
