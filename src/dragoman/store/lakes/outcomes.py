"""The outcomes of a lake, whole and in the order in which they came in: a store can be made of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from dragoman.contract.reading import read_outcome
from dragoman.contract.vectors import unpacked
from dragoman.store.asked import Asked
from dragoman.types import Coded, Outcome, Span

#: Outcomes that are in memory at a time.
_CHUNK = 2_000
_OUTCOMES = """
select o.story, o.coder, o.line, k.name, c.body from outcomes o
left join coders k on k.number = o.coder
left join codings c on c.story = o.story and c.coder = o.coder
where o.added between $1 and $2 order by o.added
"""
_VECTORS = """
select r.story, r.coder, r.id, r.vector from records r where r.story = any(cast($1 as text[]))
"""

Vectors = Mapping[tuple[str, int], Mapping[str, bytes]]


def read_lake(lake: Asked) -> Iterator[Outcome]:
    """All that was coded or set aside, with sentences, and vectors in the steps of a store."""
    times = lake.read("select added from outcomes order by added")["added"].to_pylist()
    for start in range(0, len(times), _CHUNK):
        chunk = times[start : start + _CHUNK]
        yield from _chunk(lake, chunk[0], chunk[-1])


def _chunk(lake: Asked, first: datetime, last: datetime) -> Iterator[Outcome]:
    rows = lake.read(_OUTCOMES, [first, last]).to_pylist()
    vectors = _vectors(lake, [row["story"] for row in rows])
    for row in rows:
        outcome = read_outcome(row["line"])
        yield _whole(outcome, row, vectors) if isinstance(outcome, Coded) else outcome


def _vectors(lake: Asked, stories: Sequence[str]) -> Vectors:
    found: dict[tuple[str, int], dict[str, bytes]] = defaultdict(dict)
    for row in lake.read(_VECTORS, [list(stories)]).to_pylist():
        found[row["story"], row["coder"]][row["id"]] = row["vector"]
    return found


def _whole(coded: Coded, row: Mapping[str, Any], vectors: Vectors) -> Coded:
    """The story with what its line leaves out."""
    sentences = tuple(Span(*bounds) for bounds in json.loads(row["body"])["sentences"])
    own = vectors.get((row["story"], row["coder"]), {})
    records = tuple(replace(one, vector=unpacked(own[one.id])) for one in coded.records)
    story = replace(coded.story, sentences=sentences)
    return Coded(story, records, coded.voices, coded.furniture, row["name"])
