"""`dragoman sql`: a select of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.options import store_option
from dragoman.cli.wanted import Wanted, form_options
from dragoman.settings import Settings


@click.command(short_help="Ask a store in SQL.")
@click.argument("select")
@form_options
@store_option
@click.pass_obj
def sql(
    settings: Settings, select: str, form: str | None, out: Path | None, address: str | None
) -> None:
    """Ask a store in SQL: one select over its tables, which changes nothing.

    The tables are listed in docs/querying.md; records of older coders have no `newest`.

    \b
    Example: dragoman sql "select type, count(*) from records where newest group by type"
    """
    from dragoman.cli.asking import answer_sql

    answer_sql(select, Wanted(settings, address, form, out))
