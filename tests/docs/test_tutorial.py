"""The tutorial and the page on frames: their commands run, and print about what is shown."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from difflib import SequenceMatcher

import pytest

from tests.docs.scripts import CHECKOUT, script

pytest.importorskip("vl_convert")
pytest.importorskip("pandas")
pytest.importorskip("polars")

#: How much of what is shown must be printed: another class of CPU may turn a close decision.
ALIKE = 0.9
STORIES = "src/dragoman/resources/demo/stories.jsonl"


def page(name: str) -> str:
    return (CHECKOUT / "docs" / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def printed():
    """What each command of the tutorial shows and what it prints, in order, in one folder."""
    tutorial = script("tutorial")
    with tutorial.scratch() as folder:
        blocks = tutorial.blocks(page("tutorial.md"))
        yield [(block, tutorial.run(block, folder)) for block in blocks]


def test_every_command_prints_about_what_is_shown(printed):
    commands = [(block, found) for block, found in printed if block.kind == "console"]
    assert len(commands) >= 8
    differ = [
        f"$ {block.code}\n{found}"
        for block, found in commands
        if SequenceMatcher(None, block.shown, found, autojunk=False).ratio() < ALIKE
    ]
    assert differ == []


def test_the_tutorial_counts_every_story(printed):
    adding = [found for block, found in printed if "dragoman add" in block.code]
    assert ["85 coded, 0 set aside" in adding[0], "85 known already" in adding[1]] == [True, True]


def test_a_command_that_fails_is_told(tmp_path):
    tutorial = script("tutorial")
    with pytest.raises(RuntimeError, match="no-such-file"):
        tutorial.run(
            tutorial.Block("console", "dragoman code no-such-file --format table"), tmp_path
        )


def test_the_programs_on_frames_run(tmp_path):
    tiny = {"DRAGOMAN_MODEL": str(CHECKOUT / "tests" / "tiny_model"), "DRAGOMAN_MIN_SCORE": "0.5"}
    environment = os.environ | tiny
    command = [sys.executable, "-m", "dragoman", "add", str(CHECKOUT / STORIES)]
    adding = [*command, "--store", "demo.duckdb"]
    subprocess.run(adding, cwd=tmp_path, env=environment, check=True, capture_output=True)
    program = "\n".join(re.findall(r"^```python\n(.*?)^```$", page("frames.md"), re.M | re.S))
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
