from contextlib import closing

import pytest

pytest.importorskip("ray", reason="needs ray: pip install 'dragoman[engine]'")

from dragoman.build import open_existing
from tests.engine.builders import a_job, a_run, content, lines_in
from tests.engine.killing import load_dying


def test_a_worker_killed_in_the_middle_changes_nothing(ran, tmp_path):
    mark = tmp_path / "killed"
    told = a_run(a_job(tmp_path / "lake", str(ran.inputs), load=load_dying(mark)))
    assert mark.exists()
    assert told == ran.finished
    assert lines_in(tmp_path / "lake") == lines_in(ran.lake)
    lakes = (tmp_path / "lake", ran.lake)
    there, whole = (closing(open_existing(str(lake))) for lake in lakes)
    with there as one, whole as other:
        assert content(one) == content(other)
