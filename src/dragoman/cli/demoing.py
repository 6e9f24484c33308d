"""What `dragoman demo` does before it serves: find a place for the store, and fill it once."""

from __future__ import annotations

from contextlib import closing
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click
from platformdirs import user_cache_path

from dragoman.build import open_store
from dragoman.cli.add import Wanted, code_into
from dragoman.cli.adding import Kept
from dragoman.errors import UsageError
from dragoman.settings import Settings
from dragoman.store.invented import ever_coded, holds_others

if TYPE_CHECKING:
    from dragoman.keeping.store import Store

STORIES = Path(str(files("dragoman"))) / "resources" / "demo" / "stories.jsonl"
NOTICE = (
    "The demo's stories are invented, and so are their outlets, persons and episodes; "
    "states and institutions are real."
)


def demo_address() -> str:
    """The file in the user's cache folder: another one for each version, which may code better."""
    folder = user_cache_path("dragoman", appauthor=False, ensure_exists=True)
    return str(folder / f"demo-{version('dragoman')}.duckdb")


def make_demo(settings: Settings, address: str) -> None:
    """Fill the demo's store, unless it is filled; a UsageError where it holds other stories."""
    click.echo(NOTICE, err=True)
    with closing(open_store(address)) as store:
        if holds_others(store):
            raise UsageError(
                f"{address} holds stories that are not the demo's: name a new file, or look at "
                f"it with `dragoman serve --store {address}`"
            )
        wanted = len(STORIES.read_text(encoding="utf-8").splitlines())
        if ever_coded(store) < wanted:
            _fill(store, settings, f"coding {wanted} stories into {address}, this once ...")


def _fill(store: Store, settings: Settings, notice: str) -> None:
    click.echo(notice, err=True)
    kept = Kept()
    events = code_into(store, Wanted(settings, (str(STORIES),), None), kept)
    click.echo(kept.line(events), err=True)
