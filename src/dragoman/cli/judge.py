"""`dragoman judge`: a person's word on whether two reports are of one event."""

from __future__ import annotations

from contextlib import closing

import click

from dragoman.build import open_existing
from dragoman.cli.options import store_of, store_option
from dragoman.cli.person import by_option, why_option, withdraw_option
from dragoman.errors import UsageError
from dragoman.settings import Settings
from dragoman.types import Answer


@click.command(short_help="Say whether two reports are of one event.")
@click.argument("left", metavar="[A", required=False)
@click.argument("right", metavar="B", required=False)
@click.argument("answer", metavar="same|different|unsure]", required=False)
@withdraw_option
@by_option
@why_option
@store_option
@click.pass_obj
def judge(
    settings: Settings,
    /,
    left: str | None,
    right: str | None,
    answer: str | None,
    withdraw: str | None,
    address: str | None,
    **said: str,
) -> None:
    """Say whether two records, or two events, are of one event; or take that back.

    A and B are ids of records or events; an event stands for its earliest record.  A person's
    word outranks the program's, and the events follow at once.  Nothing is overwritten: a
    judgement that is withdrawn is kept, and the events are as before it.

    \b
    Example: dragoman judge e88b3c4c77009012 a3a6e27b2a4ef3d2 same --by Ada --why "one raid"
             dragoman judge --withdraw 5d0f6a4be2b17c3d --by Ada
    """
    from dragoman.cli.judging import keep_judgement, take_back

    given = (left, right, answer)
    if (withdraw is None) is (None in given) or (withdraw is not None and left is not None):
        raise UsageError("judge takes two ids and an answer, or --withdraw ID alone")
    with closing(open_existing(store_of(settings, address))) as store:
        if withdraw is not None:
            take_back(store, withdraw, by=said["by"])
        else:
            keep_judgement(store, (str(left), str(right)), _answer(str(answer)), **said)


def _answer(word: str) -> Answer:
    try:
        return Answer(word)
    except ValueError:
        raise UsageError(f"no answer {word!r}: same, different or unsure") from None
