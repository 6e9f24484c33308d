"""A story, a publisher or a person forgotten in a lake.

All that forgetting can touch is put into a store for a moment and forgotten there; then the
lake's files are rewritten where they held what is gone, or what was made anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from dragoman.keeping.forget import Forgotten, find_lost, forget
from dragoman.keeping.linking import Linking
from dragoman.store.arrivals import stage_ids
from dragoman.store.columns import TABLES
from dragoman.store.connected import connected
from dragoman.store.database import Database, Dialect, Transaction
from dragoman.store.duck import open_duck
from dragoman.store.forgetting import Lost
from dragoman.store.forgotten import names
from dragoman.store.lakes.database import LakeDatabase
from dragoman.store.lakes.journal import commit, work_folder
from dragoman.store.lakes.layout import COLUMNS, WORK, read_mark
from dragoman.store.lakes.locks import only_writer
from dragoman.store.lakes.rewriting import (
    ALL,
    Rewriting,
    Where,
    among,
    either,
    set_aside_among,
    those,
)
from dragoman.store.migrate import Origin
from dragoman.store.neighbours import copies_around, records_of
from dragoman.store.requests import Forget, Grave

#: The rows of each table that forgetting may touch, once `near`, `near_records` and
#: `near_events` are staged.
_NEAR = {
    "coders": "true",
    "tombstones": "true",
    "stories": "t.id in (select id from near)",
    "codings": "t.story in (select id from near)",
    "records": "t.story in (select id from near)",
    "voices": "t.story in (select id from near)",
    "copies": "t.left_story in (select id from near) or t.right_story in (select id from near)",
    "judgements": (
        "t.left_record in (select id from near_records) "
        "or t.right_record in (select id from near_records)"
    ),
    "membership": "t.record in (select id from near_records)",
    "events": "t.id in (select id from near_events)",
    "redirects": "t.event in (select id from near_events)",
    "set_aside": (
        "exists (select 1 from near_aside a where a.story = t.story and a.url = t.url "
        "and a.message = t.message)"
    ),
}


#: What is read back of it.
_AFTER = {
    "stories": "select id, copy_of from stories",
    "membership": "select * from membership",
    "events": "select e.*, r.published as day from events e join records r on r.id = e.id and r.newest",
    "redirects": "select * from redirects",
    "tombstones": "select * from tombstones",
}


@dataclass(frozen=True, slots=True)
class _Near:
    """What is lost, and all that hangs together with it: stories, records, events."""

    lost: Lost
    stories: frozenset[str]
    records: frozenset[str]
    events: frozenset[str]
    urls: frozenset[str]


def forget_in_lake(lake: LakeDatabase, request: Forget, linking: Linking) -> Forgotten:
    """Let what is asked for go, with its bytes, and leave a tombstone that later runs respect."""
    with only_writer(lake.path):
        work = work_folder(lake.path, "forget")
        with TemporaryDirectory(dir=work) as folder, lake.looking() as look:
            near = _near(look, request)
            with closing(open_duck(Path(folder) / "near.duckdb", _origin(lake.path))) as store:
                _copy(look, store)
                forgotten = forget(store, request, linking)
                after = {name: store.read(sql) for name, sql in _AFTER.items()}
        if not request.trial:
            _rewrite(lake, request, near, after)
        shutil.rmtree(work, ignore_errors=True)
    return forgotten


def _origin(lake: Path) -> Origin:
    mark = read_mark(lake)
    return Origin(store=mark.id, program=mark.program)


def _near(look: Transaction, request: Forget) -> _Near:
    """Stories that repeat what is lost, records of one event with those of any, and so on."""
    lost, _ = find_lost(look, request, Dialect.DUCKDB)
    copies = copies_around(look, lost.stories)
    stories = {*lost.stories} | {story for pair in copies for story in pair}
    records = connected(look, {*lost.records, *records_of(look, stories)})
    stage_ids(look, "near_records", records)
    stories |= _column(
        look, "select distinct story from records r join near_records n on r.id = n.id"
    )
    stage_ids(look, "near", stories)
    events = _column(
        look, "select distinct event from membership m join near_records n on m.record = n.id"
    )
    stage_ids(look, "near_events", events)
    triples = zip(*lost.aside, strict=True) if lost.aside else ((), (), ())
    columns = zip(("story", "url", "message"), triples, strict=True)
    look.stage("near_aside", pa.table({name: pa.array(one, pa.string()) for name, one in columns}))
    stage_ids(look, "going", lost.stories)
    urls = _column(
        look, "select distinct url from stories s join going g on g.id = s.id where url <> ''"
    )
    return _Near(lost, *(frozenset(one) for one in (stories, records, events, urls)))


def _column(look: Transaction, sql: str) -> set[str]:
    [column] = look.read(sql).columns
    return {str(one) for one in column.to_pylist()}


def _copy(look: Transaction, store: Database) -> None:
    """Put the neighbourhood into a store."""
    with store.change() as change:
        for name, where in _NEAR.items():
            columns = ", ".join(f't."{column}"' for column in TABLES[name].names)
            change.insert(name, look.read(f'select {columns} from "{name}" t where {where}'))


def _rewrite(
    lake: LakeDatabase, request: Forget, near: _Near, after: Mapping[str, pa.Table]
) -> None:
    """Write files anew without what is gone, and with what was made anew."""
    work = work_folder(lake.path, "forget")
    rewriting = Rewriting(lake.path, work)
    for table, where in _gone(request, near).items():
        rewriting.without(table, where)
    for table in ("membership", "events", "redirects", "tombstones"):
        rewriting.add(table, after[table])
    rewriting.add("originals", _originals(after["stories"]))
    for left in (lake.path / WORK).iterdir():  # stories of runs that were stopped
        if left != work:
            shutil.rmtree(left, ignore_errors=True)
    commit(lake.path, rewriting.change())
    lake.discard_words()


def _gone(request: Forget, near: _Near) -> dict[str, Where]:
    """Which rows of each table go, for good or because they are written anew."""
    lost = near.lost
    of_story = among("story", lost.stories)
    inputs = among("name", near.urls)
    if request.kind is Grave.PERSON:
        inputs = either(inputs, those("name", partial(names, name=request.name)))
    return {
        "stories": among("id", lost.stories),
        **dict.fromkeys(("codings", "records", "voices"), of_story),
        "outcomes": either(of_story, set_aside_among(lost.aside, "story", "kind", "line")),
        "set_aside": set_aside_among(lost.aside, "story", "url", "message"),
        "copies": either(among("left_story", lost.stories), among("right_story", lost.stories)),
        "judgements": either(
            among("left_record", lost.records), among("right_record", lost.records)
        ),
        "originals": among("story", near.stories),
        "membership": among("record", near.records),
        "events": among("id", near.events),
        "redirects": among("event", near.events),
        "tombstones": ALL,
        "inputs": inputs,
    }


def _originals(stories: pa.Table) -> pa.Table:
    rows = [
        {"story": story, "copy_of": first}
        for story, first in zip(
            stories["id"].to_pylist(), stories["copy_of"].to_pylist(), strict=True
        )
        if story != first
    ]
    return pa.Table.from_pylist(rows, schema=COLUMNS["originals"])
