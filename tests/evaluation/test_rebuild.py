"""The script that puts texts back, run whole on a table made here."""

import csv
import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "rebuild_wikinews.py"
STORIES = SCRIPT.parents[1] / "corpus" / "wikinews" / "stories.jsonl"


def run(out, *options):
    command = [sys.executable, SCRIPT, out, *options]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")


def test_a_changed_text_and_absent_ones_are_named_and_left_out(tmp_path):
    rows = map(json.loads, STORIES.read_text(encoding="utf-8").splitlines())
    first = next(row for row in rows if row["url"])
    table = tmp_path / "table.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["url", "date", "title", "text"], [first["url"], "", "T", "Changed."]])
    done = run(tmp_path / "gold", "--table", table)
    assert done.returncode == 1
    assert f"{first['id']}: the text is not the one that was annotated" in done.stderr
    assert "in none of the given files (--qanom)" in done.stderr
    assert done.stdout.startswith("0 of 449 stories rebuilt")
    assert json.loads((tmp_path / "gold" / "splits.json").read_text()) == {"train": [], "dev": []}
