"""`dragoman serve`: a store as a page in the browser and a REST interface."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import click

from dragoman.cli.options import store_of, store_option
from dragoman.errors import SetupError
from dragoman.settings import Settings

Command = TypeVar("Command", bound=Callable[..., object])

HOST, PORT = "127.0.0.1", 8420
#: What serving needs beside the base.
_NEEDED = ("fastapi", "uvicorn", "prometheus_client", "platformdirs")


def require_api() -> None:
    """A SetupError where what serves is not installed."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise SetupError(f"serving needs {missing[0]}: pip install 'dragoman[api]'")


@dataclass(frozen=True, slots=True)
class Serving:
    """Where a store is served, to whom, and whether a browser opens it."""

    host: str
    port: int
    token_file: Path | None = None
    names: tuple[str, ...] = ()
    browse: bool = True


def serving_options(command: Command) -> Command:
    """--host, --port, --token-file, --allow-host and --no-open, as `Serving` names them."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option("--host", default=HOST, show_default=True, help="Where to listen."),
    click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=PORT,
        show_default=True,
        help="The port; 0 for any that is free.",
    ),
    click.option(
        "--token-file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Lines of role (read, write, admin), token, name; needed where others can reach it.",
    ),
    click.option(
        "--allow-host",
        "names",
        metavar="NAME",
        multiple=True,
        help="Another name that it goes by, as behind a proxy; can be given again.",
    ),
    click.option("--open/--no-open", "browse", default=True, help="Open the page in a browser."),
)


@click.command(short_help="Serve a store: a page in the browser, and REST.")
@store_option
@serving_options
@click.pass_obj
def serve(settings: Settings, /, address: str | None, **options: object) -> None:
    """Serve a store: a page in the browser, and REST for programs (docs/api.md).

    Only this machine can reach it, unless --host says otherwise; then --token-file must say who
    may read and who may write.  Other commands can add to the store meanwhile.

    \b
    Example: dragoman serve --store record.duckdb
             dragoman serve --store record.duckdb --host 0.0.0.0 --token-file tokens --no-open
    """
    require_api()
    from dragoman.cli.serving import serve_store  # loads the server

    serve_store(settings, store_of(settings, address), Serving(**options))  # type: ignore[arg-type]
