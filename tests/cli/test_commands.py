import gzip
import json
import sys

import pytest

from dragoman.cli import main
from tests.cli.commands import dragoman


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_shows_an_example(command):
    assert f"dragoman {command}" in main.commands[command].help or "-v train" in (
        main.commands[command].help
    )


def test_training_without_its_packages_names_the_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    result = dragoman("train", "--data", str(tmp_path), "--out", str(tmp_path / "m"))
    assert result.exit_code == 2
    assert "dragoman[train]" in result.stderr


def test_a_wrong_setting_is_one_line(tmp_path, monkeypatch):
    (tmp_path / "dragoman.toml").write_text("colour = true\n")
    monkeypatch.chdir(tmp_path)
    result = dragoman("code", "x.txt")
    assert result.exit_code == 2
    assert "no setting 'colour'" in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_version_is_shown():
    assert dragoman("--version").stdout.startswith("dragoman, version ")


def test_pages_are_scored_as_json(tmp_path):
    (tmp_path / "html").mkdir()
    body = "Police arrested ten people in Oslo on Friday after a protest, the mayor said."
    page = f"<html><body><article><p>{body}</p></article></body></html>"
    (tmp_path / "html" / "a.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "ground-truth.json").write_text(json.dumps({"a": {"articleBody": body}}))
    figures = json.loads(dragoman("evaluate-pages", str(tmp_path), "--json").stdout)
    assert figures == {"f1": 1.0, "precision": 1.0, "recall": 1.0, "pages": 1}


def test_pages_without_a_ground_truth_are_one_line(tmp_path):
    result = dragoman("evaluate-pages", str(tmp_path))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
