"""`dragoman correct`: a person's answer for a field of a record."""

from __future__ import annotations

from contextlib import closing

import click

from dragoman.build import open_existing
from dragoman.cli.options import store_of, store_option
from dragoman.cli.person import by_option, why_option, withdraw_option
from dragoman.errors import UsageError
from dragoman.settings import Settings


@click.command(short_help="Correct a field of a record.")
@click.argument("record", metavar="[RECORD", required=False)
@click.argument("field", metavar="FIELD", required=False)
@click.argument("value", metavar="JSON_VALUE]", required=False)
@withdraw_option
@by_option
@why_option
@store_option
@click.pass_obj
def correct(
    settings: Settings,
    /,
    record: str | None,
    field: str | None,
    value: str | None,
    withdraw: str | None,
    address: str | None,
    **said: str,
) -> None:
    """Correct one field of a record for the event that it belongs to; or take that back.

    The coder's answer stays in the record, the event shows yours.  FIELD is type, mode,
    auxiliary, contexts, actors, recipients, date, place or a count as numbers.dead; JSON_VALUE
    is its new value, as in a record's JSON, of which what you leave out is filled in.

    \b
    Example: dragoman correct e88b3c4c77009012 type '"ASSAULT"' --by Ada --why "shots were fired"
             dragoman correct e88b3c4c77009012 numbers.dead 3 --by Ada
             dragoman correct --withdraw 9b1d7f0c22ae4410 --by Ada
    """
    from dragoman.cli.judging import keep_correction, take_back

    given = (record, field, value)
    if (withdraw is None) is (None in given) or (withdraw is not None and record is not None):
        raise UsageError("correct takes a record, a field and a value, or --withdraw ID alone")
    with closing(open_existing(store_of(settings, address))) as store:
        if withdraw is not None:
            take_back(store, withdraw, by=said["by"])
        else:
            keep_correction(store, str(record), (str(field), str(value)), **said)
