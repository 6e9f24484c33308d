import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from dragoman.build import open_store
from dragoman.cli.adding import BATCH, in_batches
from tests.cli.commands import ENVIRONMENT, TEXT, dragoman
from tests.store.builders import where


@pytest.fixture
def store(tmp_path):
    return str(tmp_path / "record.duckdb")


@pytest.fixture
def rows(tmp_path):
    """A file of three stories and a row that is none."""
    path = tmp_path / "stories.jsonl"
    stories = [{"id": f"s{number}", "text": f"{TEXT}Number {number}."} for number in range(3)]
    path.write_text("\n".join([*map(json.dumps, stories), "no row"]))
    return str(path)


def ids(address):
    with open_store(address) as store:
        return store.read("select id from stories order by id")["id"].to_pylist()


def test_stories_are_coded_into_a_store_that_is_made(rows, store):
    result = dragoman("add", rows, "--store", store, "--published", "2024-03-08")
    assert "stories: 3 coded, 1 set aside, 0 known already; " in result.stderr
    assert result.exit_code == 1
    with open_store(store) as opened:
        records = opened.read("select count(*) as n from records")["n"].to_pylist()[0]
        events = opened.read("select count(*) as n from events")["n"].to_pylist()[0]
    assert records > 0
    assert f"; {records} records; {events} events\n" in result.stderr


def test_adding_again_codes_nothing(rows, store):
    dragoman("add", rows, "--store", store)
    result = dragoman("add", rows, "--store", store)
    assert "stories: 0 coded, 1 set aside, 3 known already; 0 records; 0 events" in result.stderr


def test_what_comes_slowly_is_written_before_a_batch_is_full():
    seconds = iter(range(0, 100, 6))
    batches = in_batches(range(8), lambda: float(next(seconds)))
    assert list(batches) == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_what_comes_quickly_is_written_a_batch_at_a_time():
    sizes = [len(batch) for batch in in_batches(range(BATCH + 1), lambda: 0.0)]
    assert sizes == [BATCH, 1]


def test_a_page_is_known_again(store):
    page = "examples/protest.html"
    assert "1 coded" in dragoman("add", page, "--store", store).stderr
    assert "0 coded, 0 set aside, 1 known" in dragoman("add", page, "--store", store).stderr


def test_the_setting_names_the_store(rows, store, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dragoman.toml").write_text('store = "record.duckdb"\n')
    dragoman("add", rows)
    assert ids(store) == ["s0", "s1", "s2"]


def test_without_a_store_a_person_is_asked_for_one(rows):
    result = dragoman("add", rows)
    assert "name a store: --store record.duckdb" in result.stderr
    assert result.exit_code == 2


def test_what_was_coded_before_is_added_without_coding(rows, store, tmp_path):
    coded = tmp_path / "coded.jsonl"
    dragoman("code", rows, "--out", str(coded))
    with coded.open("a") as lines:
        lines.write("{}\n")
    result = dragoman("add", "--coded", str(coded), "--store", store)
    assert "stories: 3 coded, 2 set aside, 0 known already; " in result.stderr
    assert ids(store) == ["s0", "s1", "s2"]
    again = dragoman("add", rows, "--store", store)
    assert "0 coded, 1 set aside, 3 known already" in again.stderr


def test_another_text_under_a_known_id_is_set_aside(rows, store, tmp_path):
    dragoman("add", rows, "--store", store)
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({"id": "s1", "text": "The mayor of Oslo said nothing today."}))
    result = dragoman("add", str(other), "--store", store)
    assert "stories: 0 coded, 1 set aside, 0 known already" in result.stderr
    assert result.exit_code == 1


def test_a_file_that_is_no_store_is_one_line(rows):
    result = dragoman("add", rows, "--store", rows)
    assert "is no store" in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.exit_code == 2


def test_a_server_needs_its_driver(rows, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "dragoman.store.postgres", raising=False)
    result = dragoman("add", rows, "--store", "postgresql://ada:secret@localhost/none")
    assert "pip install 'dragoman[postgres]'" in result.stderr
    assert "secret" not in result.stderr


def test_a_server_that_is_not_there_is_one_line_without_its_password(rows):
    pytest.importorskip("psycopg")
    result = dragoman("add", rows, "--store", "postgresql://ada:secret@localhost:1/none")
    assert "cannot reach the store postgresql://localhost:1/none" in result.stderr
    assert "secret" not in result.stderr
    assert result.stderr.count("\n") == 1


def test_several_commands_fill_one_store_at_once(home, tmp_path):
    store = where(home)

    def add(name):
        path = tmp_path / f"{name}.jsonl"
        lines = [json.dumps({"id": f"{name}{number}", "text": TEXT}) for number in range(20)]
        path.write_text("\n".join(lines))
        command = [sys.executable, "-m", "dragoman", "add", str(path), "--store", store]
        return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)

    with ThreadPoolExecutor() as pool:
        done = list(pool.map(add, "abc"))
    assert [run.returncode for run in done] == [0, 0, 0], [run.stderr for run in done]
    assert ids(store) == sorted(f"{name}{number}" for name in "abc" for number in range(20))
