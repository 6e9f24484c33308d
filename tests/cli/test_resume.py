"""`dragoman code --resume`, killed and taken up."""

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.commands import ENVIRONMENT, TEXT, dragoman

COUNT = 30


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    lines = [json.dumps({"id": str(n % 25), "text": TEXT * (1 + n % 3)}) for n in range(COUNT)]
    lines[7] = "{broken"
    path.write_text("\n".join(lines))
    return path


def killed(rows, out, *options, after):
    """A run ended by kill -9 once so many stories are done."""
    command = [sys.executable, "-m", "dragoman", "code", "--out", str(out), "--resume", *options]
    book = out.with_name(f".{out.name}.part") / "book"
    streams = {"stdin": rows.open("rb"), "stderr": subprocess.PIPE}
    with subprocess.Popen([*command, "-"], **streams, env=ENVIRONMENT) as run:
        while run.poll() is None and not (book.exists() and book.read_bytes().count(b"\n") > after):
            time.sleep(0.01)
        run.send_signal(signal.SIGKILL)
    streams["stdin"].close()
    return run.returncode


def children(pid):
    """The processes that a process has started."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    return [child for listed in threads for child in listed.read_text().split()]


def test_workers_end_when_their_run_is_killed(rows, tmp_path):
    command = [sys.executable, "-m", "dragoman", "-v", "code", str(rows), "--workers", "2"]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRONMENT
    ) as run:
        run.stderr.readline()  # a worker is at work
        workers = children(run.pid)
        run.kill()
    assert len(workers) >= 2
    for _ in range(600):
        if not any(Path(f"/proc/{worker}").exists() for worker in workers):
            return
        time.sleep(0.1)
    pytest.fail("a worker outlived its run by a minute")


@pytest.fixture(scope="module")
def once_stopped(rows, tmp_path_factory):
    out = tmp_path_factory.mktemp("stopped") / "out.jsonl"
    killed(rows, out, after=5)
    return out.with_name(".out.jsonl.part")


@pytest.fixture
def out(once_stopped, tmp_path):
    """The result of a run that was killed."""
    shutil.copytree(once_stopped, tmp_path / ".out.jsonl.part")
    return tmp_path / "out.jsonl"


def code(rows, out, *options):
    return dragoman("code", "-", "--out", str(out), *options, input=rows.read_bytes())


@pytest.mark.parametrize(
    ("name", "options"),
    [("out.jsonl", ("--workers", "2")), ("out.csv", ("--mentions",)), ("out.csv", ())],
)
def test_a_killed_run_is_taken_up_to_the_same_bytes(rows, tmp_path, name, options):
    whole, out = tmp_path / f"whole-{name}", tmp_path / name
    form = tuple(option for option in options if option == "--mentions")
    told = code(rows, whole, *form)
    assert killed(rows, out, *options, after=10) == -signal.SIGKILL
    result = code(rows, out, "--resume", *form)
    assert out.read_bytes() == whole.read_bytes()
    assert result.stderr.startswith(f"taking up {out} after ")
    first, second = (each.stderr.splitlines()[-1].split(";")[:2] for each in (told, result))
    assert first == second
    assert result.exit_code == told.exit_code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, whole.name])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--min-score", "0.9"), "min_score was 0.0 and is 0.9"),
        (("--mentions",), "mentions was False and is True"),
        (("--published", "2024-03-08"), "published was None and is '2024-03-08'"),
        (("--format", "csv"), "format was 'jsonl' and is 'csv'"),
        (("more.jsonl",), "inputs was ['-'] and is ['-', 'more.jsonl']"),
    ],
)
def test_another_order_is_refused(rows, out, options, message):
    result = code(rows, out, "--resume", *options)
    assert result.exit_code == 2
    assert f"begun otherwise: {message};" in result.stderr
    assert not out.exists()


def test_another_coder_is_refused(rows, out):
    run = out.with_name(".out.jsonl.part") / "run.json"
    asked = json.loads(run.read_text())
    run.write_text(json.dumps({**asked, "model": "0" * 32, "dragoman": "0.0.1"}))
    result = code(rows, out, "--resume")
    assert "begun otherwise: dragoman was '0.0.1' and is" in result.stderr
    assert "model was" in result.stderr


def test_a_changed_input_is_refused_and_the_old_one_still_taken_up(rows, out):
    body = rows.read_bytes()
    changed = body.replace(b"Oslo", b"Bergen", 1)
    result = dragoman("code", "-", "--out", str(out), "--resume", input=changed)
    assert result.exit_code == 2
    assert "begun with: story 1 is another now" in result.stderr
    code(rows, out, "--resume")
    assert len(out.read_text().splitlines()) == COUNT


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("rows.jsonl", "--resume"), "--resume needs --out FILE, as jsonl or csv"),
        (("rows.jsonl", "--resume", "--format", "jsonl"), "--resume needs --out FILE"),
        (("rows.jsonl", "--resume", "--out", "x", "--format", "polecat"), "as jsonl or csv"),
        (("rows.jsonl", "--resume", "--out", "/dev/null"), "/dev/null is none"),
        (("https://x.example/", "--resume", "--out", "x"), "save https://x.example/ first"),
    ],
)
def test_what_cannot_be_taken_up_is_refused_before_anything_is_coded(arguments, message):
    result = dragoman("code", *arguments)
    assert (result.exit_code, message in result.stderr) == (2, True)
