"""Records compared with their neighbours: the program's judgements, written with their reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice

from dragoman.keeping.linking import Judged, Linker
from dragoman.store.database import Transaction
from dragoman.store.judged import drop_program_judgements, insert_judgements, judgement_id
from dragoman.store.neighbours import index_records, read_reports
from dragoman.types import Answer, Judgement, Report

Pair = tuple[str, str]
Reports = Mapping[str, Report]

#: Pairs whose reports are in memory at a time.
CHUNK = 20_000


def judge_anew(
    change: Transaction, records: Collection[str], linker: Linker, *, gone: set[str], at: datetime
) -> Reports:
    """Compare these records with all that share a key, and forget answers about those gone.

    Their reports, which whoever goes on with them need not read again.

    Records of one story are not compared: their coder has, with the whole text before it.
    """
    fresh = {one.record.id: one for one in read_reports(change, records)}
    keys = {record: linker.keys_of(report) for record, report in fresh.items()}
    found = index_records(change, keys, gone=gone)
    drop_program_judgements(change, {*records, *gone})
    for chunk in _chunks(found, fresh):
        reports = {**fresh, **_others(change, chunk, fresh)}
        insert_judgements(change, _judgements(chunk, reports, linker, at))
    return fresh


def _chunks(found: Iterable[Pair], fresh: Collection[str]) -> Iterator[list[Pair]]:
    """Each pair once; those of one known record together, so that it is read once."""
    ordered = sorted((other, new) for new, other in found if other not in fresh or other > new)
    pairs = iter(ordered)
    while chunk := list(islice(pairs, CHUNK)):
        yield chunk


def _others(change: Transaction, pairs: Iterable[Pair], fresh: Reports) -> Reports:
    """The reports of the pairs that are not at hand."""
    wanted = {record for pair in pairs for record in pair} - fresh.keys()
    return {one.record.id: one for one in read_reports(change, wanted)}


def _judgements(
    pairs: Iterable[Pair], reports: Reports, linker: Linker, at: datetime
) -> list[Judgement]:
    both = ((reports[left], reports[right]) for left, right in map(sorted, pairs))
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
