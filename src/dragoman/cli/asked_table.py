"""Rows of a store as tables for reading, which fit eighty columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.spans import printable
from dragoman.cli.table import AUXILIARY_STYLES, NOBODY
from dragoman.store.filters import Kind

Row = Mapping[str, Any]
Cells = Callable[[Row], tuple[Text, ...]]

#: Beside an event that one voice asserts and another denies.
DISPUTED = "disputed"


def print_kind(kind: Kind) -> Callable[[Console, Iterable[Row]], None]:
    """What prints rows of this kind."""

    def show(console: Console, rows: Iterable[Row]) -> None:
        heads, cells = _SHAPES[kind]
        _print(console, heads, (cells(row) for row in rows))

    return show


def print_plain(console: Console, rows: Iterable[Row]) -> None:
    """Rows of any columns."""
    listed = list(rows)
    if listed:
        _print(console, tuple(listed[0]), (tuple(map(_text, row.values())) for row in listed))


def _print(console: Console, heads: tuple[str, ...], rows: Iterable[tuple[Text, ...]]) -> None:
    table = Table(box=None, header_style="dim", pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*row)
    if table.row_count:
        console.print(table)


def _event(row: Row) -> tuple[Text, ...]:
    told = Text(f"{row['corroboration']}")
    if row["disputed"]:
        told.append(f" {DISPUTED}", style="bold red")
    day, id_ = _day(row["first"], row["last"]), Text(row["id"], style="dim")
    return day, _what(row), _who(row), _text(row["place"]), told, id_


def _record(row: Row) -> tuple[Text, ...]:
    says = _names(row["voice_names"][-1:]) if row["voice_names"] else Text(row["publisher"])
    return _day(row["first"], row["last"]), _what(row), _who(row), says, _text(row["evidence"])


def _story(row: Row) -> tuple[Text, ...]:
    return _day(row["published"]), _text(row["publisher"]), _text(row["title"]), _text(row["id"])


def _voice(row: Row) -> tuple[Text, ...]:
    country = f" ({row['country']})" if row["country"] else ""
    source = Text(printable(f"{row['source'] or NOBODY}{country}"))
    return _day(row["published"]), source, _text(row["verb"]), _text(row["words"])


_SHAPES: Mapping[Kind, tuple[tuple[str, ...], Cells]] = {
    Kind.EVENTS: (("day", "what", "who → whom", "where", "told by", "id"), _event),
    Kind.RECORDS: (("day", "what", "who → whom", "says", "sentence"), _record),
    Kind.STORIES: (("day", "publisher", "title", "id"), _story),
    Kind.VOICES: (("day", "source", "verb", "words"), _voice),
}


def _day(first: object, last: object = None) -> Text:
    words = NOBODY if first is None else str(first)
    return Text(
        words if last in (None, first) else f"{words} to {last}", no_wrap=last in (None, first)
    )


def _what(row: Row) -> Text:
    mode = f" {row['mode']}" if row["mode"] else ""
    style = AUXILIARY_STYLES.get(row["auxiliary"], "")
    said = "" if row["auxiliary"] == "actual" else f" ({row['auxiliary']})"
    return Text(f"{row['type']}{mode}").append(said, style=style)


def _who(row: Row) -> Text:
    return _names(row["actor_names"]).append(" → ").append_text(_names(row["recipient_names"]))


def _names(names: Iterable[str]) -> Text:
    return Text(printable(", ".join(dict.fromkeys(names))) or NOBODY)


def _text(value: object) -> Text:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return Text("" if value is None else printable(" ".join(str(value).split())))
