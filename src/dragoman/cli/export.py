"""`dragoman export`: the events of a store in the formats of others."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.exporting import ENCODINGS, Form, check_form
from dragoman.cli.filters import filter_options
from dragoman.cli.options import store_of, store_option
from dragoman.exporting.choosing import Wanted
from dragoman.exporting.formats import FORMATS, KINDS
from dragoman.settings import Settings
from dragoman.store.filters import Kind


@click.command(short_help="Write the events of a store in the formats of others.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), required=True, help="See docs/exports.md."
)
@click.option("--table", type=click.Choice(KINDS), help="Of csv and parquet.  [default: events]")
@click.option("--all-auxiliaries", is_flag=True, help="Also what is not told as actual.")
@click.option("--with-text", is_flag=True, help="Whole texts too: plover, and the table records.")
@click.option(
    "--encoding",
    type=click.Choice(ENCODINGS),
    default=ENCODINGS[0],
    show_default=True,
    help="latin-1 spells letters that it lacks without their accents.",
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the screen."
)
@filter_options(Kind.EVENTS)
@store_option
@click.pass_obj
def export(
    settings: Settings,
    /,
    form: str,
    table: str | None,
    all_auxiliaries: bool,
    with_text: bool,
    encoding: str,
    out: Path | None,
    address: str | None,
    **filters: object,
) -> None:
    """Write the events of a store as POLECAT, ICEWS, GDELT, Phoenix, PLOVER JSON and more.

    Formats that know no denials, plans and conditions get what is told as actual.  Evidence
    goes along, whole texts only when asked for.  docs/exports.md tells what a row of each
    format is, and what is lost.

    \b
    Example: dragoman export --format polecat --out events.txt
             dragoman export --format parquet --table records --out records.parquet
             dragoman export --format gexf --type ASSAULT --since 2024-01-01 --out network.gexf
    """
    wanted = Wanted(all_auxiliaries=all_auxiliaries, with_text=with_text)
    chosen = Form(form, table, encoding, wanted)
    check_form(chosen)
    from dragoman.cli.exporting_store import export_store  # loads the store

    count = export_store(store_of(settings, address), chosen, out, filters=filters)
    click.echo(f"{count} events fit" if count else "no events fit", err=True)
