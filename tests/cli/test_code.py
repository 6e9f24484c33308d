import csv
import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.coding.coder import StoryCoder
from tests.cli.commands import ENVIRONMENT, TEXT, dragoman

PAGE = str(Path(__file__).parents[2] / "examples" / "protest.html")


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
    assert "2 stories in = 1 coded + 1 set aside (empty 1);" in result.stderr
    assert len(result.stdout.splitlines()) == 2
    assert result.exit_code == 1


def test_a_page_becomes_a_readable_table(story):
    result = dragoman("code", PAGE, "--format", "table")
    assert " → " in result.stdout
    assert "  says  " in result.stdout
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
        env=ENVIRONMENT,
    )
    assert "Traceback" not in run.stderr
    assert "Broken" not in run.stderr
    assert len(run.stdout.splitlines()) == 1


def test_a_full_disk_is_one_line(story):
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "dragoman", "code", story]
        run = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT
        )
    assert run.returncode == 2
    assert run.stderr == "dragoman: No space left on device\n"


def test_output_is_utf_8_whatever_the_locale_says(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("Police arrested Søren Ø in Oslo on Friday, the mayor said.")
    command = [sys.executable, "-m", "dragoman", "code", str(path)]
    environment = {**ENVIRONMENT, "PYTHONIOENCODING": "ascii"}
    run = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert "Søren Ø" in run.stdout.decode()


def test_an_interrupt_is_one_line_and_leaves_no_file(tmp_path):
    rows, out = tmp_path / "rows.jsonl", tmp_path / "results" / "out.jsonl"
    rows.write_text("".join(json.dumps({"text": TEXT * 40}) + "\n" for _ in range(500)))
    out.parent.mkdir()
    command = [sys.executable, "-m", "dragoman", "-v", "code", str(rows), "--out", str(out)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT) as run:
        first = run.stderr.readline()
        run.send_signal(signal.SIGINT)
        rest = run.communicate(timeout=60)[1]
    assert "records" in first
    assert rest.splitlines()[-1] == "dragoman: stopped"
    assert "Traceback" not in rest
    assert (run.returncode, list(out.parent.iterdir())) == (130, [])


def test_a_device_is_written_to_and_not_replaced(story, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_text)
        dragoman("code", story, "--out", str(pipe))
    assert json.loads(read.result())["story"]["text"] == TEXT
    assert pipe.is_fifo()


def test_an_old_result_stays_until_the_new_one_is_whole(story, tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    result = CliRunner().invoke(
        main, ["code", story, "--out", str(out)], env={"DRAGOMAN_MODEL": str(tmp_path)}
    )
    assert (result.exit_code, out.read_text()) == (2, "old")
    dragoman("code", story, "--out", str(out))
    assert json.loads(out.read_text())["story"]["text"] == TEXT


def test_a_result_has_the_rights_of_any_new_file(story, tmp_path):
    (tmp_path / "plain").touch()
    dragoman("code", story, "--out", str(tmp_path / "out.jsonl"))
    rights = [(tmp_path / name).stat().st_mode for name in ("plain", "out.jsonl")]
    assert rights[0] == rights[1]


def test_a_wrong_model_is_one_line_from_workers_too(story, tmp_path):
    command = [sys.executable, "-m", "dragoman", "code", story, "--workers", "2"]
    environment = {**ENVIRONMENT, "DRAGOMAN_MODEL": str(tmp_path)}
    run = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert run.returncode == 2
    assert run.stderr.startswith("dragoman: no model.onnx")
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize(("asked", "shown"), [((), False), (("-v",), True)])
def test_a_fault_of_ours_is_one_line_and_its_traceback_is_for_the_log(
    asked, shown, story, monkeypatch
):
    monkeypatch.setattr(StoryCoder, "code", lambda *_: 1 / 0)
    monkeypatch.setattr("logging.root.handlers", [])
    result = dragoman(*asked, "code", story)
    [line] = [json.loads(line) for line in result.stdout.splitlines()]
    assert line["error"] == {"kind": "internal", "message": "ZeroDivisionError: division by zero"}
    assert ("Traceback" in result.stderr) == shown
    assert result.exit_code == 1


def test_a_fault_outside_the_stories_is_one_line(story, monkeypatch):
    # The name of the module is also that of its command.
    monkeypatch.setattr(sys.modules["dragoman.cli.code"], "gather", lambda *_, **__: 1 / 0)
    result = dragoman("code", story)
    assert result.exit_code == 2
    assert result.stderr.startswith("dragoman: internal fault, ZeroDivisionError: division by zero")
    assert result.stderr.count("\n") == 1


def test_a_story_goes_straight_into_polecats_form(story):
    result = dragoman("code", story, "--format", "polecat", "--published", "2024-03-08")
    head, *rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert head[0] == "Event ID"
    assert rows
    assert {len(row) for row in rows} == {40}


def test_a_story_goes_straight_into_plovers_form(story):
    result = dragoman("code", story, "--format", "plover", "--published", "2024-03-08")
    assert all(json.loads(line)["event"] for line in result.stdout.splitlines())
    assert result.stdout
