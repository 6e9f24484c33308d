import json
import shutil
from collections import Counter
from contextlib import closing
from dataclasses import replace

import duckdb
import pytest

pytest.importorskip("ray", reason="needs ray: pip install 'dragoman[engine]'")

from dragoman.build import load, open_existing, open_store, read_coded
from dragoman.cli.adding import Kept, keep, start_run
from dragoman.gathering.inputs import gather
from dragoman.pipeline import run
from dragoman.store.lakes.layout import files_of
from tests.engine.builders import (
    SETTINGS,
    a_job,
    a_run,
    content,
    lines_in,
    local_lines,
    some_files,
)


def without_doubles(lines):
    """Each story once, as the first line with its id tells it."""
    return sorted({json.loads(line)["story"]["id"] + line[:0] + str("error" in json.loads(line)) + (line if "error" in json.loads(line) else ""): line for line in reversed(lines)}.values())


@pytest.fixture(scope="module")
def store(ran, tmp_path_factory):
    """The same inputs, added to a store on one machine."""
    address = str(tmp_path_factory.mktemp("store") / "record.duckdb")
    with closing(open_store(address)) as opened:
        coder = load(SETTINGS)
        outcomes = run(gather([str(ran.inputs)]), lambda: coder)
        keep(opened, outcomes, start_run(coder.coder), Kept())
        yield opened


@pytest.fixture(scope="module")
def lake(ran):
    with closing(open_existing(str(ran.lake))) as opened:
        yield opened


def test_the_lake_holds_what_one_machine_prints_byte_for_byte(ran):
    assert lines_in(ran.lake) == without_doubles(local_lines(ran.inputs))


def test_every_source_is_coded_set_aside_or_a_double(ran):
    told = ran.finished
    local = Counter("error" in json.loads(line) for line in local_lines(ran.inputs))
    assert told.sources == local.total()
    assert (told.coded, told.set_aside, told.doubles) == (local[False] - 2, local[True], 2)
    assert told.faults["duplicate-id"] == 2


def test_events_and_all_other_rows_are_those_of_a_store(lake, store):
    there, here = content(lake), content(store)
    assert len(here["events"]) > 20
    assert len(here["judgements"]) > 5
    assert len(here["copies"]) > 0
    for name in here:
        assert there[name] == here[name], name


def test_a_story_lies_in_the_folder_of_its_day(ran):
    rows = duckdb.sql(
        f"select day, published from read_parquet('{ran.lake}/stories/*/*.parquet', "
        "hive_partitioning = true)"
    ).fetchall()
    assert len(rows) == ran.finished.coded
    assert {day for day, _ in rows} >= {None}
    assert all(str(day) == str(published) for day, published in rows)


def test_a_store_made_of_a_lake_is_the_store_of_its_stories(ran, store, tmp_path):
    with closing(open_store(str(tmp_path / "record.duckdb"))) as made:
        keep(made, read_coded(str(ran.lake)), start_run("coded before"), Kept())
        assert content(made) == content(store)


def test_running_again_reads_no_file_that_is_known(ran):
    before = lines_in(ran.lake)
    told = a_run(a_job(ran.lake, str(ran.inputs)))
    # The file that is no page has been looked at: what it is may be known to a later dragoman.
    assert (told.known, told.sources, told.coded) == (6, 0, 0)
    assert lines_in(ran.lake) == before


def test_the_same_stories_in_other_files_are_doubles(ray_cluster, ran, tmp_path):
    shutil.copytree(ran.lake, tmp_path / "lake")
    shutil.copytree(ran.inputs, tmp_path / "other")
    (tmp_path / "other/picture.png").unlink()
    (tmp_path / "other/part-0.jsonl").rename(tmp_path / "other/z.jsonl")
    told = a_run(a_job(tmp_path / "lake", str(tmp_path / "other")))
    lines = [line for line in lines_in(tmp_path / "lake") if '"kind": "empty"' not in line]
    assert told.coded == 0
    assert lines == [line for line in lines_in(ran.lake) if '"kind": "empty"' not in line]
