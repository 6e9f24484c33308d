"""Neighbourhoods: stories that may be copies, records that may be one event, found by joins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dragoman.store.arrivals import stage_ids
from dragoman.store.database import Dialect, Transaction
from dragoman.store.reports import COLUMNS, read_report
from dragoman.types import Answer, Report

Pair = tuple[str, str]
Keys = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Links:
    """What joins and what parts records: scored links, and pairs that stay apart."""

    same: list[tuple[str, str, float]]
    different: list[Pair]


@dataclass(frozen=True, slots=True)
class Repeating:
    """A story among its copies: when it came, and whose text it repeats until now."""

    id: str
    published: date | None
    added: datetime
    copy_of: str


def index_stories(change: Transaction, keys: Keys, *, days: int) -> set[Pair]:
    """File new stories under their keys; the pairs that share one, the new story first.

    Stories that came out more than `days` days from each other are no pair; one without a
    day may be of any.
    """
    change.stage("arriving_keys", _key_table(keys, "story"))
    change.write("insert into story_keys (key, story) select key, story from arriving_keys")
    return _pairs(change.read(_OF_SAME_DAYS[change.dialect], [days]))


def insert_copies(change: Transaction, pairs: Iterable[Pair]) -> None:
    """Pairs of stories of which one repeats the other."""
    ordered = sorted({(min(pair), max(pair)) for pair in pairs})
    lefts, rights = (
        pa.array([left for left, _ in ordered], pa.string()),
        pa.array([right for _, right in ordered], pa.string()),
    )
    change.insert("copies", pa.table({"left_story": lefts, "right_story": rights}))


def copies_around(change: Transaction, stories: Iterable[str]) -> set[Pair]:
    """All pairs of copies that are connected with these stories."""
    found: set[Pair] = set()
    frontier, seen = set(stories), set(stories)
    while frontier:
        stage_ids(change, "frontier", frontier)
        pairs = _pairs(
            change.read(
                'select left_story as "left", right_story as "right" from copies '
                "where left_story in (select id from frontier) "
                "or right_story in (select id from frontier)"
            )
        )
        found |= pairs
        frontier = {story for pair in pairs for story in pair} - seen
        seen |= frontier
    return found


def repeating(change: Transaction, stories: Iterable[str]) -> dict[str, Repeating]:
    """When each of these stories came, and whose text it repeats until now."""
    stage_ids(change, "asked", stories)
    rows = change.read(
        "select s.id, s.published, s.added, s.copy_of from stories s join asked a on a.id = s.id"
    )
    return {row["id"]: Repeating(**row) for row in rows.to_pylist()}


def sketches(change: Transaction, stories: Iterable[str]) -> dict[str, bytes]:
    """The sketches of these stories."""
    stage_ids(change, "asked", stories)
    rows = change.read("select s.id, s.sketch from stories s join asked a on a.id = s.id")
    return dict(zip(rows["id"].to_pylist(), rows["sketch"].to_pylist(), strict=True))


def set_copies(change: Transaction, copy_of: Mapping[str, str]) -> None:
    """Name the story whose text each of these repeats."""
    if copy_of:
        firsts = pa.array(copy_of.values(), pa.string())
        change.stage("originals", pa.table({"id": pa.array(list(copy_of)), "first": firsts}))
        change.write(
            "update stories set copy_of = o.first from originals o where o.id = stories.id"
        )


def records_of(change: Transaction, stories: Collection[str]) -> list[str]:
    """The newest coder's records of these stories."""
    if not stories:
        return []
    stage_ids(change, "asked", stories)
    rows = change.read("select r.id from records r join asked a on a.id = r.story where r.newest")
    return [str(one) for one in rows["id"].to_pylist()]


def reports_of_stories(change: Transaction, stories: Collection[str]) -> dict[str, Report]:
    """The newest coder's reports of these stories, by record, without the stories' texts."""
    reports = read_reports(change, records_of(change, stories))
    return {one.record.id: one for one in reports}


def read_reports(
    change: Transaction, records: Collection[str], columns: str = COLUMNS
) -> list[Report]:
    """The newest answers under these ids in their stories, without the stories' texts."""
    if not records:
        return []
    stage_ids(change, "asked", records)
    rows = change.read(
        f"select {columns} from records r join asked a on a.id = r.id "
        "join stories s on s.id = r.story where r.newest"
    )
    return [read_report(row) for row in rows.to_pylist()]


@dataclass(frozen=True, slots=True)
class Faced:
    """What linking compares of a record, None where that is still to be made; its coder."""

    face: bytes | None
    coder: str


def read_faces(change: Transaction, records: Iterable[str]) -> dict[str, Faced]:
    """The faces of the newest answers under these ids."""
    stage_ids(change, "asked", records)
    rows = change.read(
        "select r.id, r.face, c.name from records r "
        "join asked a on a.id = r.id join coders c on c.number = r.coder where r.newest"
    )
    columns = (rows[name].to_pylist() for name in ("id", "face", "name"))
    return {id_: Faced(face, coder) for id_, face, coder in zip(*columns, strict=True)}


def index_records(
    change: Transaction, keys: Keys, story_of: Mapping[str, str], *, gone: Iterable[str]
) -> Worth:
    """File records under their keys anew and drop those gone; the pairs worth comparing.

    One of a pair is one of these records; the other is of another story.
    """
    stage_ids(change, "unfiled", {*keys, *gone})
    change.write("delete from blocks where record in (select id from unfiled)")
    change.stage("arriving_blocks", _block_table(keys, story_of))
    known, arriving = change.read(_AMONG_KNOWN), change.read(_AMONG_ARRIVING)
    change.write("insert into blocks (key, record) select key, record from arriving_blocks")
    return _worth(list(keys), known, arriving)


@dataclass(frozen=True, slots=True)
class Worth:
    """Pairs worth comparing, as numbers of `records`: those that arrive, then known ones.

    `right` never falls, so that pairs of a known record stand together.
    """

    records: list[str]
    left: NDArray[np.int64]
    right: NDArray[np.int64]


def _worth(arriving: list[str], known: pa.Table, among: pa.Table) -> Worth:
    others = known["right"].combine_chunks().dictionary_encode()
    left = np.concatenate([_numbers(among["left"]), _numbers(known["left"])])
    right = np.concatenate(
        [_numbers(among["right"]), len(arriving) + others.indices.to_numpy().astype(np.int64)]
    )
    order = np.argsort(right, kind="stable")
    return Worth([*arriving, *others.dictionary.to_pylist()], left[order], right[order])


def _numbers(column: pa.ChunkedArray) -> NDArray[np.int64]:
    return np.asarray(column.to_numpy(), np.int64)


_OF_SAME_DAYS = {
    # By itself DuckDB looks at days last: all pairs that share a key then wait in memory, the more
    # the larger the store.  It does not move a join past "offset 0".
    Dialect.DUCKDB: """
select distinct a.story as "left", b.story as "right"
from (
    select k.key, k.story, s.published
    from arriving_keys k join stories s on s.id = k.story
    offset 0
) a
join (
    select k.key, k.story, s.published
    from story_keys k join stories s on s.id = k.story
    where k.key in (select key from arriving_keys)
    offset 0
) b on b.key = a.key
where a.story <> b.story
and coalesce(abs(a.published - b.published), 0) <= cast($1 as integer)
""",
    Dialect.POSTGRES: """
select distinct a.story as "left", b.story as "right"
from arriving_keys a join story_keys b on b.key = a.key
join stories s on s.id = a.story join stories t on t.id = b.story
where a.story <> b.story
and coalesce(abs(s.published - t.published), 0) <= cast($1 as integer)
""",
}
_AMONG_KNOWN = """
select distinct a.number as "left", b.record as "right"
from arriving_blocks a join blocks b on b.key = a.key
"""
#: Without those of one story first: a story may say the same a thousand times.
_AMONG_ARRIVING = """
select distinct a.number as "left", b.number as "right"
from arriving_blocks a join arriving_blocks b on b.key = a.key
where a.story <> b.story and a.number < b.number
"""


def links_among(change: Transaction, records: Iterable[str]) -> Links:
    """What joins and parts these records: a person's last answer before the program's."""
    stage_ids(change, "asked", records)
    rows = change.read(
        "select j.left_record, j.right_record, j.answer, j.score from judgements j "
        "join asked a on a.id = j.left_record join asked b on b.id = j.right_record "
        "where j.withdrawn_at is null order by j.person, j.at, j.id"
    )
    lefts, rights, answers, scores = (column.to_pylist() for column in rows.columns)
    last = dict(
        zip(zip(lefts, rights, strict=True), zip(answers, scores, strict=True), strict=True)
    )
    same = [
        (*pair, float(score)) for pair, (answer, score) in last.items() if answer == Answer.SAME
    ]
    apart = [pair for pair, (answer, _) in last.items() if answer == Answer.DIFFERENT]
    return Links(sorted(same), sorted(apart))


def _pairs(rows: pa.Table) -> set[Pair]:
    return set(zip(rows["left"].to_pylist(), rows["right"].to_pylist(), strict=True))


def _key_table(keys: Keys, name: str) -> pa.Table:
    owners = [one for one, several in keys.items() for _ in several]
    numbers = [key for several in keys.values() for key in several]
    return pa.table({"key": pa.array(numbers, pa.int64()), name: pa.array(owners, pa.string())})


def _block_table(keys: Keys, story_of: Mapping[str, str]) -> pa.Table:
    """A row for each key of each record, which is numbered in the order of `keys`."""
    rows = _key_table(keys, "record")
    stories = [story_of[record] for record in rows["record"].to_pylist()]
    numbers = np.repeat(np.arange(len(keys)), [len(several) for several in keys.values()])
    return rows.append_column("story", pa.array(stories, pa.string())).append_column(
        "number", pa.array(numbers, pa.int64())
    )
