"""`dragoman forget`: what must go, goes for good."""

from __future__ import annotations

from contextlib import closing

import click

from dragoman.build import open_existing
from dragoman.cli.options import store_of, store_option
from dragoman.cli.person import by_option, why_option
from dragoman.errors import UsageError
from dragoman.settings import Settings

_NAMES = ("story", "publisher", "person")


@click.command(short_help="Remove a story, a publisher or a person for good.")
@click.option("--story", metavar="ID", help="This story.")
@click.option("--publisher", metavar="NAME", help="All stories of this publisher, its whole name.")
@click.option(
    "--person", metavar="NAME", help="All stories that name this person, or that hold the words."
)
@by_option
@why_option
@click.option("--yes", is_flag=True, help="Do not ask first.")
@store_option
@click.pass_obj
def forget(
    settings: Settings,
    /,
    story: str | None,
    publisher: str | None,
    person: str | None,
    by: str,
    why: str,
    yes: bool,
    address: str | None,
) -> None:
    """Remove texts, records, voices, judgements and corrections; they do not come back.

    Says what will go and asks first.  Stories that name a person go whole, in any case and with
    or without accents; give each form of the name.  Events are made anew from what is left, the
    bytes leave the store's files, and a hash of the id or name keeps it out from now on.

    \b
    Example: dragoman forget --story 5b1de4c7aa30f2d1 --by Ada --why "withdrawn by the publisher"
             dragoman forget --person "Mália Böhm" --by Ada --yes
    """
    from dragoman.cli.forgetting import forget_asked

    given = [(kind, name) for kind, name in zip(_NAMES, (story, publisher, person), strict=True)]
    named = [(kind, name) for kind, name in given if name is not None]
    if len(named) != 1:
        raise UsageError("name what is to be forgotten: --story, --publisher or --person, one")
    with closing(open_existing(store_of(settings, address))) as store:
        forget_asked(store, named[0], (by, why), yes=yes)
