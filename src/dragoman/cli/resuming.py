"""`dragoman code --resume`: a run that goes on where it was stopped."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path

import click

from dragoman.build import load
from dragoman.cli.begun import Order, asked
from dragoman.cli.lines import heading, lines_of
from dragoman.cli.part import Part, open_part
from dragoman.cli.progress import Tally, watched
from dragoman.errors import UsageError
from dragoman.gathering.archive import Passed
from dragoman.gathering.inputs import gather, is_address
from dragoman.pipeline import run

#: Forms that are the same whenever they are written.
RESUMABLE = ("jsonl", "csv")


def resumable(out: Path | None, order: Order) -> Path:
    """Where the result goes; a UsageError for a run that could not be taken up."""
    if out is None or order.form not in RESUMABLE:
        raise UsageError(f"--resume needs --out FILE, as {' or '.join(RESUMABLE)}")
    if out.exists() and not out.is_file():
        raise UsageError(f"--resume needs a file, and {out} is none")
    address = next(filter(is_address, order.inputs), None)
    if address is not None:
        raise UsageError(f"--resume needs inputs that stay as they are: save {address} first")
    return out


def code_with_part(order: Order, out: Path, tally: Tally, passed: Passed) -> None:
    """Code what the part of the result does not hold yet, then put the result in its place."""
    with open_part(out, asked(order), heading=heading(order.form)) as part:
        if part is None:
            click.echo(f"{out} was finished before", err=True)
            return
        if part.done:
            click.echo(f"taking up {out} after {part.done} stories", err=True)
        tally.take_up(part.before)
        _code_into(part, order, tally, passed)
        part.finish()


def _code_into(part: Part, order: Order, tally: Tally, passed: Passed) -> None:
    settings, lines = order.settings, lines_of(order)
    gathered = gather(order.inputs, max_bytes=settings.max_page_bytes, passed=passed)
    with closing(gathered) as sources:  # standard input is let go before it ends itself
        outcomes = run(
            part.checked(sources),
            partial(load, settings),
            published=order.published,
            workers=settings.workers,
            done=part.done,
            seconds=settings.story_seconds,
        )
        for outcome in watched(outcomes, tally, quiet=False):
            part.add(outcome, lines(outcome))
