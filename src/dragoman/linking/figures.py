"""Numbers of an event as each source gives them."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.linking.tellings import Telling
from dragoman.types import Figure, Numbers, Stand

FIELDS = ("dead", "injured", "arrested", "participants")


def figures(tellings: Sequence[Telling]) -> tuple[Figure, ...]:
    """A figure for each field that some report gives; what a denial says is left out."""
    told = [each for each in tellings if each.record.numbers.words and _counts(each)]
    if not told:
        return ()
    found = [(field, _by_source(told, field)) for field in FIELDS]
    return tuple(_figure(field, pairs) for field, pairs in found if pairs)


def _counts(telling: Telling) -> bool:
    return telling.stand is not Stand.DENIES and any(
        _number(telling.record.numbers, field) is not None for field in FIELDS
    )


def _by_source(tellings: Sequence[Telling], field: str) -> tuple[tuple[str, int], ...]:
    """Each source with each number that it gives, once, in the order told."""
    values = [(_source(each), _number(each.record.numbers, field)) for each in tellings]
    return tuple(dict.fromkeys((name, value) for name, value in values if value is not None))


def _number(numbers: Numbers, field: str) -> int | None:
    value = getattr(numbers, field)
    return None if value is None else int(value)


def _figure(field: str, pairs: tuple[tuple[str, int], ...]) -> Figure:
    values = [value for _, value in pairs]
    return Figure(field, min(values), max(values), pairs)


def _source(telling: Telling) -> str:
    """The speaker's name, else the publisher of the text."""
    source = None if telling.voice is None else telling.voice.source
    return telling.teller if source is None else source.name or source.text
