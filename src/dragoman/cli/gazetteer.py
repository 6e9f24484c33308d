"""`dragoman gazetteer`: build the full file of places, update people in office, look a name up."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from dragoman.cli.known import print_known
from dragoman.cli.table import table_console
from dragoman.errors import UsageError
from dragoman.resolving.gazetteer import load_gazetteer, shipped_places
from dragoman.settings import Settings
from dragoman.tables.asking import Patience
from dragoman.tables.download import Told, download, forget
from dragoman.tables.folder import PERSONS, PLACES, data_folder
from dragoman.tables.geonames import BrokenDump, dump_rows, dump_version
from dragoman.tables.look_up import look_up
from dragoman.tables.offices import CLASSES
from dragoman.tables.people import update_people
from dragoman.tables.wikidata import ENDPOINT
from dragoman.tables.write import write_names, write_places

GEONAMES = "https://download.geonames.org/export/dump"
DUMP = "allCountries.zip"
PATIENCE = Patience()

_FILE = click.Path(dir_okay=False, path_type=Path)
_OUT = click.option("--out", type=_FILE, help="The file to write; by default in your data folder.")


@click.group(
    short_help="Build the full gazetteer, update it, look names up.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
def gazetteer() -> None:
    """Build the full gazetteer, update its people in office, and look names up.

    \b
    Example: dragoman gazetteer show Georgia
    """


@gazetteer.command(short_help="Build the full file of places from GeoNames.")
@click.option(
    "--geonames",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A zip of GeoNames' dump; without it, it is downloaded (about 400 MB).",
)
@_OUT
@click.option(
    "--from", "base", default=GEONAMES, show_default=True, help="Where allCountries.zip lies."
)
def build(geonames: Path | None, out: Path | None, base: str) -> None:
    """Build the full file of places from GeoNames' allCountries.zip.

    It has every populated place, divisions of three orders, and the seas, islands, mountains,
    bases and other features that news names.  The file in use stays as it is until the new one
    is whole; a download that was cut off goes on where it stopped.

    \b
    Example: dragoman gazetteer build
             dragoman gazetteer build --geonames allCountries.zip --out places.db
    """
    path = _target(out, PLACES)
    count = _build(geonames, path) if geonames is not None else _fetch_and_build(base, path)
    click.echo(f"{count} places in {path}")
    _say_how_to_use(path)


@gazetteer.command(short_help="Take people in office from Wikidata.")
@_OUT
@click.option("--endpoint", default=ENDPOINT, show_default=True, help="The SPARQL endpoint.")
@click.pass_obj
def update(settings: Settings, out: Path | None, endpoint: str) -> None:
    """Make a gazetteer whose people in office are Wikidata's, with their numbers.

    Heads of state and government, ministers of foreign affairs, defence, interior and finance,
    speakers, party leaders and heads of international organisations, with their terms, in place
    of the package's own; the table stands beside the new file as persons.tsv.  An update that
    was interrupted goes on where it stopped, and the gazetteer in use stays as it is.

    \b
    Example: dragoman gazetteer update
             dragoman gazetteer update --out places.db
    """
    path = _target(out, PLACES)
    persons = path.with_name(PERSONS)
    with _bar(TextColumn("{task.completed}/{task.total} kinds of office")) as progress:
        task = progress.add_task("asking", total=len(CLASSES))

        def told(key: str, count: int) -> None:
            progress.update(task, advance=1, description=f"{key}, {count} terms")

        count = update_people(persons, endpoint=endpoint, patience=PATIENCE, told=told)
    click.echo(f"{count} terms in {persons}")
    names = write_names(settings.places_file or shipped_places(), persons, path)
    click.echo(f"{names} names in {path}")
    _say_how_to_use(path)


@gazetteer.command(short_help="Say what the gazetteer in use knows of a name.")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
@click.pass_obj
def show(settings: Settings, name: str, as_json: bool) -> None:
    """Say what the gazetteer in use knows of a name: places, countries, organisations, people.

    An unknown name ends with exit status 1.

    \b
    Example: dragoman gazetteer show Georgia
             dragoman gazetteer show "Angela Merkel" --json
    """
    known = look_up(name, load_gazetteer(settings.places_file))
    if as_json:
        click.echo(json.dumps(known.plain(), ensure_ascii=False))
    elif known.nothing:
        click.echo(f"the gazetteer knows no “{name}”", err=True)
    else:
        print_known(table_console(sys.stdout), known)
    sys.exit(1 if known.nothing else 0)


def _say_how_to_use(path: Path) -> None:
    click.echo(f'To use it: DRAGOMAN_PLACES="{path}", or in dragoman.toml: places = "{path}"')


def _build(dump: Path, path: Path) -> int:
    with _bytes_bar("places") as told:
        return write_places(dump_rows(dump, told), path, version=dump_version(dump))


def _fetch_and_build(base: str, path: Path) -> int:
    """Build from the dump at an address; it is kept until it has been of use or is no good."""
    fetched = path.with_name(DUMP)
    with _bytes_bar(DUMP) as told:
        download(f"{base.rstrip('/')}/{DUMP}", fetched, patience=PATIENCE, told=told)
    try:
        count = _build(fetched, path)
    except BrokenDump:
        forget(fetched)
        raise
    forget(fetched)
    return count


def _target(out: Path | None, name: str) -> Path:
    """The file to write, in a folder that is there."""
    path = (data_folder(os.environ) / name if out is None else out).absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write in {path.parent}: {error.strerror}") from error
    return path


@contextmanager
def _bytes_bar(name: str) -> Iterator[Told]:
    """A bar of bytes; what it gives is told how many are done, of how many."""
    with _bar(DownloadColumn(), TimeRemainingColumn()) as progress:
        task = progress.add_task(name, total=None)

        def told(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total or None)

        yield told


def _bar(*columns: TextColumn | DownloadColumn | TimeRemainingColumn) -> Progress:
    """A bar on standard error, which shows nothing where that is no terminal."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        *columns,
        console=console,
        disable=not console.is_terminal,
        redirect_stdout=False,
        redirect_stderr=False,
    )
