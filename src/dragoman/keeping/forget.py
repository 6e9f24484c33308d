"""A story, a publisher or a person forgotten: what goes, what is made anew, and what stays out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from dragoman.errors import StoreError, UsageError
from dragoman.keeping.add import Changes, link
from dragoman.keeping.copying import regroup_copies
from dragoman.keeping.events import rebuild_events
from dragoman.keeping.linking import Linking
from dragoman.store.database import Database, Dialect, Transaction
from dragoman.store.forgetting import (
    Lost,
    Names,
    aside_of,
    corrections_that_name,
    counts,
    delete_dead_redirects,
    delete_said,
    delete_stories,
    judgements_that_name,
    records_of_all_coders,
    stories_of_publisher,
    stories_that_name,
)
from dragoman.store.forgotten import (
    Key,
    keys_of_story,
    names,
    person_key,
    publisher_key,
    require_name,
)
from dragoman.store.graves import insert_tombstones
from dragoman.store.neighbours import copies_around
from dragoman.store.purging import mark_unpurged, purge_marked
from dragoman.store.reports import read_story
from dragoman.store.requests import Forget, Grave


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much went, or would go; `events` were made anew or went with their last record."""

    stories: int
    records: int
    voices: int
    events: int
    judgements: int
    corrections: int
    set_aside: int


def forget(database: Database, request: Forget, linking: Linking) -> Forgotten:
    """Let what is asked for go, in one transaction, and then its bytes from the disk."""
    _require_plain(request)
    with database.change() as change:
        lost, touched = find_lost(change, request, database.dialect)
        forgotten = Forgotten(**counts(change, lost))
        if request.trial:
            return forgotten
        insert_tombstones(change, _keys(change, request), request)
        _bury(change, lost, linking, request)
        rebuild_events(change, touched, linking)  # of their records people said something
        mark_unpurged(change)
    try:
        purge_marked(database)
    except StoreError as error:
        message = "it is forgotten, but still on the disk until the store is opened next time"
        raise StoreError(f"{message}: {error}") from error
    return forgotten


def _require_plain(request: Forget) -> None:
    """Refuse a name that cannot be looked for, and a reason by which it would stay."""
    if not request.name.strip():
        raise UsageError(f"name the {request.kind.value} that is to be forgotten")
    if request.kind is not Grave.PERSON:
        return
    require_name(request.name)
    if names(request.why, request.name) or names(request.by, request.name):
        raise UsageError(
            "the reason, and who forgets, stay in the store: neither can hold the name"
        )


def find_lost(change: Transaction, request: Forget, dialect: Dialect) -> tuple[Lost, set[str]]:
    """What goes, and the records that stay and of which people said something that goes."""
    named = None if request.kind is Grave.STORY else partial(names, name=request.name)
    stories = _stories(change, request, dialect)
    records = records_of_all_coders(change, stories)
    aside = aside_of(change, stories, named)
    if request.kind is not Grave.PERSON or named is None:
        return Lost(stories, records, aside=aside), set()
    judgements = judgements_that_name(change, named)
    corrections = corrections_that_name(change, named)
    touched = {row["record"] for row in corrections}
    touched |= {row[side] for row in judgements for side in ("left_record", "right_record")}
    lost = Lost(stories, records, _ids(judgements), _ids(corrections), aside)
    return lost, touched - {*records}


def _stories(change: Transaction, request: Forget, dialect: Dialect) -> list[str]:
    if request.kind is Grave.PUBLISHER:
        return stories_of_publisher(change, request.name)
    if request.kind is Grave.PERSON:
        named: Names = partial(names, name=request.name)
        return stories_that_name(change, request.name, named, dialect=dialect)
    if not change.read("select 1 as one from stories where id = $1", [request.name]).num_rows:
        raise UsageError(f"no story {request.name} in this store")
    return [request.name]


def _keys(change: Transaction, request: Forget) -> set[Key]:
    """The tombstones; a story's also by its words and address, while they are there."""
    if request.kind is Grave.PUBLISHER:
        return {publisher_key(request.name)}
    if request.kind is Grave.PERSON:
        return {person_key(request.name)}
    rows = change.read("select s.* from stories s where s.id = $1", [request.name])
    [row] = rows.to_pylist()
    return keys_of_story(read_story(row, row["text"]))


def _bury(change: Transaction, lost: Lost, linking: Linking, request: Forget) -> None:
    """Delete, and bring up to date what repeated the stories or was of one event with them."""
    copies = copies_around(change, lost.stories)
    left = {story for pair in copies for story in pair} - {*lost.stories}
    delete_stories(change, lost)
    changes = Changes({}, {}, {*lost.records}, {*regroup_copies(change, left)})
    link(change, changes, linking, at=request.at)
    delete_said(change, lost)
    delete_dead_redirects(change)


def _ids(rows: Iterable[dict[str, str]]) -> list[str]:
    return [row["id"] for row in rows]
