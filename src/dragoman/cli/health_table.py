"""How sources are, as a table for reading."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.spans import printable
from dragoman.watching.health import Health, Status

_STYLES = {
    Status.WELL: "green",
    Status.NEW: "dim",
    Status.FAILING: "red",
    Status.GONE: "red",
    Status.LAYOUT: "yellow",
}
_RIGHT = ("stories/day", "length")


def print_health(console: Console, found: Iterable[Health], now: datetime) -> None:
    """Print a row for each source, and under the table what is wrong with whom."""
    table = Table(box=None, header_style="dim", pad_edge=False)
    for name in ("source", "is", "last success", "last news", *_RIGHT):
        table.add_column(name, justify="right" if name in _RIGHT else "left")
    notes = []
    for one in found:
        table.add_row(*_cells(one, now))
        notes += _notes(one)
    console.print(table)
    for note in notes:
        console.print(Text(printable(note)), soft_wrap=True)


def _cells(one: Health, now: datetime) -> tuple[Text, ...]:
    return (
        Text(printable(one.source)),
        Text(one.status.value, style=_STYLES[one.status]),
        Text(_ago(one.last_success, now)),
        Text(_ago(one.last_news, now)),
        Text(f"{one.stories_per_day:g}"),
        Text("" if one.median_length is None else f"{one.median_length:,}"),
    )


def _notes(one: Health) -> list[str]:
    notes = [f"{one.source}: {one.fault}"] if one.fault else []
    if one.failures > 1:
        notes = [f"{note} ({one.failures} times in a row)" for note in notes]
    if one.moved:
        notes.append(f"{one.source}: moved for good to {one.moved}; write that into the file")
    return notes


def _ago(time: datetime | None, now: datetime) -> str:
    if time is None:
        return "never"
    seconds = max(0.0, (now - time).total_seconds())
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit} ago"
    return f"{seconds:.0f} s ago"
