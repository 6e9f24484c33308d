"""What stands under a picture's title: of which events it is a picture, how many, and from when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from dragoman.errors import UsageError
from dragoman.plotting.picture import Picture
from dragoman.store.asked import Asked
from dragoman.store.filters import Filter, Kind, Near, given
from dragoman.store.invented import holds_invented
from dragoman.store.totals import last_added, total

#: Letters of a caption's line that fit under the narrowest picture.
_LINE = 110
INVENTED = "Invented: stories, outlets, persons and episodes of the demo"


@dataclass(frozen=True, slots=True)
class Told:
    """What a caption says of the store and of what was asked of it."""

    asked: str
    events: int
    added: date | None
    invented: bool


def tell(store: Asked, chosen: Filter) -> Told:
    """What a store says for a caption; a UsageError says why there is nothing to draw."""
    events = total(store, Kind.EVENTS, chosen)
    if events == 0:
        raise UsageError(_why_nothing(store, chosen))
    return Told(asked_words(chosen, events), events, last_added(store), holds_invented(store))


def caption(told: Told, picture: Picture) -> list[str]:
    """The lines of a caption, none too long."""
    of = f"; store of {told.added.day} {told.added:%B %Y}" if told.added is not None else ""
    said = [f"{told.asked}{of}", ". ".join(picture.notes), INVENTED if told.invented else ""]
    return [line for one in said for line in wrap(one, _LINE)]


def asked_words(chosen: Filter, events: int) -> str:
    """What was asked for: "All 85 events", or "12 events: type ASSAULT or PROTEST, country TUR"."""
    counted = "1 event" if events == 1 else f"{events:,} events"
    said = [f"{name.replace('_', ' ')} {_said(getattr(chosen, name))}" for name in given(chosen)]
    return f"{counted}: {', '.join(said)}" if said else f"All {counted}"


def _said(value: object) -> str:
    if isinstance(value, Near):
        return f"{value.latitude:g},{value.longitude:g} within {value.kilometres:g} km"
    if isinstance(value, tuple):
        return " or ".join(map(str, value))
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _why_nothing(store: Asked, chosen: Filter) -> str:
    """Which filter leaves nothing, or that all together do."""
    if not given(chosen):
        return "the store has no events: `dragoman add` codes stories into it"
    empty = list(_empty_alone(store, chosen))
    if not empty:
        asked = ", ".join(map(_option, given(chosen)))
        return f"no events fit all of {asked} at once, though some fit each: leave one out"
    each = " and ".join(f"{_option(name)} {_said(getattr(chosen, name))}" for name in empty)
    return f"no events fit {each}: leave that out, or ask for something else"


def _empty_alone(store: Asked, chosen: Filter) -> Iterator[str]:
    for name in given(chosen):
        alone = Filter(**{name: getattr(chosen, name)})
        if total(store, Kind.EVENTS, alone) == 0:
            yield name


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def lacking(picture: Picture, told: Told) -> str:
    """Why a picture would be empty though events fit."""
    if told.events == 1:
        return f"1 event fits, but it lacks {picture.lacking}"
    return f"{told.events:,} events fit, but none has {picture.lacking}"
