"""`dragoman demo`: a store of invented stories, made and served, to see what all this is."""

from __future__ import annotations

import click

from dragoman.cli.serve import Serving, require_api, serving_options
from dragoman.settings import Settings


@click.command(short_help="Make and serve a store of invented stories, to try it out.")
@click.option(
    "--store",
    "address",
    metavar="FILE",
    help="Where to keep it.  [default: dragoman in the user's cache folder]",
)
@serving_options
@click.pass_obj
def demo(settings: Settings, /, address: str | None, **options: object) -> None:
    """Make a store of 85 invented stories, serve it like `dragoman serve`, and open the page.

    Outlets, persons and episodes are invented; states and institutions are real.  The first
    time, coding the stories takes about a quarter of a minute; after that the store is served
    as it is.  What is judged or corrected there stays in it: delete the file to begin anew.

    \b
    Example: dragoman demo
             dragoman demo --store demo.duckdb --no-open
    """
    require_api()
    from dragoman.cli.demoing import demo_address, make_demo  # loads the coder
    from dragoman.cli.serving import serve_store  # loads the server

    chosen = demo_address() if address is None else address
    make_demo(settings, chosen)
    serve_store(settings, chosen, Serving(**options))  # type: ignore[arg-type]
