"""What people say of records: judged, corrected, withdrawn; the events around follow at once."""

from __future__ import annotations

from dragoman.errors import UsageError
from dragoman.keeping.events import rebuild_events
from dragoman.keeping.linking import Linking
from dragoman.linking.corrections import check_correction, field_json
from dragoman.store.database import Database, Transaction
from dragoman.store.judged import (
    corrections_of,
    find_row,
    insert_correction,
    insert_judgements,
    judgement_id,
    withdraw,
)
from dragoman.store.neighbours import read_reports
from dragoman.store.requests import Correct, Judge, Withdraw
from dragoman.types import Correction, Judgement, Record

CERTAIN = 1.0


def judge(database: Database, request: Judge, linking: Linking) -> str:
    """Keep a person's answer about two records; its id."""
    left, right = sorted((request.left, request.right))
    with database.change() as change:
        for record in (left, right):
            _require(change, record)
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
        rebuild_events(change, {left, right}, linking)
    return judgement.id


def correct(database: Database, request: Correct, linking: Linking) -> str:
    """Keep a person's answer for a field of a record, beside the coder's; its id."""
    with database.change() as change:
        record = _require(change, request.record)
        correction = Correction(
            id=judgement_id(request.record, request.field, request.by, request.at.isoformat()),
            record=request.record,
            field=request.field,
            value=request.value,
            against=field_json(record, request.field),
            by=request.by,
            at=request.at,
            why=request.why,
        )
        others = corrections_of(change, [request.record]).get(request.record, [])
        check_correction(record, correction, others)
        insert_correction(change, correction)
        rebuild_events(change, {request.record}, linking)
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
                rebuild_events(change, touched, linking)
                return request.id
    raise UsageError(f"no judgement or correction {request.id} in this store")


_RECORDS = {"judgements": ("left_record", "right_record"), "corrections": ("record",)}


def _require(change: Transaction, record: str) -> Record:
    """The newest answer under this id."""
    for report in read_reports(change, [record]):
        return report.record
    raise UsageError(f"no record {record} in this store")
