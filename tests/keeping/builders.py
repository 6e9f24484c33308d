"""Stores with a linker that a test can reckon with in its head."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from dragoman.keeping.answering import answer
from dragoman.keeping.linking import Linking
from dragoman.keeping.store import Store
from dragoman.linking.corrections import apply_corrections
from dragoman.linking.merge import build_event
from dragoman.store.lost import answer_again
from dragoman.store.requests import Judge, Run
from dragoman.types import Answer, Reason
from tests.builders import CODER, DAY, a_coded, a_record, a_story
from tests.store.builders import a_database

NOW = datetime(2024, 3, 9, 12)
RUN = Run("run-1", CODER, NOW)


@dataclass(frozen=True)
class ALinkersAnswer:
    score: float
    reasons: tuple = ()


class ModeLinker:
    """Records of one mode are one event; of one type, perhaps."""

    version = "modes"
    same = 0.5
    unsure = 0.25

    def keys_of(self, reports):
        return [(len(report.record.type), -1) for report in reports]

    def faces_of(self, reports):
        told = [(one.record.type, one.record.mode, one.story.id) for one in reports]
        return [" ".join(map(str, one)).encode() for one in told]

    def judge(self, faces, left, right):
        seen = [face.decode().split(" ") for face in faces]
        answers = (
            self.answer(seen[one], seen[other]) for one, other in zip(left, right, strict=True)
        )
        return [(at, one) for at, one in enumerate(answers) if one.score >= self.unsure]

    def answer(self, left, right):
        (type_1, mode_1, _), (type_2, mode_2, _) = left, right  # and the story
        score = 0.9 if mode_1 == mode_2 else 0.3 if type_1 == type_2 else 0.1
        return ALinkersAnswer(score, (Reason("mode", " ".join(sorted([mode_1, mode_2])), score),))


def plain_clusters(ids, same, different):
    """Whatever links join, the surest first, unless a pair that stays apart would meet."""
    apart = {frozenset(pair) for pair in different}
    group = {one: {one} for one in ids}
    for left, right, _ in sorted(same, key=lambda link: (-link[2], link[0], link[1])):
        first, second = group[left], group[right]
        if first is second or any(frozenset((a, b)) in apart for a in first for b in second):
            continue
        first |= second
        group |= dict.fromkeys(second, first)
    return sorted({tuple(sorted(members)) for members in group.values()})


LINKING = Linking(ModeLinker(), plain_clusters, build_event, apply_corrections)


@contextmanager
def a_store(home, linking=LINKING):
    """A store in this folder, without a socket, or on a server."""
    with a_database(home) as database:
        ask = partial(answer_again, database, partial(answer, linking=linking))
        yield Store(ask, lambda: None, database.dialect)


def a_told(story, *modes, text=None, published=DAY, coder=CODER, **changes):
    """A coded story that tells of an event of each of these modes."""
    whole = text or f"{story} says that police arrested ten people in Oslo on Friday."
    said = {"id": story, "published": published, "publisher": f"{story}.example", **changes}
    told = a_story(whole, **said)
    records = [
        a_record(
            "arrested", text=whole, id=f"{story}-{mode}", event=f"e-{mode}", mode=mode, coder=coder
        )
        for mode in modes
    ]
    return a_coded(told, records, coder=coder)


def put(store, *outcomes, at=NOW, run=RUN):
    return store.add(outcomes, run, at=at)


def said(store, left, right, answer, *, by="Ada", minutes=1):
    """A person's judgement, so many minutes after the stories came in."""
    return store.judge(Judge(left, right, Answer(answer), by, NOW + timedelta(minutes=minutes)))


def events(store):
    """The records of each event, by its id."""
    rows = store.read("select event, record from membership order by event, record").to_pylist()
    found = {}
    for row in rows:
        found.setdefault(row["event"], []).append(row["record"])
    return found


def column(store, sql):
    """The first column of a select."""
    return store.read(sql).column(0).to_pylist()
