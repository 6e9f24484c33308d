"""All that judgements and events connect with some records.

A server walks from record to record over its indices.  A file has none: each step would be a scan, and
chains are dozens of steps long; so all ties are read at once as numbers, and walked in memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dragoman.store.arrivals import stage_ids
from dragoman.store.database import Dialect, Transaction

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]


def connected(change: Transaction, records: Iterable[str]) -> set[str]:
    """These records and all that judgements or events connect them with."""
    if change.dialect is Dialect.DUCKDB:
        return _over_all_ties(change, set(records))
    return _step_by_step(change, set(records))


# --- step by step --------------------------------------------------------------------


def _step_by_step(change: Transaction, records: set[str]) -> set[str]:
    seen = set(records)
    frontier = set(seen)
    while frontier:
        stage_ids(change, "frontier", frontier)
        rows = change.read(_NEXT)
        frontier = {str(one) for one in rows["id"].to_pylist()} - seen
        seen |= frontier
    return seen


#: One step further: over judgements that join or part, and over events as they were.
_NEXT = """
select j.right_record as id from judgements j join frontier f on f.id = j.left_record
where j.withdrawn_at is null and j.answer <> 'unsure'
union
select j.left_record as id from judgements j join frontier f on f.id = j.right_record
where j.withdrawn_at is null and j.answer <> 'unsure'
union
select other.record as id from membership m join frontier f on f.id = m.record
join membership other on other.event = m.event
"""


# --- over all ties at once -----------------------------------------------------------


def _over_all_ties(change: Transaction, records: set[str]) -> set[str]:
    stage_ids(change, "frontier", records)
    start = change.read("select hash(id) as id from frontier")
    ties = change.read(_TIES)
    reached = _reached(_ties(ties), _numbers(start, "id"))
    change.stage("reached", pa.table({"id": pa.array(reached, pa.uint64())}))
    rows = change.read(_REACHED)
    return records | {str(one) for one in rows["id"].to_pylist()}


#: An event is tied to its records; its id is that of one of them, or that of none.
_TIES = """
select hash(left_record) as one, hash(right_record) as other from judgements
where withdrawn_at is null and answer <> 'unsure'
union all
select hash(record), hash(event) from membership where record <> event
"""
_REACHED = """
select record as id from membership where hash(record) in (select id from reached)
"""


@dataclass(frozen=True, slots=True)
class _Ties:
    """Who is tied to whom: the ties of `nodes[at]` are `others[starts[at] : starts[at + 1]]`."""

    nodes: Numbers
    others: Numbers
    starts: Places


def _ties(rows: pa.Table) -> _Ties:
    one, other = _numbers(rows, "one"), _numbers(rows, "other")
    ends, others = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.argsort(ends)
    ends = ends[order]
    starts = np.flatnonzero(np.diff(ends, prepend=~ends[:1]))
    return _Ties(ends[starts], others[order], np.append(starts, len(ends)))


def _reached(ties: _Ties, start: Numbers) -> Numbers:
    """The numbers of all that hangs together with `start`."""
    frontier = np.flatnonzero(np.isin(ties.nodes, start))
    seen = np.zeros(len(ties.nodes), np.bool_)
    while len(frontier):
        seen[frontier] = True
        first, sizes = ties.starts[frontier], ties.starts[frontier + 1] - ties.starts[frontier]
        ends = np.cumsum(sizes)
        near = ties.others[np.repeat(first - ends + sizes, sizes) + np.arange(sizes.sum())]
        places = np.searchsorted(ties.nodes, np.unique(near))
        frontier = places[~seen[places]]
    found: Numbers = ties.nodes[seen]
    return found


def _numbers(rows: pa.Table, name: str) -> Numbers:
    return np.asarray(rows[name].to_numpy(), np.uint64)
