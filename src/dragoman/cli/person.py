"""Options of the commands by which people judge."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from dragoman.errors import UsageError

Command = TypeVar("Command", bound=Callable[..., object])


def _named(_: click.Context, __: click.Parameter, value: str) -> str:
    if not value.strip():
        raise UsageError("say who you are: --by NAME")
    return value.strip()


def by_option(command: Command) -> Command:
    """--by, who says so."""
    option = click.option(
        "--by", "by", required=True, metavar="NAME", callback=_named, help="Who says so."
    )
    return option(command)


def why_option(command: Command) -> Command:
    """--why, kept with what is said."""
    option = click.option(
        "--why", default="", metavar="TEXT", help="The reason, which is kept with it."
    )
    return option(command)


def withdraw_option(command: Command) -> Command:
    """--withdraw, instead of all else."""
    option = click.option(
        "--withdraw", metavar="ID", help="Take this one back instead; it is kept as withdrawn."
    )
    return option(command)
