"""All that people said of records: what stands, what was taken back, what needs another look."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from dragoman.contract.reading import read_record
from dragoman.keeping.stale import find_stale
from dragoman.linking.corrections import field_json
from dragoman.store.asked import Asked
from dragoman.store.filters import Filter
from dragoman.store.judged import read_judgement
from dragoman.store.objects import read_records
from dragoman.store.reviewing import ALL_CORRECTIONS, BY_PEOPLE
from dragoman.types import Answer, Correction, Judgement, Report


class State(StrEnum):
    """How a judgement or a correction stands."""

    OPEN = "open"
    STALE = "stale"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Judged:
    """A person's judgement, and how it stands."""

    said: Judgement
    state: State


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction, how it stands, and what the newest coder answers; None: it has no such record."""

    said: Correction
    state: State
    now: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports and the last that a person said of them."""

    judgement: Judgement
    left: Report
    right: Report


def read_said(store: Asked) -> list[Judged | Corrected]:
    """All judgements and corrections of people, the earliest first."""
    stale = find_stale(store.read)
    ids = {one.id for one in stale.judgements} | {one.id for one in stale.corrections}
    both: list[Judged | Corrected] = [*_judgements(store, ids), *_corrections(store, ids)]
    return sorted(both, key=_time)


def training_pairs(store: Asked) -> list[Pair]:
    """Pairs of reports that people found same or different; of a pair the last answer counts."""
    open_ = [one.said for one in _judgements(store, _stale_ids(store)) if one.state is State.OPEN]
    last = {(one.left, one.right): one for one in open_}
    sure = [one for one in last.values() if one.answer is not Answer.UNSURE]
    report_of = reports(store, (id_ for one in sure for id_ in (one.left, one.right)))
    return [Pair(one, report_of[one.left], report_of[one.right]) for one in sure]


def reports(store: Asked, ids: Iterable[str]) -> dict[str, Report]:
    """These records in their stories, with the texts."""
    wanted = tuple(dict.fromkeys(ids))
    if not wanted:
        return {}
    return {one.record.id: one for one in read_records(store, Filter(id=wanted), text=True)}


def _stale_ids(store: Asked) -> set[str]:
    return {one.id for one in find_stale(store.read).judgements}


def _judgements(store: Asked, stale: set[str]) -> Iterator[Judged]:
    for row in store.read(BY_PEOPLE).to_pylist():
        judgement = read_judgement(row)
        yield Judged(judgement, _state(judgement, stale))


def _corrections(store: Asked, stale: set[str]) -> Iterator[Corrected]:
    for row in store.read(ALL_CORRECTIONS).to_pylist():
        body = row.pop("body")
        correction = Correction(**row)
        now = None if body is None else field_json(read_record(json.loads(body)), correction.field)
        yield Corrected(correction, _state(correction, stale), now)


def _state(said: Judgement | Correction, stale: set[str]) -> State:
    if said.withdrawn_at is not None:
        return State.WITHDRAWN
    return State.STALE if said.id in stale else State.OPEN


def _time(one: Judged | Corrected) -> tuple[str, str]:
    return one.said.at.isoformat(), one.said.id
