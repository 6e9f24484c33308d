"""The house style's sizes, measured over the package."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "dragoman"
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FUNCTION = 50
NINE_IN_TEN = 25
LONGEST_FILE = 350
MOST_PARAMETERS = 4

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> list[Function]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def lines(function: Function) -> int:
    """Lines of the body, the docstring not counted."""
    documented = ast.get_docstring(function) is not None and len(function.body) > 1
    first = function.body[1] if documented else function.body[0]
    return (function.end_lineno or first.lineno) - first.lineno + 1


def test_no_function_passes_the_cap():
    long = [
        f"{path.relative_to(PACKAGE)}:{function.name} {lines(function)}"
        for path in FILES
        for function in functions(path)
        if lines(function) > LONGEST_FUNCTION
    ]
    assert long == []


def test_nine_functions_in_ten_are_short():
    lengths = sorted(lines(function) for path in FILES for function in functions(path))
    assert lengths[int(0.9 * len(lengths))] <= NINE_IN_TEN


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_stays_under_its_cap(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def is_command(function: Function) -> bool:
    """Whether click calls it, which hands every option over by name."""
    return any(".command(" in ast.unparse(decorator) for decorator in function.decorator_list)


def parameters(function: Function) -> list[str]:
    """What can be given by position; options are keyword-only and not counted."""
    return [arg.arg for arg in function.args.args if arg.arg not in {"self", "cls"}]


def test_no_function_takes_more_than_four_positional_parameters():
    wide = [
        f"{path.relative_to(PACKAGE)}:{function.name}"
        for path in FILES
        for function in functions(path)
        if len(parameters(function)) > MOST_PARAMETERS and not is_command(function)
    ]
    assert wide == []


def is_module(name: str) -> bool:
    return (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()


def takes_from_the_root(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "dragoman" and not all(is_module(name.name) for name in node.names)
    return isinstance(node, ast.Import) and any(name.name == "dragoman" for name in node.names)


def test_nothing_inside_imports_the_package_root():
    names = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if takes_from_the_root(node)
    ]
    assert names == []
