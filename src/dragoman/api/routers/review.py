"""The pairs of records about which least is certain."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from dragoman.api.access import Reader
from dragoman.api.models.judged import ReviewQueue
from dragoman.api.rows import records
from dragoman.api.served import Served, ServedHere
from dragoman.contract.judged_writing import judgement_json
from dragoman.keeping.review import Question, find_questions

router = APIRouter(tags=["judging"])

Json = dict[str, Any]


@router.get("/v1/review", response_model=ReviewQueue)
def review(
    request: Request,
    served: ServedHere,
    person: Reader,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:
    """Pairs to judge: those that people dispute or left open, then the program's doubts."""
    return served.answers.give(request, lambda: _queue(served, person.name, limit), of=person.name)


def _queue(served: Served, by: str, limit: int) -> Json:
    questions = find_questions(served.store, by=by, same=served.same, limit=limit)
    ids = [one.record.id for question in questions for one in (question.left, question.right)]
    found = records(served.store, ids)
    return {"items": [_item(question, found) for question in questions]}


def _item(question: Question, found: dict[str, Json]) -> Json:
    program = question.doubted.program
    told = None if program is None else judgement_json(program)
    return {
        "doubt": question.doubted.doubt.value,
        "judgement": None if told is None else told["id"],
        "left": found[question.left.record.id],
        "right": found[question.right.record.id],
        "score": None if told is None else told["score"],
        "reasons": [] if told is None else told["reasons"],
        "said": [judgement_json(one) for one in question.doubted.people],
    }
