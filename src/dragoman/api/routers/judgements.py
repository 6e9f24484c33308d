"""Judgements of people: whether two records are of one event, and the way back."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body

from dragoman.api.access import Meant, Writer
from dragoman.api.models.judged import JudgementShape, NewJudgement
from dragoman.api.served import Served, ServedHere, now
from dragoman.api.taking_back import Id, require_own
from dragoman.contract.judged_writing import judgement_json
from dragoman.store.judged import read_judgement
from dragoman.store.requests import Judge, Withdraw
from dragoman.types import Answer

router = APIRouter(tags=["judging"], dependencies=[Meant])


@router.post("/v1/judgements", response_model=JudgementShape, status_code=201)
def judge(
    served: ServedHere, person: Writer, asked: Annotated[NewJudgement, Body()]
) -> dict[str, Any]:
    """Say whether two records are of one event; the events around them follow at once."""
    judgement = Judge(asked.left, asked.right, Answer(asked.answer), person.name, now(), asked.why)
    id_ = served.store.judge(judgement)
    return _written(served, id_)


@router.post("/v1/judgements/{id}/withdrawal", response_model=JudgementShape, status_code=201)
def withdraw_judgement(served: ServedHere, person: Writer, id: Id) -> dict[str, Any]:  # noqa: A002
    """Take a person's judgement back; it stays, marked by whom and when."""
    require_own(served, person, "judgements", id)
    served.store.withdraw(Withdraw(id, person.name, now()))
    return _written(served, id)


def _written(served: Served, id_: str) -> dict[str, Any]:
    served.answers.changed()
    [row] = served.store.read("select * from judgements where id = $1", [id_]).to_pylist()
    return judgement_json(read_judgement(row))
