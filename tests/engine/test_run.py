import json
import re
from collections import Counter
from contextlib import closing
from datetime import date

import duckdb
import pytest
from click.testing import CliRunner

pytest.importorskip("dragoman.engine.cluster", reason="needs ray: pip install 'dragoman[engine]'")

from dragoman.build import load, open_existing, open_store, read_coded
from dragoman.cli import main
from dragoman.cli.adding import Kept, keep, start_run
from dragoman.gathering.inputs import gather
from dragoman.pipeline import run
from tests.engine.builders import (
    SETTINGS,
    a_job,
    a_run,
    content,
    lines_in,
    local_lines,
    without_doubles,
)


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
    assert all(day == (published or date(1, 1, 1)) for day, published in rows)
    assert None in [published for _, published in rows]


def test_pandas_reads_every_table_of_a_lake(ran):
    pandas = pytest.importorskip("pandas")
    for table in ("outcomes", "stories", "records", "voices", "events", "set_aside"):
        assert len(pandas.read_parquet(ran.lake / table)) > 0


def test_a_store_made_of_a_lake_is_the_store_of_its_stories(ran, store, tmp_path):
    with closing(open_store(str(tmp_path / "record.duckdb"))) as made:
        keep(made, read_coded(str(ran.lake)), start_run("coded before"), Kept())
        assert content(made) == content(store)


def test_running_again_reads_no_file_that_is_known(ran):
    before = lines_in(ran.lake)
    told = a_run(a_job(ran.lake, str(ran.inputs)))
    assert (told.known, told.sources, told.coded) == (6, 0, 0)
    assert lines_in(ran.lake) == before


def test_commands_ask_a_lake_as_they_ask_a_store(ran, store):
    asked = (
        ("events", "--limit", "5"),
        ("events", "--words", "talks"),
        ("events", "--since", "2024-01-01", "--country", "FRA"),
        ("records", "--limit", "5", "--type", "CONSULT"),
        ("stories", "--words", "police", "--format", "csv"),
        ("voices", "--limit", "5"),
        ("events", "--count-by", "type"),
        ("sql", "select type, count(*) as n from records group by type order by type"),
    )
    for words in asked:
        there = CliRunner().invoke(main, [*words, "--store", str(ran.lake)], catch_exceptions=False)
        assert there.exit_code == 0, there.output
        here = CliRunner().invoke(main, [*words, "--store", str(store_path(store))])
        assert here.exit_code == 0, here.output
        assert plain(there.stdout) == plain(here.stdout), words


def store_path(store):
    return store.ask.__self__.path


TIME = re.compile(r"20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?")


def plain(words):
    """Without the times at which stories were added."""
    return TIME.sub("then", words)


def test_a_lake_is_exported_as_a_store_is(ran, store, tmp_path):
    for name, address in (("there", ran.lake), ("here", store_path(store))):
        out = tmp_path / name
        words = ["export", "--format", "polecat", "--store", str(address), "--out", str(out)]
        assert CliRunner().invoke(main, words).exit_code == 0
    assert (tmp_path / "there").read_bytes() == (tmp_path / "here").read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ("judge", "a", "b", "same", "--by", "Ada"),
        ("judge", "--withdraw", "a", "--by", "Ada"),
        ("correct", "a", "type", "ASSAULT", "--by", "Ada"),
    ],
)
def test_what_would_change_rows_says_how_to_get_a_store(ran, lake, words):
    record = lake.read("select id from records order by id limit 2")["id"].to_pylist()
    given = [dict(zip("ab", record, strict=True)).get(word, word) for word in words]
    run = CliRunner().invoke(main, [*given, "--store", str(ran.lake)])
    assert run.exit_code == 2
    assert "dragoman add --coded" in run.stderr


def test_adding_to_a_lake_is_refused_before_anything_is_coded(ran):
    run = CliRunner().invoke(main, ["add", "x.txt", "--store", str(ran.lake)])
    assert run.exit_code == 2
    assert "is a folder" in run.stderr
