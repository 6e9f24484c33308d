"""What the commands that ask a store have in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import click
import pyarrow as pa

from dragoman.build import open_existing
from dragoman.cli.asked_table import print_kind, print_plain
from dragoman.cli.forms import form_of, write
from dragoman.cli.options import store_of
from dragoman.cli.wanted import Wanted
from dragoman.errors import UsageError
from dragoman.store.asked import Asked
from dragoman.store.conditions import ALIAS
from dragoman.store.counts import count
from dragoman.store.dimensions import read_dimensions
from dragoman.store.filter_reading import read_filter
from dragoman.store.filters import Filter, Kind
from dragoman.store.query import read_pages
from dragoman.store.selects import COLUMNS

if TYPE_CHECKING:
    from dragoman.keeping.store import Store

#: Rows of a table on the screen where no limit is given.
SHOWN = 50


def answer(kind: Kind, wanted: Wanted, filters: dict[str, object]) -> None:
    """Write the rows of this kind that fit."""
    chosen = read_filter(**filters)
    form = form_of(wanted.form, wanted.out)
    with closing(_opened(wanted)) as store:
        if form.name == "table" and chosen.limit is None:
            chosen = read_filter(**{**filters, "limit": SHOWN})
        more: list[str] = []
        rows = write(
            form,
            _tables(store, kind, chosen, bodies=form.name == "jsonl", more=more),
            print_kind(kind),
        )
    if not rows:
        click.echo(f"no {kind.value} fit", err=True)
    elif more:
        click.echo(f"there may be more: --cursor {more[-1]}", err=True)


def answer_counts(kind: Kind, by: str, wanted: Wanted, filters: dict[str, object]) -> None:
    """Write how many there are of each."""
    chosen, dimensions = read_filter(**filters), read_dimensions(by)
    if chosen.limit is not None or chosen.cursor is not None:
        raise UsageError("counts have neither --limit nor --cursor: they are over all that fits")
    with closing(_opened(wanted)) as store:
        rows = count(store, kind, dimensions, chosen)
    if not write(form_of(wanted.form, wanted.out), [rows], print_plain):
        click.echo(f"no {kind.value} fit", err=True)


def answer_sql(select: str, wanted: Wanted) -> None:
    """Write the rows of a select."""
    with closing(_opened(wanted)) as store:
        rows = store.read(select)
    if not write(form_of(wanted.form, wanted.out), [rows], print_plain):
        click.echo("no rows", err=True)


def _opened(wanted: Wanted) -> Store:
    return open_existing(store_of(wanted.settings, wanted.address))


def _tables(
    store: Asked, kind: Kind, chosen: Filter, *, bodies: bool, more: list[str]
) -> Iterator[pa.Table]:
    """The rows in pages; where a limit cut them off, the cursor to go on from in `more`."""
    columns = COLUMNS[kind]
    if bodies and kind is not Kind.STORIES:
        columns += f", {ALIAS[kind]}.body"
    cursor = None
    for page in read_pages(store, kind, chosen, columns=columns):
        yield page.rows
        cursor = page.cursor
    if cursor is not None:
        more.append(cursor)
