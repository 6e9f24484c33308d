"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

import click

from dragoman.errors import UsageError
from dragoman.settings import Settings

Command = TypeVar("Command", bound=Callable[..., object])


def _as_day(_: click.Context, __: click.Parameter, value: datetime | None) -> date | None:
    return None if value is None else value.date()


def published_option(command: Command) -> Command:
    """--published YYYY-MM-DD, the caller's word for the day."""
    option = click.option(
        "--published",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        callback=_as_day,
        help="Publication day: outranks what is found in a page, yields to a row's own.",
    )
    return option(command)


def store_option(command: Command) -> Command:
    """--store, the file or address of a store."""
    option = click.option(
        "--store",
        "address",
        metavar="FILE",
        help="A DuckDB file, a postgresql:// address or a lake.  [setting: store]",
    )
    return option(command)


def store_of(settings: Settings, address: str | None) -> str:
    """The store that a person names, or the settings; a UsageError where neither does."""
    named = address or settings.store
    if not named:
        raise UsageError("name a store: --store record.duckdb, or the setting store")
    return named


def inputs_argument(command: Command) -> Command:
    """INPUT..., whatever can be gathered."""
    return click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")(command)
