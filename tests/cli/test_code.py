import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import main

TESTS = Path(__file__).parent.parent
TINY = {"DRAGOMAN_MODEL": str(TESTS / "tiny_model")}
PAGE = str(TESTS.parent / "examples" / "protest.html")
TEXT = "Police arrested ten people in Oslo on Friday. The mayor said talks had failed.\n"


def dragoman(*arguments, **options):
    return CliRunner().invoke(main, list(arguments), env=TINY, **options)


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(TEXT)
    return str(path)


def test_a_text_comes_back_as_it_was_given(story):
    result = dragoman("code", story, "--published", "2024-03-08")
    [line] = [json.loads(line) for line in result.stdout.splitlines()]
    assert line["story"]["text"] == TEXT
    assert line["story"]["published"] == "2024-03-08"
    assert line["records"]
    assert result.exit_code == 0


def test_what_comes_in_is_counted(story, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    result = dragoman("code", str(tmp_path))
    assert "2 stories in = 1 coded + 1 set aside" in result.stderr
    assert len(result.stdout.splitlines()) == 2
    assert result.exit_code == 1


def test_a_page_becomes_a_readable_table(story):
    result = dragoman("code", PAGE, "--format", "table")
    assert "who " in result.stdout
    assert "says" in result.stdout
    assert "»" in result.stdout


def test_csv_has_a_row_an_event_and_out_names_the_form(story, tmp_path):
    out = tmp_path / "events.csv"
    dragoman("code", story, "--out", str(out))
    with out.open(newline="") as lines:
        events = [row["event"] for row in csv.DictReader(lines)]
    assert events
    assert len(set(events)) == len(events)


def test_a_score_can_be_asked_for(story):
    everything = json.loads(dragoman("code", story).stdout)["records"]
    sure = json.loads(dragoman("code", story, "--min-score", "0.95").stdout)["records"]
    wanted = [record["id"] for record in everything if record["score"] >= 0.95]
    assert 0 < len(wanted) < len(everything)
    assert [record["id"] for record in sure] == wanted


def test_a_failed_run_leaves_no_file(story, tmp_path):
    out = tmp_path / "out.jsonl"
    result = CliRunner().invoke(
        main, ["code", story, "--out", str(out)], env={"DRAGOMAN_MODEL": str(tmp_path)}
    )
    assert result.exit_code == 2
    assert result.stderr.startswith("dragoman: no model.onnx")
    assert list(tmp_path.iterdir()) == [Path(story)]


def test_a_place_that_cannot_be_written_is_one_line(story, tmp_path):
    result = dragoman("code", story, "--out", str(tmp_path / "no" / "out.jsonl"))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_rows_with_faults_are_lines_of_their_own():
    rows = '{"text": "Police arrested ten people in Oslo on Friday."}\n{"text": \n{"id": "x"}\n'
    result = dragoman("code", "-", input=rows.encode())
    kinds = [json.loads(line).get("error", {}).get("kind") for line in result.stdout.splitlines()]
    assert kinds == [None, "json", "row"]


def test_a_reader_that_leaves_is_no_fault(tmp_path):
    rows = "".join(json.dumps({"text": TEXT * 30, "id": str(n)}) + "\n" for n in range(40))
    (tmp_path / "rows.jsonl").write_text(rows)
    command = f"{sys.executable} -m dragoman code {tmp_path}/rows.jsonl | head -n 1"
    run = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", **TINY},
    )
    assert "Traceback" not in run.stderr
    assert "Broken" not in run.stderr
    assert len(run.stdout.splitlines()) == 1


def test_explain_gives_a_reason_for_each_field(story):
    result = dragoman("explain", story, "--record", "1", "--published", "2024-03-08")
    for field in ("type", "auxiliary", "date", "coder"):
        assert f"\n  {field} " in result.stdout


def test_explain_of_a_record_that_is_not_there_says_so(story):
    result = dragoman("explain", story, "--record", "9999")
    assert result.exit_code == 2
    assert "no record 9999" in result.stderr


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
