"""`dragoman plot`: a picture of the events of a store."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.filters import filter_options
from dragoman.cli.options import store_of, store_option
from dragoman.settings import Settings
from dragoman.store.filters import Kind

PICTURES = ("timeline", "map", "network", "dyads")


@click.command(short_help="Draw the events of a store.")
@click.argument("picture", type=click.Choice(PICTURES))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file; its ending says what it is: .svg, .png or .html.",
)
@click.option("--title", help="Instead of the picture's own title.")
@filter_options(Kind.EVENTS, paged=False)
@store_option
@click.pass_obj
def plot(
    settings: Settings,
    /,
    picture: str,
    out: Path,
    title: str | None,
    address: str | None,
    **filters: object,
) -> None:
    """Draw the events of a store: over time, on a map, as a network of actors, or by country.

    The options that choose events are those of `dragoman events`.  The caption tells them, the
    number of events and the day of the store.  An .html file can be pointed at, and loads
    nothing from elsewhere; words in an .svg stay text.

    \b
    Example: dragoman plot timeline --since 2024-01-01 --out timeline.svg
             dragoman plot network --type ASSAULT --out network.png
             dragoman plot dyads --country TUR --title "Turkey and others" --out dyads.html
    """
    from dragoman.cli.plotting import plot_store  # loads the store

    plot_store(store_of(settings, address), picture, out, title=title, filters=filters)
