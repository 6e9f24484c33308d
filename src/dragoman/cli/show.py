"""`dragoman show`: one event with its claims side by side, or one record, or one story."""

from __future__ import annotations

from contextlib import closing

import click

from dragoman.build import open_existing
from dragoman.cli.options import store_of, store_option
from dragoman.cli.output import open_output
from dragoman.cli.table import table_console
from dragoman.settings import Settings


@click.command(short_help="Show one event, record or story.")
@click.argument("id_", metavar="ID")
@store_option
@click.pass_obj
def show(settings: Settings, id_: str, address: str | None) -> None:
    """Show an event with its claims side by side, or a record, or a story.

    ID is an event's (also one that it had before), a record's or a story's.  Of an event each
    voice is shown with what it says, then each report, then why reports were joined.

    \b
    Example: dragoman show e88b3c4c77009012 --store record.duckdb
    """
    from dragoman.cli.showing import show_one

    with (
        closing(open_existing(store_of(settings, address))) as store,
        open_output(None) as stream,
    ):
        show_one(store, id_, table_console(stream))
