"""Records compared with their neighbours: the program's judgements, written with their reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from dragoman.keeping.linking import Judged, Linker
from dragoman.store.database import Transaction
from dragoman.store.judged import drop_program_judgements, insert_judgements, judgement_id
from dragoman.store.neighbours import index_records, read_reports
from dragoman.types import Answer, Judgement, Report

Pair = tuple[str, str]
Reports = Mapping[str, Report]

#: Known records that are in memory at a time, beside the new ones.
CHUNK = 50_000


def judge_pairs(
    pairs: Sequence[tuple[Report, Report]], linker: Linker, at: datetime
) -> list[Judgement]:
    """The program's judgements on these pairs, as far as they are worth keeping.

    Of each pair the record with the lesser id comes first.
    """
    answers = zip(pairs, linker.judge(pairs), strict=True)
    return list(_worth_keeping(answers, linker, at))


def judge_anew(
    change: Transaction, fresh: Reports, linker: Linker, *, gone: set[str], at: datetime
) -> None:
    """Compare these reports with all that share a key, and forget answers about those gone.

    Records of one story are not compared: their coder has, with the whole text before it.
    """
    story_of = {record: report.story.id for record, report in fresh.items()}
    found = index_records(change, _keys(fresh, linker), story_of, gone=gone)
    drop_program_judgements(change, {*fresh, *gone})
    for chunk in _chunks(found):
        reports = {**fresh, **_others(change, chunk, fresh)}
        insert_judgements(change, _judgements(chunk, reports, linker, at))


def _keys(fresh: Reports, linker: Linker) -> dict[str, Sequence[int]]:
    """The keys of each record; all that the newest coder found in a story are fresh together."""
    stories: dict[str, list[Report]] = defaultdict(list)
    for report in fresh.values():
        stories[report.story.id].append(report)
    return {
        report.record.id: keys
        for reports in stories.values()
        for report, keys in zip(reports, linker.keys_of(reports), strict=True)
    }


def _chunks(found: Iterable[Pair]) -> Iterator[list[Pair]]:
    """The pairs, those of one known record together, so that it is read once."""
    by_other: dict[str, list[str]] = defaultdict(list)
    for new, other in found:
        by_other[other].append(new)
    others = iter(sorted(by_other))
    while several := list(islice(others, CHUNK)):
        yield [(other, new) for other in several for new in sorted(by_other[other])]


def _others(change: Transaction, pairs: Iterable[Pair], fresh: Reports) -> Reports:
    """The reports of the pairs that are not at hand."""
    wanted = {record for pair in pairs for record in pair} - fresh.keys()
    return {one.record.id: one for one in read_reports(change, wanted)}


def _judgements(
    pairs: Iterable[Pair], reports: Reports, linker: Linker, at: datetime
) -> list[Judgement]:
    compared = [(reports[left], reports[right]) for left, right in map(sorted, pairs)]
    return judge_pairs(compared, linker, at)


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
