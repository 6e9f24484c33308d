"""Judgements and corrections as rows: the program's are rewritten, a person's only withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any

import orjson

from dragoman.store.arrivals import stage_ids
from dragoman.store.database import Transaction
from dragoman.store.rows import Row, packed_json, table
from dragoman.types import Answer, Correction, Judgement, Reason

_ID_BYTES = 8


def judgement_id(*parts: str) -> str:
    """The id of a judgement or correction: a hash of what tells it from all others."""
    return blake2b("\n".join(parts).encode(), digest_size=_ID_BYTES).hexdigest()


def insert_judgements(change: Transaction, judgements: Iterable[Judgement]) -> None:
    """New judgements; one that is there already stays as it is."""
    rows = {judgement.id: judgement_row(judgement) for judgement in judgements}
    _insert_new(change, "judgements", rows)


def insert_correction(change: Transaction, correction: Correction) -> None:
    """A new correction; one that is there already stays as it is."""
    row = {
        "id": correction.id,
        "record": correction.record,
        "field": correction.field,
        "value": correction.value,
        "against": correction.against,
        "by": correction.by,
        "at": correction.at,
        "why": correction.why,
    }
    _insert_new(change, "corrections", {correction.id: row})


def drop_program_judgements(change: Transaction, records: Iterable[str]) -> None:
    """Make room for new answers of the program on pairs that hold one of these records."""
    stage_ids(change, "asked", records)
    change.write(
        "delete from judgements where not person and (left_record in (select id from asked) "
        "or right_record in (select id from asked))"
    )


def corrections_of(change: Transaction, records: Iterable[str]) -> dict[str, list[Correction]]:
    """The corrections that stand, by record, the oldest first."""
    stage_ids(change, "asked", records)
    rows = change.read(
        "select c.* from corrections c join asked a on a.id = c.record "
        "where c.withdrawn_at is null order by c.at, c.id"
    )
    found: dict[str, list[Correction]] = {}
    for row in rows.to_pylist():
        found.setdefault(row["record"], []).append(Correction(**row))
    return found


def find_row(change: Transaction, name: str, row_id: str) -> Mapping[str, Any] | None:
    """The judgement or correction with this id, None if there is none."""
    rows = change.read(f"select * from {name} where id = $1", [row_id]).to_pylist()
    return rows[0] if rows else None


def withdraw(change: Transaction, name: str, row_id: str, *, by: str, at: datetime) -> None:
    """Mark a row of `judgements` or `corrections` as taken back."""
    change.write(
        f"update {name} set withdrawn_at = $2, withdrawn_by = $3 where id = $1", [row_id, at, by]
    )


def read_judgement(row: Mapping[str, Any]) -> Judgement:
    """A judgement from its row."""
    reasons = tuple(Reason(**reason) for reason in orjson.loads(row["reasons"]))
    names = ("id", "score", "by", "person", "at", "why", "withdrawn_at", "withdrawn_by")
    return Judgement(
        left=row["left_record"],
        right=row["right_record"],
        answer=Answer(row["answer"]),
        reasons=reasons,
        **{name: row[name] for name in names},
    )


def judgement_row(judgement: Judgement) -> Row:
    """A judgement's row."""
    reasons = [
        {"feature": reason.feature, "found": reason.found, "weight": reason.weight}
        for reason in judgement.reasons
    ]
    return {
        "id": judgement.id,
        "left_record": judgement.left,
        "right_record": judgement.right,
        "answer": judgement.answer.value,
        "score": judgement.score,
        "by": judgement.by,
        "person": judgement.person,
        "at": judgement.at,
        "why": judgement.why,
        "reasons": packed_json(reasons),
    }


def _insert_new(change: Transaction, name: str, rows: Mapping[str, Row]) -> None:
    arriving = table(name, rows.values())
    columns = ", ".join(f'"{column}"' for column in arriving.column_names)
    change.stage("arriving_rows", arriving)
    change.write(
        f"insert into {name} ({columns}) select {columns} from arriving_rows a "
        f"where not exists (select 1 from {name} there where there.id = a.id)"
    )
