"""What people say of records: judged, corrected, withdrawn; the events around follow at once."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from dragoman.contract.reading import read_record
from dragoman.errors import UsageError
from dragoman.keeping.events import rebuild_events
from dragoman.keeping.linking import Linking
from dragoman.store.database import Database, Transaction
from dragoman.store.judged import (
    find_row,
    insert_correction,
    insert_judgements,
    judgement_id,
    record_body,
    withdraw,
)
from dragoman.store.requests import Correct, Judge, Withdraw
from dragoman.types import Correction, Judgement

CERTAIN = 1.0


def judge(database: Database, request: Judge, linking: Linking) -> str:
    """Keep a person's answer about two records; its id."""
    left, right = sorted((request.left, request.right))
    with database.change() as change:
        _require(change, left), _require(change, right)
        if left == right:
            raise UsageError(f"{left} is one record: a judgement is about two")
        judgement = Judgement(
            id=judgement_id(left, right, request.by, request.at.isoformat()),
            left=left,
            right=right,
            answer=request.answer,
            score=CERTAIN,
            by=request.by,
            person=True,
            at=request.at,
            why=request.why,
        )
        insert_judgements(change, [judgement])
        _follow(change, {left, right}, linking)
    return judgement.id


def correct(database: Database, request: Correct, linking: Linking) -> str:
    """Keep a person's answer for a field of a record, beside the coder's; its id."""
    with database.change() as change:
        body = _require(change, request.record)
        _check(body, request)
        correction = Correction(
            id=judgement_id(request.record, request.field, request.by, request.at.isoformat()),
            record=request.record,
            field=request.field,
            value=request.value,
            against=json.dumps(body[request.field], ensure_ascii=False),
            by=request.by,
            at=request.at,
            why=request.why,
        )
        insert_correction(change, correction)
        _follow(change, {request.record}, linking)
    return correction.id


def take_back(database: Database, request: Withdraw, linking: Linking) -> str:
    """Withdraw a judgement or correction; it stays, marked by whom and when."""
    with database.change() as change:
        for name in ("judgements", "corrections"):
            row = find_row(change, name, request.id)
            if row is not None:
                if not row.get("person", True):
                    raise UsageError(f"{request.id} is the program's: judge its records instead")
                if row["withdrawn_at"] is None:
                    withdraw(change, name, request.id, by=request.by, at=request.at)
                touched = {row[column] for column in _RECORDS[name]}
                _follow(change, touched, linking)
                return request.id
    raise UsageError(f"no judgement or correction {request.id} in this store")


_RECORDS = {"judgements": ("left_record", "right_record"), "corrections": ("record",)}


def _require(change: Transaction, record: str) -> dict[str, Any]:
    """The newest answer under this id as JSON."""
    body = record_body(change, record)
    if body is None:
        raise UsageError(f"no record {record} in this store")
    return dict(json.loads(body))


def _follow(change: Transaction, records: Collection[str], linking: Linking) -> None:
    rebuild_events(change, records, linking, gone=set())


def _check(body: dict[str, Any], request: Correct) -> None:
    """Refuse a field that a record has not, or a value that cannot stand in it."""
    if request.field not in body or request.field in _FIXED:
        fields = ", ".join(sorted(body.keys() - _FIXED))
        raise UsageError(f"no field {request.field!r} to correct; there are {fields}")
    try:
        read_record(body | {request.field: json.loads(request.value)})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{request.field} cannot be {request.value}: {type(error).__name__} {error}"
        ) from error


#: What names a record cannot be corrected.
_FIXED = {"id", "event", "coder", "trigger", "evidence", "score"}
