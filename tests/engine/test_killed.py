from contextlib import closing
from dataclasses import replace

import pytest

pytest.importorskip("dragoman.engine.cluster", reason="needs ray: pip install 'dragoman[engine]'")

from dragoman.build import open_existing
from dragoman.errors import SetupError
from dragoman.store.lakes.layout import files_of
from tests.engine.builders import a_job, a_run, content, lines_in
from tests.engine.killing import load_dying


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


def no_events(reports, links):
    raise SetupError("no room for events")


def no_coder():
    raise SetupError("nothing was to be coded")
