"""What joins or parts the records of an event: the judgements between them, with their reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from dragoman.store.asked import Asked
from dragoman.types import Answer, Judgement, Reason


def links_of(store: Asked, records: Sequence[str]) -> list[Judgement]:
    """The judgements between these records that stand, a person's first, the surest first."""
    rows = store.read(
        "select j.* from judgements j where j.withdrawn_at is null "
        "and j.left_record = any(cast($1 as text[])) "
        "and j.right_record = any(cast($1 as text[])) "
        "order by j.person desc, j.score desc, j.id",
        [list(records)],
    )
    return [_judgement(row) for row in rows.to_pylist()]


def _judgement(row: dict[str, Any]) -> Judgement:
    return Judgement(
        id=row["id"],
        left=row["left_record"],
        right=row["right_record"],
        answer=Answer(row["answer"]),
        score=row["score"],
        by=row["by"],
        person=row["person"],
        at=row["at"],
        why=row["why"],
        reasons=tuple(Reason(**one) for one in orjson.loads(row["reasons"])),
    )
