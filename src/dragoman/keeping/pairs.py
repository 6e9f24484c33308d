"""Records compared with their neighbours: the program's judgements, written with their reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import numpy as np

from dragoman.keeping.linking import Judged, Linker
from dragoman.store.database import Transaction
from dragoman.store.judged import drop_program_judgements, insert_judgements, judgement_id
from dragoman.store.neighbours import Faced, Worth, index_records, read_faces, read_reports
from dragoman.types import Answer, Judgement, Report

Pair = tuple[str, str]
Reports = Mapping[str, Report]
Faces = Mapping[str, bytes]

#: Known records that are in memory at a time, beside the new ones: some hundred megabytes.
CHUNK = 200_000


def judge_pairs(
    pairs: Sequence[tuple[Report, Report]], linker: Linker, at: datetime
) -> list[Judgement]:
    """The program's judgements on these pairs, as far as they are worth keeping.

    Of each pair the record with the lesser id comes first.
    """
    reports = list({report.record.id: report for pair in pairs for report in pair}.values())
    number = {report.record.id: place for place, report in enumerate(reports)}
    sides = [[number[report.record.id] for report in side] for side in zip(*pairs, strict=True)]
    left, right = (np.array(side, np.int64) for side in sides or ([], []))
    faced = _faced(reports, linker)
    return _judgements(Worth(list(number), left, right), faced, linker, at)


def judge_anew(
    change: Transaction,
    fresh: Reports,
    faces: Faces,
    linker: Linker,
    *,
    gone: set[str],
    at: datetime,
) -> None:
    """Compare these reports, whose faces are at hand, with all that share a key, and forget
    answers about those gone.

    Records of one story are not compared: their coder has, with the whole text before it.
    """
    story_of = {record: report.story.id for record, report in fresh.items()}
    found = index_records(change, _keys(fresh, linker), story_of, gone=gone)
    drop_program_judgements(change, {*fresh, *gone})
    at_hand = {id_: Faced(faces[id_], report.record.coder) for id_, report in fresh.items()}
    for chunk in _chunks(found, len(fresh)):
        faced = at_hand | _others(change, chunk, at_hand, linker)
        insert_judgements(change, _judgements(chunk, faced, linker, at))


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


def _chunks(found: Worth, fresh: int) -> Iterator[Worth]:
    """The pairs with so many known records at a time; those of one known record stand together."""
    for first in range(fresh, max(len(found.records), fresh + 1), CHUNK):
        known = found.records[first : first + CHUNK]
        start, end = np.searchsorted(found.right, [0 if first == fresh else first, first + CHUNK])
        right = found.right[start:end]
        yield Worth(
            [*found.records[:fresh], *known],
            found.left[start:end],
            np.where(right < fresh, right, right - (first - fresh)),
        )


def _others(
    change: Transaction, chunk: Worth, at_hand: Mapping[str, Faced], linker: Linker
) -> dict[str, Faced]:
    """The faces of a chunk's known records; those that no store has kept are made."""
    kept = read_faces(change, chunk.records[len(at_hand) :])
    reports = read_reports(change, [id_ for id_, one in kept.items() if one.face is None])
    return kept | _faced(reports, linker)


def _faced(reports: Sequence[Report], linker: Linker) -> dict[str, Faced]:
    """The faces of these reports, made now, by record."""
    made = zip(reports, linker.faces_of(reports), strict=True)
    return {report.record.id: Faced(face, report.record.coder) for report, face in made}


def _judgements(
    chunk: Worth, faced: Mapping[str, Faced], linker: Linker, at: datetime
) -> list[Judgement]:
    """What is worth keeping: that most pairs are different goes without saying."""
    faces = [faced[record].face or b"" for record in chunk.records]
    answers = linker.judge(faces, chunk.left, chunk.right)
    pairs = (
        (chunk.records[chunk.left[number]], chunk.records[chunk.right[number]], judged)
        for number, judged in answers
    )
    return [
        _judgement((min(one, other), max(one, other)), faced, judged, linker=linker, at=at)
        for one, other, judged in pairs
    ]


def _judgement(
    pair: Pair, faced: Mapping[str, Faced], judged: Judged, *, linker: Linker, at: datetime
) -> Judgement:
    left, right = pair
    return Judgement(
        id=judgement_id(left, right, linker.version, faced[left].coder, faced[right].coder),
        left=left,
        right=right,
        answer=Answer.SAME if judged.score >= linker.same else Answer.UNSURE,
        score=judged.score,
        by=linker.version,
        person=False,
        at=at,
        reasons=judged.reasons,
    )
