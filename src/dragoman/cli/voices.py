"""`dragoman voices`: who says what."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.filters import filter_options
from dragoman.cli.options import store_option
from dragoman.cli.wanted import Wanted, form_options
from dragoman.settings import Settings
from dragoman.store.filters import Kind


@click.command(short_help="List the attributions of a store.")
@filter_options(Kind.VOICES)
@form_options
@store_option
@click.pass_obj
def voices(
    settings: Settings,
    /,
    form: str | None,
    out: Path | None,
    address: str | None,
    **filters: object,
) -> None:
    """List who says what in the stories of a store, the latest first.

    Days are those of publication, and --words are looked for in what is said, as whole words.

    \b
    Example: dragoman voices --voice "prime minister" --since 2024-01-01
             dragoman voices --voice-country TUR --words sanctions
    """
    from dragoman.cli.asking import answer

    wanted = Wanted(settings, address, form, out)
    answer(Kind.VOICES, wanted, filters)
