"""What SECURITY.md promises of the code, and that the tests which it names are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGE = CHECKOUT / "src" / "dragoman"
PROMISES = (CHECKOUT / "SECURITY.md").read_text(encoding="utf-8")
#: Modules that run what they read, or that run other programs.
READERS = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve", "yaml"}
RUNNERS = {"eval", "exec", "compile", "__import__"}


def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}


def imports(tree: ast.Module) -> set[str]:
    names = [
        one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names
    ]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


def called(tree: ast.Module) -> set[str]:
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {function.id for function in calls if isinstance(function, ast.Name)}


def loads_of_torch(tree: ast.Module) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "torch.load"
    ]


def test_nothing_reads_a_pickle_or_runs_words_as_code():
    found = {
        path.name: (imports(tree) & READERS) | (called(tree) & RUNNERS)
        for path, tree in trees().items()
    }
    assert {name: what for name, what in found.items() if what} == {}


def test_checkpoints_are_read_as_weights_alone():
    loads = [call for tree in trees().values() for call in loads_of_torch(tree)]
    assert loads
    assert all("weights_only=True" in ast.unparse(call) for call in loads)


def test_every_test_that_is_named_is_there():
    files = set(re.findall(r"`(tests/[\w/]+\.py)`", PROMISES))
    assert len(files) > 15
    assert [name for name in files if not (CHECKOUT / name).is_file()] == []
    written = "\n".join(path.read_text("utf-8") for path in (CHECKOUT / "tests").rglob("test_*.py"))
    names = set(re.findall(r"`(test_\w+)`", PROMISES))
    assert len(names) > 25
    assert [name for name in names if f"def {name}(" not in written] == []
