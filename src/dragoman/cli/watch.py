"""`dragoman watch`: feeds in, all the time."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click

from dragoman.cli.options import store_of, store_option
from dragoman.errors import UsageError
from dragoman.settings import Settings


@click.command(short_help="Watch feeds, code what they list, and tell of it.")
@click.argument("feeds", type=click.Path(dir_okay=False, path_type=Path), metavar="FEEDS.toml")
@store_option
@click.option("--once", is_flag=True, help="Ask every source once, fetch what is due, and end.")
@click.option("--health", is_flag=True, help="Show how each source is, and end.")
@click.option("--resend", is_flag=True, help="Send dead letters again, and end.")
@click.option(
    "--book",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the watch keeps what it has seen.  [beside the store: STORE.watch]",
)
@click.option(
    "--dead-letters",
    "dead",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where alerts go that nobody took.  [beside the book: BOOK.dead.jsonl]",
)
@click.option(
    "--min-score", type=click.FloatRange(0, 1), help="Leave out records with a lower score."
)
@click.option("--workers", type=click.IntRange(1), help="Processes that code at once.")
@click.pass_obj
def watch(
    settings: Settings,
    feeds: Path,
    address: str | None,
    once: bool,
    health: bool,
    resend: bool,
    book: Path | None,
    dead: Path | None,
    min_score: float | None,
    workers: int | None,
) -> None:
    """Watch RSS, Atom and JSON feeds and news sitemaps, and code what they list into a store.

    FEEDS.toml names the sources, and the alerts that are to be sent (docs/watching.md).  The
    watch may be stopped or killed at any time: it goes on where it stood, and loses and doubles
    nothing.  With --once it ends when all is done, for cron; the status is then 1 if a source
    could not be read or a story was set aside.  SIGHUP lets a watch read FEEDS.toml anew.

    \b
    Example: dragoman watch feeds.toml --store record.duckdb
             dragoman watch feeds.toml --store record.duckdb --health
             dragoman watch feeds.toml --store record.duckdb --resend
    """
    watching = _import()
    store = store_of(settings, address)
    chosen = replace(
        settings,
        min_score=settings.min_score if min_score is None else min_score,
        workers=settings.workers if workers is None else workers,
    )
    paths = watching.paths_of(feeds, store, book, dead)
    if health:
        watching.show_health(paths)
        return
    if resend:
        sys.exit(watching.resend_dead(paths))
    sys.exit(watching.watch_feeds(chosen, store, paths, once=once))


def _import() -> ModuleType:
    """The rest of this command, whose libraries not everybody has installed."""
    try:
        return import_module("dragoman.cli.watching")
    except ImportError as error:
        raise UsageError(f"watching needs more: pip install 'dragoman[watch]' ({error})") from error
