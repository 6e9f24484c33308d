"""Records compared with their neighbours: the program's judgements, written with their reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from dragoman.keeping.linking import Judged, Linker
from dragoman.store.database import Transaction
from dragoman.store.judged import drop_program_judgements, insert_judgements, judgement_id
from dragoman.store.neighbours import index_records, read_reports
from dragoman.types import Answer, Judgement, Report

Pair = tuple[str, str]

#: Pairs whose reports are in memory at a time.
CHUNK = 20_000


def judge_anew(
    change: Transaction, records: Collection[str], linker: Linker, *, gone: set[str], at: datetime
) -> None:
    """Compare these records with all that share a key, and forget answers about those gone.

    Records of one story are not compared: their coder has, with the whole text before it.
    """
    keys = {one.record.id: linker.keys_of(one) for one in read_reports(change, records)}
    found = index_records(change, keys, gone=gone)
    drop_program_judgements(change, {*records, *gone})
    pairs = iter(sorted({(min(pair), max(pair)) for pair in found}))
    while chunk := list(islice(pairs, CHUNK)):
        insert_judgements(change, _judgements(change, chunk, linker, at))


def _judgements(
    change: Transaction, pairs: Sequence[Pair], linker: Linker, at: datetime
) -> list[Judgement]:
    there = read_reports(change, {record for pair in pairs for record in pair})
    report = {one.record.id: one for one in there}
    both = ((report[left], report[right]) for left, right in pairs)
    compared = [(one, other) for one, other in both if one.story.id != other.story.id]
    answers = zip(compared, linker.judge(compared), strict=True)
    return list(_worth_keeping(answers, linker, at))


def _worth_keeping(
    answers: Iterable[tuple[tuple[Report, Report], Judged]], linker: Linker, at: datetime
) -> Iterator[Judgement]:
    """Same and unsure; that most pairs are different goes without saying."""
    for (left, right), judged in answers:
        if judged.score < linker.unsure:
            continue
        one, other = left.record, right.record
        yield Judgement(
            id=judgement_id(one.id, other.id, linker.version, one.coder, other.coder),
            left=one.id,
            right=other.id,
            answer=Answer.SAME if judged.score >= linker.same else Answer.UNSURE,
            score=judged.score,
            by=linker.version,
            person=False,
            at=at,
            reasons=judged.reasons,
        )
