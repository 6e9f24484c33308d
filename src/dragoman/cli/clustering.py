"""`dragoman code --engine ray`: how far a run on a cluster is, and what came of it."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.progress import PATIENCE
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.engine.run import Finished

#: Where Ray's own tools look for a cluster.
ADDRESS = "RAY_ADDRESS"


def on_cluster(
    settings: Settings,
    inputs: tuple[str, ...],
    out: Path,
    *,
    published: date | None,
    workers: int,
) -> int:
    """Code into a lake, tell of it, and give the exit status."""
    from dragoman.build.lakes import Wanted, code_into_lake

    address = os.environ.get(ADDRESS, "")
    actors = workers or (0 if address else os.cpu_count() or 1)
    began = time.monotonic()
    wanted = Wanted(inputs, out, published, address, actors)
    finished = code_into_lake(settings, wanted, _Told(began).hear)
    click.echo(line_of(finished, time.monotonic() - began), err=True)
    return 1 if finished.set_aside else 0


class _Told:
    """Says now and then how far a run is."""

    def __init__(self, began: float) -> None:
        self._began, self._said, self._coded = began, began, 0

    def hear(self, more: int) -> None:
        """Count sources, and say so where a person has waited."""
        self._coded += more
        now = time.monotonic()
        if now - self._said > PATIENCE:
            speed = self._coded / (now - self._began)
            click.echo(f"{self._coded} sources coded; {speed:.1f} a second", err=True)
            self._said = now


def line_of(finished: Finished, seconds: float) -> str:
    """The last line of a run: sources in = coded + set aside + doubles."""
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(finished.faults.items()))
    known = f"; {finished.known} files known already" if finished.known else ""
    return (
        f"{finished.sources} stories in = {finished.coded} coded + {finished.set_aside} set aside"
        f"{f' ({kinds})' if kinds else ''} + {finished.doubles} doubles{known}; "
        f"{finished.records} records; {finished.events} events in the lake; {seconds:.1f} s"
    )
