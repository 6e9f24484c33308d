"""The formats that events are exported to, by the name that a person gives.

The network formats are not here: they need networkx, which is not always installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from dragoman.exporting import gdelt, icews, phoenix, plover, polecat
from dragoman.exporting.choosing import Wanted
from dragoman.exporting.rows import Empty
from dragoman.types import Event

Lines = Callable[[Iterable[Event], Wanted], Iterator[str]]
EventLines = Callable[[Event, Wanted], Iterator[str]]

#: Tab-separated: each a function from events to lines with their ends, one event at a time.
TABBED: Mapping[str, Lines] = {
    "polecat": polecat.lines,
    "icews": icews.lines,
    "gdelt-events": gdelt.event_lines,
    "gdelt-mentions": gdelt.mention_lines,
    "phoenix": phoenix.lines,
}
#: What each of them leaves empty, and why.
EMPTY: Mapping[str, Empty] = {
    "polecat": polecat.EMPTY,
    "icews": icews.EMPTY,
    "gdelt-events": gdelt.EVENTS_EMPTY,
    "gdelt-mentions": gdelt.MENTIONS_EMPTY,
    "phoenix": phoenix.EMPTY,
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "polecat": polecat.COLUMNS,
    "icews": icews.COLUMNS,
    "gdelt-events": gdelt.EVENT_COLUMNS,
    "gdelt-mentions": gdelt.MENTION_COLUMNS,
    "phoenix": phoenix.COLUMNS,
}
JSON: Mapping[str, Lines] = {"plover": plover.lines}
TABLES = ("csv", "parquet")
KINDS = ("events", "records", "voices")  # of table, as in exporting/tables.py
NETWORKS = ("graphml", "gexf")
FORMATS = (*TABBED, *JSON, *TABLES, *NETWORKS)
