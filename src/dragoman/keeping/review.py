"""What a person is asked next: the pairs of records about which least is certain."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dragoman.keeping.said import Judged, State, read_said, reports
from dragoman.store.asked import Asked
from dragoman.store.judged import read_judgement
from dragoman.store.reviewing import NEAREST_ABOVE, NEAREST_BELOW, OF_PROGRAM
from dragoman.types import Answer, Judgement, Report

Pair = tuple[str, str]

#: Keeps the log odds of a score of 0 or 1 finite.
_EDGE = 1e-6


class Doubt(StrEnum):
    """Why a pair is asked about, the most pressing first."""

    DISPUTED = "people disagree"
    UNDECIDED = "somebody was unsure"
    UNCERTAIN = "the program is not certain"


@dataclass(frozen=True, slots=True)
class Doubted:
    """A pair of records to be asked about, with what people and the program said of it."""

    pair: Pair
    doubt: Doubt
    people: tuple[Judgement, ...] = ()
    program: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A pair with both its reports."""

    doubted: Doubted
    left: Report
    right: Report


def find_questions(store: Asked, *, by: str, same: float, limit: int) -> list[Question]:
    """What to ask this person, the least certain first; `same` is the linker's threshold."""
    people = [
        one.said for one in read_said(store) if isinstance(one, Judged) and one.state is State.OPEN
    ]
    selects = (NEAREST_BELOW, NEAREST_ABOVE)
    rows = [row for select in selects for row in store.read(select, [limit]).to_pylist()]
    program = [read_judgement(row) for row in rows]
    asked = queue(people, program, by=by, same=same)[:limit]
    return _questions(store, asked)


def queue(
    people: Iterable[Judgement], program: Iterable[Judgement], *, by: str, same: float
) -> list[Doubted]:
    """The pairs in order: people's disputes, what they left open, then the program's doubts.

    `people` are the standing judgements in order of time.  What this person has judged, or
    others have settled, is not asked.
    """
    last: dict[Pair, dict[str, Judgement]] = {}
    for one in people:
        last.setdefault((one.left, one.right), {})[one.by] = one
    open_ = [_doubted(pair, answers) for pair, answers in last.items() if by not in answers]
    rest = [
        Doubted((one.left, one.right), Doubt.UNCERTAIN, program=one)
        for one in sorted(program, key=lambda one: (_distance(one.score, same), one.id))
        if (one.left, one.right) not in last
    ]
    ranks = list(Doubt)
    doubted = [one for one in open_ if one is not None]
    return [*sorted(doubted, key=lambda one: ranks.index(one.doubt)), *rest]


def _doubted(pair: Pair, answers: Mapping[str, Judgement]) -> Doubted | None:
    """The pair if what people say of it settles nothing."""
    said = {one.answer for one in answers.values()}
    people = tuple(answers.values())
    if {Answer.SAME, Answer.DIFFERENT} <= said:
        return Doubted(pair, Doubt.DISPUTED, people)
    return Doubted(pair, Doubt.UNDECIDED, people) if said == {Answer.UNSURE} else None


def _distance(score: float, same: float) -> float:
    """How far a score is from the threshold, in log odds."""
    return abs(_log_odds(score) - _log_odds(same))


def _log_odds(score: float) -> float:
    kept = min(max(score, _EDGE), 1 - _EDGE)
    return math.log(kept / (1 - kept))


def _questions(store: Asked, asked: Iterable[Doubted]) -> list[Question]:
    """Each pair with its reports and the program's reasons; a pair of which one is gone is left out."""
    several = list(asked)
    report_of = reports(store, (id_ for one in several for id_ in one.pair))
    lefts = [one.pair[0] for one in several if one.program is None]
    rows = store.read(OF_PROGRAM, [lefts]).to_pylist()
    program = {(row["left_record"], row["right_record"]): read_judgement(row) for row in rows}
    return [
        Question(
            Doubted(one.pair, one.doubt, one.people, one.program or program.get(one.pair)),
            *(report_of[id_] for id_ in one.pair),
        )
        for one in several
        if all(id_ in report_of for id_ in one.pair)
    ]
