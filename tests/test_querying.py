"""The examples of docs/querying.md do what they say."""

import re
import shlex
from pathlib import Path

import pytest

from dragoman.store.dimensions import Dimension
from dragoman.store.filters import FIELDS
from tests.cli.commands import dragoman
from tests.store.asked import an_asked_store

TEXT = (Path(__file__).parents[1] / "docs" / "querying.md").read_text(encoding="utf-8")
[PROGRAM] = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
COMMANDS = re.findall(r"^\$ dragoman (.*)$", TEXT, re.MULTILINE)


@pytest.fixture
def store(tmp_path, monkeypatch):
    with an_asked_store(tmp_path):
        pass
    monkeypatch.chdir(tmp_path)


def test_the_program_runs(store, capsys):
    names = {}
    exec(compile(PROGRAM, "docs/querying.md", "exec"), names)
    assert list(names["frame"]["type"]) == ["PROTEST"]
    assert "denies" in capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_run(store, command):
    assert dragoman(*shlex.split(command)).exit_code == 0


def test_every_filter_and_dimension_is_documented():
    assert [name for name in FIELDS if f"`{name}`" not in TEXT] == []
    assert [name for name in Dimension if name not in TEXT] == []
