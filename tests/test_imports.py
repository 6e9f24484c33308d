"""`import dragoman` stays light, and its public names are what it says."""

import subprocess
import sys

import dragoman

HEAVY = ("onnxruntime", "duckdb", "trafilatura", "torch", "numpy", "rich", "click")


def test_importing_loads_no_model_and_nothing_heavy():
    command = f"import dragoman, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_all_names_the_public_names():
    public = {name for name in vars(dragoman) if not name.startswith("_")}
    modules = {"annotations", "TYPE_CHECKING", "errors", "types"}
    loaded = {name for name in public if f"dragoman.{name}" in sys.modules}
    assert set(dragoman.__all__) == public - modules - loaded
