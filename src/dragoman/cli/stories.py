"""`dragoman stories`: what was read."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.filters import filter_options
from dragoman.cli.options import store_option
from dragoman.cli.wanted import Wanted, form_options
from dragoman.settings import Settings
from dragoman.store.filters import Kind


@click.command(short_help="List the stories of a store.")
@filter_options(Kind.STORIES)
@form_options
@store_option
@click.pass_obj
def stories(
    settings: Settings,
    /,
    form: str | None,
    out: Path | None,
    address: str | None,
    **filters: object,
) -> None:
    """List the stories of a store, the latest first.

    Days are those of publication, and --words are searched for in title and text.  What is
    asked of events, as --type, must fit one of the story's records.

    \b
    Example: dragoman stories --publisher gazette --words "grain deal"
             dragoman stories --type PROTEST --place-country NOR --format parquet --out s.parquet
    """
    from dragoman.cli.asking import answer

    wanted = Wanted(settings, address, form, out)
    answer(Kind.STORIES, wanted, filters)
