"""Stories that were coded before: the JSONL of `dragoman code`, read back."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from dragoman.contract.reading import read_outcome
from dragoman.contract.soundness import require_sound
from dragoman.errors import StoryError
from dragoman.gathering.bounded import faults_named, open_file
from dragoman.gathering.inputs import STANDARD_INPUT
from dragoman.types import Coded, Outcome, SetAside

#: Of a story without records in a file where no story before it has any.
UNKNOWN_CODER = "unknown"
_LONGEST_LINE = 256 * 2**20


def read_coded_files(
    names: Sequence[str], *, standard_input: BinaryIO | None = None
) -> Iterator[Outcome]:
    """The outcome of each line, in order; a line that is none is set aside.

    The contract names the coder on records alone: a story without any has that of the story
    before it.
    """
    stream = sys.stdin.buffer if standard_input is None else standard_input
    for name in names:
        try:
            with nullcontext(stream) if name == STANDARD_INPUT else open_file(Path(name)) as lines:
                yield from _with_coders(_outcomes(lines, name))
        except StoryError as error:
            yield SetAside(name, error.kind, error.message, url=name)


def _outcomes(lines: BinaryIO, name: str) -> Iterator[Outcome]:
    with faults_named(name):
        for number, line in enumerate(iter(lambda: lines.readline(_LONGEST_LINE), b""), start=1):
            if line.strip():
                yield _outcome(line, f"{name} line {number}")


def _outcome(line: bytes, where: str) -> Outcome:
    try:
        outcome = read_outcome(line.decode())
        if isinstance(outcome, Coded):
            require_sound(outcome)
        return outcome
    except UnicodeDecodeError as error:
        return SetAside(where, "encoding", f"{where}: not UTF-8 at byte {error.start}")
    except StoryError as error:
        return SetAside(where, error.kind, f"{where}: {error.message}")


def _with_coders(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    coder = UNKNOWN_CODER
    for outcome in outcomes:
        if isinstance(outcome, Coded):
            coder = outcome.coder or coder
            yield replace(outcome, coder=coder)
        else:
            yield outcome
