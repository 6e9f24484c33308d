"""Run the commands of docs/tutorial.md, and write what they print under them (`make tutorial`).

A block of `console` is a command behind "$ " and its output.  A block of `python` is run where it
stands; one of `sh` is not.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

CHECKOUT = Path(__file__).resolve().parent.parent
PAGE = CHECKOUT / "docs" / "tutorial.md"
COLUMNS = "92"
#: What commands read, at the places that the page names.
_NEEDED = ("examples", "src")
_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: What no two runs print alike.
_CLOCK = re.compile(r"; [\d.]+ s(, [\d.]+ stories/s)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the page: its kind, its command or program, and what is shown under it."""

    kind: str
    code: str
    shown: str = ""


def blocks(page: str) -> list[Block]:
    """What is to be run, in the order of the page."""
    return [_block(found) for found in _BLOCK.finditer(page)]


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder like a checkout, in which commands may write."""
    with TemporaryDirectory() as folder:
        for name in _NEEDED:
            (Path(folder) / name).symlink_to(CHECKOUT / name)
        yield Path(folder)


def run(block: Block, folder: Path) -> str:
    """What a block prints; a RuntimeError where it fails."""
    command = [sys.executable, "-c", block.code]
    if block.kind == "console":
        command = ["bash", "-o", "pipefail", "-c", block.code]
    environment = {name: one for name, one in os.environ.items() if not _is_setting(name)}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        cwd=folder,
        env={**environment, "COLUMNS": COLUMNS, "PATH": path},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{block.code}\n{done.stdout}{done.stderr}")
    printed = _CLOCK.sub("", done.stdout + done.stderr)  # the last line of a command is an aside
    lines = (line.rstrip() for line in printed.splitlines())
    return "".join(f"{line}\n" for line in lines)


def rewritten(page: str) -> str:
    """The page with what its commands print now."""
    with scratch() as folder:

        def anew(found: re.Match[str]) -> str:
            block = _block(found)
            printed = run(block, folder)
            is_shown = block.kind == "console"
            return f"```console\n$ {block.code}\n{printed}```" if is_shown else found[0]

        return _BLOCK.sub(anew, page)


def _block(found: re.Match[str]) -> Block:
    kind, body = found[1], found[2]
    if kind == "python":
        return Block(kind, body)
    command, _, shown = body.partition("\n")
    return Block(kind, command.removeprefix("$ "), shown)


def _is_setting(name: str) -> bool:
    return name.startswith("DRAGOMAN_")


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
