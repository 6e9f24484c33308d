"""A story that takes too long, by really taking long: its words are made to cost time."""

import json

import pytest

from dragoman.build import open_store
from tests.cli.commands import dragoman
from tests.fuzz.hostile import TEXTS

LIMIT, SLOW = "DRAGOMAN_STORY_SECONDS", "slow"
# Where the alarm first rings inside a callback of the garbage collector, Python only reports it;
# it rings again.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
FAULT = {"kind": "too-slow", "message": "slow: took longer than 1 s"}


@pytest.fixture
def rows(tmp_path):
    """Six stories, of which the third takes long."""
    texts = [f"Police arrested {2 + number} people in Oslo on Friday." for number in range(6)]
    lines = [{"id": f"s{number}", "text": text} for number, text in enumerate(texts)]
    lines[2] = {"id": SLOW, "text": TEXTS["words"](16_000)}
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return str(path)


def test_code_sets_it_aside_and_the_rest_is_the_same_bytes(rows, tmp_path, monkeypatch):
    whole = dragoman("code", rows).stdout.splitlines()
    monkeypatch.setenv(LIMIT, "1")
    for workers in ("1", "2"):
        told = dragoman("code", rows, "--workers", workers)
        assert "6 stories in = 5 coded + 1 set aside (too-slow 1)" in told.stderr
        lines = told.stdout.splitlines()
        assert json.loads(lines.pop(2))["error"] == FAULT
        assert lines == whole[:2] + whole[3:]


def test_add_takes_it_in_later_when_it_is_given_more_time(rows, tmp_path, monkeypatch):
    store = str(tmp_path / "record.duckdb")
    monkeypatch.setenv(LIMIT, "1")
    told = dragoman("add", rows, "--store", store)
    assert "stories: 5 coded, 1 set aside, 0 known already" in told.stderr
    monkeypatch.setenv(LIMIT, "0")
    told = dragoman("add", rows, "--store", store)
    assert "stories: 1 coded, 0 set aside, 5 known already" in told.stderr
    with open_store(store) as opened:
        assert opened.read("select count(*) as n from stories")["n"].to_pylist() == [6]
