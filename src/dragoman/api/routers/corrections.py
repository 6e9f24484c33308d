"""Corrections of a record's fields by people, and the way back."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Body

from dragoman.api.access import Meant, Writer
from dragoman.api.models.judged import CorrectionShape, NewCorrection
from dragoman.api.served import Served, ServedHere, now
from dragoman.api.taking_back import Id, require_own
from dragoman.contract.judged_writing import correction_json
from dragoman.store.requests import Correct, Withdraw
from dragoman.types import Correction

router = APIRouter(tags=["judging"], dependencies=[Meant])


@router.post("/v1/corrections", response_model=CorrectionShape, status_code=201)
def correct(
    served: ServedHere, person: Writer, asked: Annotated[NewCorrection, Body()]
) -> dict[str, Any]:
    """Give another answer for a field; the coder's stays beside it, the event follows at once."""
    value = json.dumps(asked.value, ensure_ascii=False)
    correction = Correct(asked.record, asked.field, value, person.name, now(), asked.why)
    return _written(served, served.store.correct(correction))


@router.post("/v1/corrections/{id}/withdrawal", response_model=CorrectionShape, status_code=201)
def withdraw_correction(served: ServedHere, person: Writer, id: Id) -> dict[str, Any]:  # noqa: A002
    """Take a correction back; it stays, marked by whom and when."""
    require_own(served, person, "corrections", id)
    served.store.withdraw(Withdraw(id, person.name, now()))
    return _written(served, id)


def _written(served: Served, id_: str) -> dict[str, Any]:
    served.answers.changed()
    [row] = served.store.read("select * from corrections where id = $1", [id_]).to_pylist()
    return correction_json(Correction(**row))
