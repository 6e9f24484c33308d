"""Events over time, stacked by quad class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.plotting.look import WIDTH, quad_names, quad_scale
from dragoman.plotting.picture import Picture, Row, Spec
from dragoman.store.asked import Asked
from dragoman.store.counts import count
from dragoman.store.dimensions import Dimension
from dragoman.store.filters import Filter, Kind

#: Bars that can be told apart, four pixels each, and the longest range in days of each width.
_MOST_BARS = 180
_LONGEST = {"day": _MOST_BARS, "week": _MOST_BARS * 7, "month": _MOST_BARS * 30}
#: The share of events that a few old ones must not hide, as on the page: they are told in words.
TAIL = 0.05
#: How each width names its days.
_FORMATS = {"day": "%-d %b %Y", "week": "%b %Y", "month": "%b %Y", "year": "%Y"}
_WEEK = timedelta(days=7)

Counts = Counter[tuple[date, int]]


@dataclass(frozen=True, slots=True)
class Bins:
    """Counts by width of bin, with the number of events that stand in none."""

    width: str
    rows: Sequence[Row]
    undated: int
    earlier: int


def timeline(store: Asked, chosen: Filter) -> Picture:
    """Bars of days, weeks, months or years."""
    bins = timeline_bins(store, chosen)
    notes = []
    if bins.undated:
        notes.append(f"{bins.undated:,} without a day")
    if bins.earlier:
        notes.append(f"{bins.earlier:,} earlier than shown")
    return Picture(
        f"Events a {bins.width}, by quad class", _chart(bins), len(bins.rows), "a day", notes
    )


def timeline_bins(store: Asked, chosen: Filter) -> Bins:
    """What the bars show: from `start` to `end`, from `low` to `high`, of one quad class."""
    table = count(store, Kind.EVENTS, (Dimension.DAY, Dimension.QUAD), chosen).to_pylist()
    found = Counter({(row["day"], row["quad"]): row["count"] for row in table})
    undated = sum(number for (day, _), number in found.items() if day is None)
    dated: Counts = Counter({key: number for key, number in found.items() if key[0] is not None})
    first = min((day for day, _ in dated), default=date.min)
    start = first if chosen.since is not None else _start(dated)
    width = width_of([day for day, _ in dated if day >= start])
    start = bin_of(start, width)[0]  # a bar is never cut through
    kept: Counts = Counter({key: number for key, number in dated.items() if key[0] >= start})
    return Bins(width, _stacked(kept, width), undated, dated.total() - kept.total())


def width_of(days: Sequence[date]) -> str:
    """The finest width of bins whose bars can be seen over a range of days."""
    if not days:
        return "day"
    span = (max(days) - min(days)).days + 1
    return next((width for width, most in _LONGEST.items() if span <= most), "year")


def bin_of(day: date, width: str) -> tuple[date, date]:
    """The first day of the bin that a day is in, and the first after it."""
    if width == "day":
        return day, day + timedelta(days=1)
    if width == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + _WEEK
    if width == "month":
        start = day.replace(day=1)
        return start, (start + timedelta(days=31)).replace(day=1)
    return date(day.year, 1, 1), date(day.year + 1, 1, 1)


def _start(dated: Counts) -> date:
    """The first day, or the one after the oldest twentieth, if that halves the range or more."""
    by_day: Counter[date] = Counter()
    for (day, _), number in dated.items():
        by_day[day] += number
    days, before = sorted(by_day), 0
    for start in days:
        before += by_day[start]
        if before > TAIL * dated.total():
            return start if days[-1] - start < (days[-1] - days[0]) / 2 else days[0]
    return date.min


def _stacked(dated: Counts, width: str) -> list[Row]:
    """A row for each bin and quad class, on top of the class before it."""
    sums: Counts = Counter()
    for (day, quad), number in dated.items():
        sums[bin_of(day, width)[0], quad] += number
    names, height = quad_names(), Counter[date]()
    rows: list[Row] = []
    for (start, quad), number in sorted(sums.items()):
        low = height[start]
        height[start] += number
        rows.append(
            {
                "start": start.isoformat(),
                "end": bin_of(start, width)[1].isoformat(),
                "quad": names[quad],
                "count": number,
                "low": low,
                "high": low + number,
            }
        )
    return rows


def _chart(bins: Bins) -> Spec:
    utc = {"type": "temporal", "scale": {"type": "utc", "nice": False}}
    return {
        "width": WIDTH,
        "height": 300,
        "data": {
            "values": bins.rows,
            "format": {"parse": {"start": "utc:'%Y-%m-%d'", "end": "utc:'%Y-%m-%d'"}},
        },
        "mark": {"type": "rect", "stroke": "white", "strokeWidth": 0.5},
        "encoding": {
            "x": {
                "field": "start",
                **utc,
                "title": None,
                "axis": {
                    "grid": False,
                    "tickCount": 8,
                    "format": _FORMATS[bins.width],
                    "labelOverlap": True,
                },
            },
            "x2": {"field": "end"},
            "y": {
                "field": "low",
                "type": "quantitative",
                "title": f"events a {bins.width}",
                "axis": {"tickMinStep": 1},
            },
            "y2": {"field": "high"},
            "color": {
                "field": "quad",
                "type": "nominal",
                "scale": quad_scale(),
                "legend": {"title": None, "orient": "top", "direction": "horizontal"},
            },
            "tooltip": [
                {"field": "start", **utc, "title": "from", "format": "%-d %b %Y"},
                {"field": "quad", "title": "class"},
                {"field": "count", "title": "events"},
            ],
        },
    }
