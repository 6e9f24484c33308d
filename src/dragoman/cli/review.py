"""`dragoman review`: a queue of the least certain pairs, side by side, one key each."""

from __future__ import annotations

import sys
from contextlib import closing

import click

from dragoman.build import open_existing
from dragoman.cli.options import store_of, store_option
from dragoman.cli.person import by_option
from dragoman.errors import UsageError
from dragoman.settings import Settings


@click.command(short_help="Judge the least certain pairs, one key each.")
@by_option
@click.option(
    "--limit", type=click.IntRange(1), default=100, show_default=True, help="At most so many pairs."
)
@click.option("--batch", is_flag=True, help="Read the keys from standard input, one letter a line.")
@store_option
@click.pass_obj
def review(settings: Settings, /, by: str, limit: int, batch: bool, address: str | None) -> None:
    """Judge pairs of reports, shown side by side: are they of one event?

    First come pairs on which people disagree, then those that somebody left open, then those
    of which the program is least certain.  Keys: s same, d different, u unsure, k skip, b back
    (takes the last answer back), q quit.  Each answer is written at once.

    \b
    Example: dragoman review --store record.duckdb --by Ada
    """
    from dragoman.cli.reviewing import letters, pressed_keys, review_pairs

    if not batch and not sys.stdin.isatty():
        raise UsageError("no terminal to read keys from: --batch reads them from standard input")
    keys = letters(sys.stdin) if batch else pressed_keys()
    with closing(open_existing(store_of(settings, address))) as store:
        review_pairs(store, keys, by=by, limit=limit)
