"""How an answer from a store is wanted: options that load nothing, so that help comes at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from dragoman.settings import Settings
from dragoman.store.dimensions import Dimension

Command = TypeVar("Command", bound=Callable[..., object])

FORMS = ("table", "jsonl", "csv", "parquet")


@dataclass(frozen=True)
class Wanted:
    """Where to ask, and how to answer."""

    settings: Settings
    address: str | None
    form: str | None
    out: Path | None


def form_options(command: Command) -> Command:
    """--format and --out."""
    form = click.option(
        "--format",
        "form",
        type=click.Choice(FORMS),
        help="table on a terminal, else jsonl, or what the name of --out says.",
    )
    out = click.option(
        "--out",
        type=click.Path(dir_okay=False, path_type=Path),
        help="A file instead of the screen.",
    )
    return form(out(command))


def count_option(command: Command) -> Command:
    """--count-by, with the names of all dimensions."""
    names = ", ".join(Dimension)
    option = click.option(
        "--count-by",
        "by",
        metavar="NAMES",
        help=f"Count instead, by one or several, as month,type: {names}.",
    )
    return option(command)
