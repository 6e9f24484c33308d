"""`dragoman events`: happenings, each the view over all that tell of it."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.filters import filter_options
from dragoman.cli.options import store_option
from dragoman.cli.wanted import Wanted, count_option, form_options
from dragoman.settings import Settings
from dragoman.store.filters import Kind


@click.command(short_help="List or count the events of a store.")
@filter_options(Kind.EVENTS)
@count_option
@form_options
@store_option
@click.pass_obj
def events(
    settings: Settings,
    /,
    form: str | None,
    out: Path | None,
    address: str | None,
    by: str | None,
    **filters: object,
) -> None:
    """List the events of a store, the latest first, or count them.

    An event is the view over all records judged to tell of it.  Several values of one option
    are alternatives; all options must fit.  Days are those of the event, both inclusive.

    \b
    Example: dragoman events --type ASSAULT --actor-country RUS --since 2024-01-01
             dragoman events --disputed --words '"power plant"' --format csv --out events.csv
             dragoman events --count-by month,type
    """
    from dragoman.cli.asking import answer, answer_counts

    wanted = Wanted(settings, address, form, out)
    if by is not None:
        answer_counts(Kind.EVENTS, by, wanted, filters)
    else:
        answer(Kind.EVENTS, wanted, filters)
