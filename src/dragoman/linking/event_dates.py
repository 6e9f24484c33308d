"""When an event was, from the days that its reports give."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from dragoman.linking.tellings import Telling, best, support, unanimous
from dragoman.types import Basis

DEFAULT_WEIGHT = 0.1  # of a publication day that stands in for a date: papers appear the day after
MAJORITY = 0.6  # of all that gives a date: two said against one, not one against one by defaults

Days = tuple[date, date]


def days_of(tellings: Sequence[Telling]) -> tuple[date | None, date | None]:
    """The first and last day, both inclusive; None where no report gives a day.

    The exact day that most independent publishers agree on, where a range that holds the day
    agrees too; else the days that all dates said share; else all of them from the first to the
    last.  A publication day that stands in for a date counts little.
    """
    dated = [telling for telling in tellings if _is_dated(telling)]
    if not dated:
        return None, None
    for first, last in unanimous(dated, _days):
        return first, last
    day = _agreed_day(dated)
    if day is not None:
        return day, day
    said = [each for each in dated if each.record.date.basis is not Basis.DEFAULT]
    ranges = [_days(each) for each in said or dated]
    return _common(ranges) or _whole(ranges)


def _is_dated(telling: Telling) -> bool:
    when = telling.record.date
    return when.first is not None and when.last is not None


def _days(dated: Telling) -> Days:
    when = dated.record.date
    assert when.first is not None
    assert when.last is not None
    return when.first, when.last


def _weight(telling: Telling) -> float:
    return DEFAULT_WEIGHT if telling.record.date.basis is Basis.DEFAULT else 1.0


def _agreed_day(dated: Sequence[Telling]) -> date | None:
    """The exact day that the majority agrees on."""
    holding = _days_held({*map(_days, dated)})

    def agreeing(telling: Telling) -> list[date]:
        return holding[_days(telling)]

    supported = support(dated, agreeing, _weight)
    if not supported:
        return None
    whole = sum(support(dated, _anything, _weight).values())
    day = best(supported)
    return day if supported[day] >= MAJORITY * whole else None


def _days_held(ranges: Collection[Days]) -> dict[Days, list[date]]:
    """For each range the exact days that others tell and that lie in it."""
    exact = sorted({first for first, last in ranges if first == last})
    return {(a, z): [day for day in exact if a <= day <= z] for a, z in ranges}


def _anything(telling: Telling) -> list[bool]:
    return [True]


def _common(ranges: Sequence[Days]) -> Days | None:
    """The days that all ranges share."""
    latest, earliest = max(first for first, _ in ranges), min(last for _, last in ranges)
    return (latest, earliest) if latest <= earliest else None


def _whole(ranges: Sequence[Days]) -> Days:
    """The days from the first to the last."""
    return min(first for first, _ in ranges), max(last for _, last in ranges)
