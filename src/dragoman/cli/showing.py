"""Whatever has an id, for reading."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from dragoman.cli.shown_event import event_rows, record_rows
from dragoman.cli.spans import printable
from dragoman.cli.table import print_rows
from dragoman.errors import UsageError
from dragoman.store.asked import Asked
from dragoman.store.filters import Filter
from dragoman.store.links import links_of
from dragoman.store.objects import read_events, read_records, read_stories
from dragoman.types import Event, Story


def show_one(store: Asked, id_: str, console: Console) -> None:
    """Print the event, the record or the story of this id."""
    one = Filter(id=(id_,))
    for event in read_events(store, one):
        return _show_event(store, event, console)
    for report in read_records(store, one):
        return print_rows(console, record_rows(report))
    for story in read_stories(store, one):
        return _show_story(store, story, console)
    raise UsageError(f"no event, record or story {id_} in this store")


def _show_event(store: Asked, event: Event, console: Console) -> None:
    for rows in event_rows(event, links_of(store, [one.record.id for one in event.reports])):
        print_rows(console, rows)


def _show_story(store: Asked, story: Story, console: Console) -> None:
    console.print(Text(printable(story.title or story.id), style="bold"), soft_wrap=True)
    console.print(Text(story.text), soft_wrap=True)
    console.print()
    rows = store.read("select id from records where newest and story = $1", [story.id])
    for report in read_records(store, Filter(id=tuple(rows["id"].to_pylist()))):
        print_rows(console, record_rows(report))
