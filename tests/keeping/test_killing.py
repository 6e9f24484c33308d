import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from dragoman.store.columns import TABLES
from tests.keeping.builders import a_store
from tests.keeping.killed import STORIES, add_all
from tests.store.builders import another, where

KILLS = 10
#: What differs from one run to the next.
TIMES = {"added", "at", "run", "first_report"}


@contextmanager
def adder(where):
    """The process of `killed`, ready to run."""
    command = [sys.executable, "-m", "tests.keeping.killed", where]
    root = Path(__file__).parents[2]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": root}
    with subprocess.Popen(command, **pipes) as process:
        assert process.stdout.readline() == "loaded\n"
        yield process
        process.stdin.close()


def begin(process, run):
    """Start a run; the id of its process."""
    process.stdin.write(f"{run}\n")
    process.stdin.flush()
    return int(process.stdout.readline())


def content(home):
    """All rows of the store that lives here, sorted, without times and the names of runs."""
    with a_store(home) as store:
        return {name: rows(store, name) for name in TABLES if name != "runs"}


def rows(store, name):
    found = store.read(f'select * from "{name}"').to_pylist()
    kept = [{column: row[column] for column in row if column not in TIMES} for row in found]
    for row in kept if name == "events" else ():
        body = json.loads(row["body"])
        body["history"] = [{**change, "at": ""} for change in body["history"]]
        row["body"] = body
    return sorted(kept, key=repr)


def test_a_store_killed_at_any_point_equals_one_that_never_was(home):
    chance = random.Random(7)
    whole = another(home)
    began = time.monotonic()
    add_all(where(whole), "run")
    takes = time.monotonic() - began
    killed = 0
    with adder(where(home)) as process:
        for run in range(KILLS):
            child = begin(process, run)
            time.sleep(chance.uniform(0, takes / 4))
            os.kill(child, signal.SIGKILL)
            killed += process.stdout.readline() == "killed\n"
        begin(process, "last")
        assert process.stdout.readline() == "done\n"
    assert killed == KILLS
    assert content(home) == content(whole)
    with a_store(home) as store:
        assert store.read("select sum(stories) as n from runs")["n"].to_pylist() == [STORIES]
