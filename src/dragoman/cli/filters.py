"""The options by which events, records, stories and voices are chosen: the same for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import click

from dragoman.store.filters import OF_VOICES, Kind

Command = TypeVar("Command", bound=Callable[..., object])

_SEVERAL = "can be given again"
#: Each field of a filter: its metavar, and its help.
_OPTIONS: Mapping[str, tuple[str, str]] = {
    "since": ("DAY", "From this day on, YYYY-MM-DD."),
    "until": ("DAY", "Up to this day, itself included."),
    "type": ("TYPE", f"PLOVER event type; {_SEVERAL}, as all that follow up to --words."),
    "quad": ("1-4", "Quad class: cooperation 1 verbal, 2 material; conflict 3 verbal, 4 material."),
    "auxiliary": ("NAME", "actual, negation, future, hypothetical or historical."),
    "mode": ("NAME", "PLOVER mode, as arrest."),
    "context": ("NAME", "PLOVER context, as election."),
    "actor": ("NAME", "Who does it: whole words of the name."),
    "recipient": ("NAME", "To whom: whole words of the name."),
    "party": ("NAME", "Either of the two."),
    "actor_country": ("CODE", "Country of who does it, three letters."),
    "recipient_country": ("CODE", "Country of those to whom it is done."),
    "country": ("CODE", "Country of either."),
    "sector": ("CODE", "PLOVER sector of either, as GOV or MIL; of the source for voices."),
    "place": ("NAME", "Where: whole words of the place or its province."),
    "place_country": ("CODE", "Country of the place."),
    "near": ("LAT,LON,KM", "Within so many kilometres of a point."),
    "publisher": ("NAME", "Who printed it: whole words of the name."),
    "voice": ("NAME", "Who says so: whole words of the name."),
    "voice_country": ("CODE", "Country of who says so."),
    "words": ("WORDS", 'Text search: all words, or an "exact phrase" in quotation marks.'),
    "id": ("ID", f"This one; {_SEVERAL}."),
    "min_corroboration": ("N", "Told by at least so many independent publishers."),
    "min_score": ("SCORE", "Only where the program is so sure, 0 to 1."),
    "limit": ("N", "At most so many.  [a table: 50]"),
    "cursor": ("CURSOR", "Go on where an answer of --limit ended."),
}
#: What is about the rows of an answer, not about what fits.
_OF_PAGES = ("limit", "cursor")
_SINGLE = frozenset(["since", "until", "near", "min_corroboration", "min_score", "limit", "cursor"])


def filter_options(kind: Kind, *, paged: bool = True) -> Callable[[Command], Command]:
    """All options that this kind can be chosen by; those of pages only where rows are listed."""

    def add(command: Command) -> Command:
        for option in reversed(_options(kind, paged=paged)):
            command = option(command)
        return command

    return add


def _options(kind: Kind, *, paged: bool) -> Sequence[Callable[[Command], Command]]:
    names = [name for name in _OPTIONS if kind is not Kind.VOICES or name in OF_VOICES]
    names = [name for name in names if paged or name not in _OF_PAGES]
    options: list[Callable[[Command], Command]] = [_option(name) for name in names]
    if kind is not Kind.VOICES:
        options.append(
            click.option(
                "--disputed",
                is_flag=True,
                default=None,
                help="Only what one asserts and one denies.",
            )
        )
    return options


def _option(name: str) -> Callable[[Command], Command]:
    metavar, help_text = _OPTIONS[name]
    flag = f"--{name.replace('_', '-')}"
    return click.option(flag, name, metavar=metavar, multiple=name not in _SINGLE, help=help_text)
