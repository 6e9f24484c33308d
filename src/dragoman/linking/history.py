"""What changed in the view of an event as its reports came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise

from dragoman.linking.core import Core, core_of
from dragoman.linking.figures import FIELDS
from dragoman.linking.tellings import Telling, appearance, told_alone
from dragoman.types import Change, Figure, Place, Report

ONE_BY_ONE = 40  # reports; nearly all events have fewer
GROWTH = 0.05  # keeps the work in proportion to the reports: 20 looks at each

View = dict[str, str]


def history(tellings: Sequence[Telling], now: Core) -> tuple[Change, ...]:
    """The changes up to the view of all reports, in the order in which they came into the store.

    The first report makes the view and changes nothing.  An empty text stands for nothing
    known.  A widely told event changes little with one more report: past the first ONE_BY_ONE
    the view is looked at whenever it has grown by a twentieth, and a change is the last one's.
    """
    if len(tellings) == 1:
        return ()
    came = sorted((telling.report for telling in tellings), key=arrival)
    looks = list(_looks(len(came)))
    views = [*(view(core) for core in _cores(tellings, came, looks[:-1])), view(now)]
    return tuple(
        Change(came[seen - 1].added, came[seen - 1].record.id, field, before[field], after[field])
        for seen, (before, after) in zip(looks[1:], pairwise(views), strict=True)
        for field in after
        if before[field] != after[field]
    )


def _cores(
    tellings: Sequence[Telling], came: Sequence[Report], looks: Iterable[int]
) -> Iterator[Core]:
    """What the event was when so many of its reports were there."""
    place = {report.record.id: at for at, report in enumerate(came)}
    for seen in looks:
        there = [telling for telling in tellings if place[telling.record.id] < seen]
        yield core_of(told_alone(there))


def _looks(number: int) -> Iterator[int]:
    """How many reports are there at each look, the last time all."""
    seen = 1
    while seen < number:
        yield seen
        seen += 1 if seen < ONE_BY_ONE else max(1, int(seen * GROWTH))
    yield number


def arrival(report: Report) -> tuple[datetime, date, datetime, str]:
    """What puts reports in the order in which they came in."""
    return report.added, *appearance(report)


def view(core: Core) -> View:
    """The fields whose changes are kept, in words."""
    numbers = {figure.field: _range(figure) for figure in core.numbers}
    return {
        "type": core.type if core.mode is None else f"{core.type}-{core.mode}",
        "auxiliary": core.auxiliary.value,
        "date": _days(core.first, core.last),
        "place": _place(core.place),
        **{field: numbers.get(field, "") for field in FIELDS},
        "disputed": "yes" if core.disputed else "no",
        "corroboration": str(core.corroboration),
    }


def _range(figure: Figure) -> str:
    if figure.most in (None, figure.least):
        return str(figure.least)
    return f"{figure.least} to {figure.most}"


def _days(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    return first.isoformat() if first == last else f"{first} to {last}"


def _place(place: Place | None) -> str:
    return "" if place is None else place.name or place.text
