"""A watch that is killed at any moment, and a server that misbehaves: nothing is lost or doubled."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("feedparser")
pytest.importorskip("httpcore2")
pytest.importorskip("protego")


from tests.cli.commands import ENVIRONMENT

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "soak.py"


def test_every_page_that_was_served_whole_is_in_the_store_once(tmp_path):
    options = {"feeds": 4, "pages": 40, "seconds": 6, "kills": 2, "retry": 0.2}
    flags = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    command = [sys.executable, str(SCRIPT), *flags, "--folder", str(tmp_path)]
    few_records = ENVIRONMENT | {"DRAGOMAN_MIN_SCORE": "0.97"}
    run = subprocess.run(command, env=few_records, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert " 0 missing, 0 doubled" in run.stdout
