"""The tutorial and the page on frames: their commands run, and print about what is shown."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import pytest

from tests.docs.scripts import CHECKOUT, script

pytest.importorskip("vl_convert")
pytest.importorskip("pandas")
pytest.importorskip("polars")

#: How much of what is shown must be printed: another class of CPU may turn a close decision.
ALIKE = 0.9


def page(name: str) -> str:
    return (CHECKOUT / "docs" / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder():
    with script("tutorial").scratch() as opened:
        yield opened


@pytest.fixture(scope="module")
def printed(folder):
    """What each command of the tutorial shows and what it prints, in order, in one folder."""
    tutorial = script("tutorial")
    blocks = tutorial.blocks(page("tutorial.md"))
    return [(block, tutorial.run(block, folder)) for block in blocks]


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


def test_the_programs_on_frames_run(printed, folder):
    program = "\n".join(re.findall(r"^```python\n(.*?)^```$", page("frames.md"), re.M | re.S))
    assert program.count("dragoman.open") >= 3
    script("tutorial").run(script("tutorial").Block("python", program), folder)
