"""From the events of a store that fit a filter to a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dragoman.build import open_existing
from dragoman.cli.exporting import Form, export_events
from dragoman.store.filter_reading import read_filter
from dragoman.store.objects import read_events
from dragoman.store.sentences import with_sentences
from dragoman.types import Event

#: Formats that number the sentences of a story.
NUMBER_SENTENCES = ("icews", "gdelt-mentions", "plover")


@dataclass
class _Counted:
    """Events that are counted while they are read."""

    events: Iterable[Event]
    count: int = 0

    def __iter__(self) -> Iterator[Event]:
        for event in self.events:
            self.count += 1
            yield event


def export_store(
    address: str, form: Form, out: Path | None, *, filters: Mapping[str, object]
) -> int:
    """Write the events that fit; how many there were."""
    chosen = read_filter(**filters)
    with closing(open_existing(address)) as store:
        events = read_events(store, chosen, text=form.wanted.with_text)
        if form.name in NUMBER_SENTENCES:
            events = with_sentences(store, events)
        counted = _Counted(events)
        export_events(counted, form, out)
    return counted.count
