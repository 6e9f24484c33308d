"""Judgements and corrections as JSON."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from dragoman.types import Correction, Judgement

Json = dict[str, Any]

_DECIMALS = 6  # a store keeps scores in 32 bits


def judgement_json(judgement: Judgement) -> Json:
    """Whether two records are of one event, by whom and why."""
    return {
        "id": judgement.id,
        "left": judgement.left,
        "right": judgement.right,
        "answer": judgement.answer.value,
        "score": round(judgement.score, _DECIMALS),
        "by": judgement.by,
        "person": judgement.person,
        "at": judgement.at.isoformat(),
        "why": judgement.why,
        "reasons": [
            {"feature": one.feature, "found": one.found, "weight": one.weight}
            for one in judgement.reasons
        ],
        **_withdrawal(judgement.withdrawn_at, judgement.withdrawn_by),
    }


def correction_json(correction: Correction) -> Json:
    """A person's answer for a field, with the coder's that it stands against."""
    return {
        "id": correction.id,
        "record": correction.record,
        "field": correction.field,
        "value": json.loads(correction.value),
        "against": json.loads(correction.against),
        "by": correction.by,
        "at": correction.at.isoformat(),
        "why": correction.why,
        **_withdrawal(correction.withdrawn_at, correction.withdrawn_by),
    }


def _withdrawal(at: datetime | None, by: str | None) -> Json:
    return {"withdrawn_at": None if at is None else at.isoformat(), "withdrawn_by": by}
