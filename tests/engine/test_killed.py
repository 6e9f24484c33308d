import json
from contextlib import closing
from dataclasses import replace

import pytest

pytest.importorskip("dragoman.engine.cluster", reason="needs ray: pip install 'dragoman[engine]'")

from dragoman.build import open_existing
from dragoman.contract.writing import outcome_line
from dragoman.errors import SetupError
from dragoman.gathering.inputs import gather
from dragoman.pipeline import run
from dragoman.store.lakes.layout import files_of
from tests.engine.builders import a_job, a_run, content, lines_in
from tests.engine.killing import load_dying
from tests.slow import LIMIT, load_slow, some_texts, spin


def test_a_killed_worker_and_a_run_that_failed_change_nothing(ran, tmp_path):
    job = a_job(tmp_path / "lake", str(ran.inputs))
    joining = replace(job.joining, events=no_events)
    failing = replace(job, load=load_dying(tmp_path / "killed"), joining=joining)
    coded = []
    with pytest.raises(SetupError, match="no room for events"):
        a_run(failing, coded.append)
    assert (tmp_path / "killed").exists()  # a worker was killed in the middle
    assert sum(coded) == ran.finished.sources
    assert files_of(job.lake, "outcomes") == []

    coded = []
    told = a_run(replace(job, load=no_coder), coded.append)
    assert coded == []  # what was coded before is taken up
    assert told == ran.finished
    assert lines_in(job.lake) == lines_in(ran.lake)
    there, whole = (closing(open_existing(str(lake))) for lake in (job.lake, ran.lake))
    with there as one, whole as other:
        assert content(one) == content(other)


def test_a_story_that_takes_too_long_is_set_aside_as_on_one_machine(ray_cluster, tmp_path):
    texts = some_texts(8, endless={3})
    lines = [json.dumps({"id": text.id, "text": text.text}) for text in texts]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines))
    job = a_job(tmp_path / "lake", str(tmp_path), load=load_slow(spin), seconds=LIMIT)
    told = a_run(job)
    assert (told.coded, dict(told.faults)) == (7, {"too-slow": 1})
    outcomes = run(gather([str(tmp_path / "rows.jsonl")]), load_slow(spin), seconds=LIMIT)
    assert lines_in(job.lake) == sorted(map(outcome_line, outcomes))


def no_events(reports, links):
    raise SetupError("no room for events")


def no_coder():
    raise SetupError("nothing was to be coded")
