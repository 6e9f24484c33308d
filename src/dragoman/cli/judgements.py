"""`dragoman judgements`: what people said of records, and how it stands."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from dragoman.build import open_existing
from dragoman.cli.options import store_of, store_option
from dragoman.errors import UsageError
from dragoman.settings import Settings


@click.command(short_help="List what people judged and corrected.")
@click.option(
    "--state",
    type=click.Choice(["open", "stale", "withdrawn"]),
    help="Only these.  stale: the newest coder has no such record, or answers otherwise.",
)
@click.option("--by", metavar="NAME", help="Only this person's.")
@click.option(
    "--training",
    is_flag=True,
    help="Pairs judged same or different, with both reports, as JSONL to train a linker.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl"]),
    help="table on a terminal, else jsonl.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file instead of the screen.",
)
@store_option
@click.pass_obj
def judgements(
    settings: Settings,
    /,
    state: str | None,
    by: str | None,
    training: bool,
    form: str | None,
    out: Path | None,
    address: str | None,
) -> None:
    """List people's judgements and corrections, the earliest first.

    Of a correction both answers are shown: the person's, and the coder's that it was made
    against; where it is stale, also what the newest coder answers now.

    \b
    Example: dragoman judgements --state stale --store record.duckdb
             dragoman judgements --training --out pairs.jsonl
    """
    from dragoman.cli.judged import write_said, write_training

    if training and (form == "table" or state is not None):
        raise UsageError("--training writes all open pairs as jsonl: no --state, no table")
    with closing(open_existing(store_of(settings, address))) as store:
        if training:
            write_training(store, out, by=by)
        else:
            write_said(store, (form, out), state=state, by=by)
