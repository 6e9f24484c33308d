"""What kind of act an event is and how it is told: type, mode, auxiliary, contexts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.linking.tellings import Telling, best, support, sureness, unanimous
from dragoman.types import Auxiliary, Stand

MODELESS = 0.8  # of a report's weight without a mode: it has read the act less exactly
ENOUGH = 0.5  # of the best-supported value's support that another must have to stand beside it


def label_of(tellings: Sequence[Telling]) -> tuple[str, str | None]:
    """The type and the mode that the surest, most exact and most independent reports give."""
    for label in unanimous(tellings, _label):
        return label
    event_type = best(support(tellings, _types, _exactness))
    modes = support(tellings, _modes(event_type), sureness)
    plain = support(tellings, _types, sureness)[event_type]
    mode = best(modes) if modes else None
    return event_type, mode if mode is None or modes[mode] >= ENOUGH * plain else None


def auxiliary_of(tellings: Sequence[Telling]) -> Auxiliary:
    """How most independent publishers that assert the event tell it.

    What outlets deny in their own voice counts with them, a denial that they only report does
    not: it disputes the event.  Told as background by some and as news by others, it is news.
    Without an assertion the plans and doubts decide, and only then the denials of others.
    """
    for auxiliary in unanimous(tellings, _auxiliary):
        return auxiliary
    told = [each for each in tellings if each.stand is Stand.ASSERTS or _own_denial(each)]
    open_ = [each for each in tellings if each.stand in (Stand.PLANS, Stand.DOUBTS)]
    supported = support(told or open_ or tellings, _auxiliaries, sureness)
    news, past = supported.get(Auxiliary.ACTUAL), supported.get(Auxiliary.HISTORICAL)
    if news is not None and past is not None:
        supported = {**supported, Auxiliary.ACTUAL: news + past}
    return best(supported)


def contexts_of(tellings: Sequence[Telling]) -> tuple[str, ...]:
    """The contexts that at least half as much speaks for as for the best of them."""
    for contexts in unanimous(tellings, _contexts):
        return tuple(sorted({*contexts}))
    supported = support(tellings, _contexts, sureness)
    enough = ENOUGH * max(supported.values(), default=0.0)
    kept = [name for name, weight in supported.items() if weight >= enough]
    return tuple(sorted(kept, key=lambda name: (-supported[name], name)))


def _label(telling: Telling) -> tuple[str, str | None]:
    return telling.record.type, telling.record.mode


def _types(telling: Telling) -> list[str]:
    return [telling.record.type]


def _modes(event_type: str) -> Callable[[Telling], list[str]]:
    """What reads the mode, if there is one, of reports of this type."""

    def modes(telling: Telling) -> list[str]:
        record = telling.record
        return [record.mode] if record.type == event_type and record.mode is not None else []

    return modes


def _contexts(telling: Telling) -> tuple[str, ...]:
    return telling.record.contexts


def _auxiliary(telling: Telling) -> Auxiliary:
    return telling.record.auxiliary


def _auxiliaries(telling: Telling) -> list[Auxiliary]:
    return [telling.record.auxiliary]


def _own_denial(telling: Telling) -> bool:
    return telling.stand is Stand.DENIES and telling.voice is None


def _exactness(telling: Telling) -> float:
    return telling.record.score * (MODELESS if telling.record.mode is None else 1.0)
