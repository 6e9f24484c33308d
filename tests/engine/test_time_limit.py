"""Stories that take too long or crash a library, in an actor: set aside as on one machine."""

import json

import pytest

pytest.importorskip("dragoman.engine.cluster", reason="needs ray: pip install 'dragoman[engine]'")

from functools import partial

from dragoman.build import load
from dragoman.contract.writing import outcome_line
from dragoman.gathering.inputs import gather
from dragoman.pipeline import run
from tests.engine.builders import a_job, a_run, lines_in
from tests.slow import TINY, count, crash, load_slow, some_texts

#: Seconds in which any other story is coded, however busy the machine is.
PATIENCE = 4.0
TEXTS = some_texts(6, endless={2})


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "rows.jsonl"
    lines = [json.dumps({"id": one.id, "text": one.text}) for one in TEXTS]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def a_slow_job(tmp_path, rows, **changes):
    return a_job(tmp_path / "lake", rows, actors=1, batch=3, **changes)


def test_a_slow_story_is_set_aside_as_on_one_machine_and_taken_in_when_it_has_more_time(
    ray_cluster, rows, tmp_path
):
    slow = load_slow(count)
    told = a_run(a_slow_job(tmp_path, rows, load=slow, seconds=PATIENCE))
    assert (told.coded, told.faults) == (5, {"too-slow": 1})
    local = run(gather([rows]), slow, workers=2, seconds=PATIENCE)
    before = lines_in(tmp_path / "lake")
    assert before == sorted(map(outcome_line, local))

    again = a_run(a_slow_job(tmp_path, rows, load=slow, seconds=PATIENCE))
    assert (again.known, again.sources) == (1, 0)
    more = a_run(a_slow_job(tmp_path, rows, load=partial(load, TINY)))
    assert (more.coded, more.doubles) == (1, 5)
    local = run(gather([rows]), partial(load, TINY))
    assert lines_in(tmp_path / "lake") == sorted({*before, *map(outcome_line, local)})


def test_a_story_at_which_a_library_crashes_costs_no_other(ray_cluster, rows, tmp_path):
    told = a_run(a_slow_job(tmp_path, rows, load=load_slow(crash)))
    assert (told.coded, told.faults) == (5, {"internal": 1})
    [aside] = [line for line in lines_in(tmp_path / "lake") if "error" in json.loads(line)]
    assert "a library crashed at it (SIGSEGV)" in aside
