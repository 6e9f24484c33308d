"""What changed in the view of an event as its reports came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise

from dragoman.linking.corroboration import corroboration
from dragoman.linking.event_dates import days_of
from dragoman.linking.event_labels import auxiliary_of, label_of
from dragoman.linking.event_places import place_of
from dragoman.linking.figures import FIELDS, figures
from dragoman.linking.stances import disputed
from dragoman.linking.tellings import appearance, tell
from dragoman.types import Change, Figure, Place, Report

ONE_BY_ONE = 40  # reports; nearly all events have fewer
GROWTH = 0.05  # keeps the work in proportion to the reports: 20 looks at each

View = dict[str, str]


def history(reports: Sequence[Report]) -> tuple[Change, ...]:
    """The changes of the view, in the order in which the reports came into the store.

    The first report makes the view and changes nothing.  An empty text stands for nothing
    known.  A widely told event changes little with one more report: past the first ONE_BY_ONE
    the view is looked at whenever it has grown by a twentieth, and a change is the last one's.
    """
    if len(reports) == 1:
        return ()
    came = sorted(reports, key=arrival)
    looks = list(_looks(len(came)))
    views = [view(came[:seen]) for seen in looks]
    return tuple(
        Change(came[seen - 1].added, came[seen - 1].record.id, field, before[field], after[field])
        for seen, (before, after) in zip(looks[1:], pairwise(views), strict=True)
        for field in after
        if before[field] != after[field]
    )


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


def view(reports: Sequence[Report]) -> View:
    """The fields whose changes are kept, in words."""
    tellings = tell(reports)
    event_type, mode = label_of(tellings)
    numbers = {figure.field: _range(figure) for figure in figures(tellings)}
    return {
        "type": event_type if mode is None else f"{event_type}-{mode}",
        "auxiliary": auxiliary_of(tellings).value,
        "date": _days(*days_of(tellings)),
        "place": _place(place_of(tellings)),
        **{field: numbers.get(field, "") for field in FIELDS},
        "disputed": "yes" if disputed(tellings) else "no",
        "corroboration": str(corroboration(tellings)),
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
