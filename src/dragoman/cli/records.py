"""`dragoman records`: single mentions of events, each in its story."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.filters import filter_options
from dragoman.cli.options import store_option
from dragoman.cli.wanted import Wanted, count_option, form_options
from dragoman.settings import Settings
from dragoman.store.filters import Kind


@click.command(short_help="List or count the records of a store.")
@filter_options(Kind.RECORDS)
@count_option
@form_options
@store_option
@click.pass_obj
def records(
    settings: Settings,
    /,
    form: str | None,
    out: Path | None,
    address: str | None,
    by: str | None,
    **filters: object,
) -> None:
    """List the records of a store, the latest first, or count them.

    A record is one mention of an event in one story, as the newest coder reads it.  Several
    values of one option are alternatives; all options must fit.

    \b
    Example: dragoman records --words ceasefire --voice "foreign ministry"
             dragoman records --count-by publisher
    """
    from dragoman.cli.asking import answer, answer_counts

    wanted = Wanted(settings, address, form, out)
    if by is not None:
        answer_counts(Kind.RECORDS, by, wanted, filters)
    else:
        answer(Kind.RECORDS, wanted, filters)
