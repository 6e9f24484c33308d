"""What people said and a newer coder has overtaken: kept, and put up for another look."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

from dragoman.contract.reading import read_record
from dragoman.linking.corrections import stale_corrections
from dragoman.store.judged import read_judgement
from dragoman.store.stale import CORRECTIONS, STALE_JUDGEMENTS
from dragoman.types import Correction, Judgement, Record


@dataclass(frozen=True, slots=True)
class Stale:
    """Judgements on records that are no more; corrections of such, or of other answers."""

    judgements: tuple[Judgement, ...]
    corrections: tuple[Correction, ...]


def find_stale(read: Callable[[str], pa.Table]) -> Stale:
    """All that stands and needs another look, the earliest first."""
    judgements = [read_judgement(row) for row in read(STALE_JUDGEMENTS).to_pylist()]
    rows = read(CORRECTIONS).to_pylist()
    bodies = {row["record"]: row.pop("body") for row in rows}
    corrections = [Correction(**row) for row in rows]
    gone = [one for one in corrections if bodies[one.record] is None]
    overtaken = _overtaken([one for one in corrections if bodies[one.record]], bodies)
    both = sorted([*gone, *overtaken], key=lambda one: (one.at, one.id))
    return Stale(tuple(judgements), tuple(both))


def _overtaken(corrections: list[Correction], bodies: dict[str, str]) -> list[Correction]:
    by_record: dict[str, list[Correction]] = defaultdict(list)
    for one in corrections:
        by_record[one.record].append(one)
    return [
        one
        for record, several in by_record.items()
        for one in stale_corrections(_record(bodies[record]), several)
    ]


def _record(body: str) -> Record:
    return read_record(json.loads(body))
