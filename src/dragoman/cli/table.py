"""Coded stories for reading: a block an event, with its sentence and the spans marked in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from rich.console import Console
from rich.text import Text

from dragoman.cli.spans import marked_sentence, printable
from dragoman.exporting.events import leading_records, records_of
from dragoman.types import (
    Actor,
    Basis,
    Coded,
    Count,
    EventDate,
    Numbers,
    Outcome,
    Place,
    Record,
    SetAside,
    Voice,
)

AUXILIARY_STYLES = {
    "actual": "green",
    "negation": "bold red",
    "future": "blue",
    "hypothetical": "yellow",
    "historical": "bright_black",
}
#: Columns of a table that goes to a file or a pipe, where no terminal has a width.
PIPE_WIDTH = 100
LABEL_WIDTH = 10
NOBODY = "—"
ARROW = " → "


def table_console(stream: IO[str]) -> Console:
    """A console on a stream, as wide as its terminal."""
    return Console(file=stream, highlight=False, width=None if stream.isatty() else PIPE_WIDTH)


def is_plain(console: Console) -> bool:
    """Whether colours cannot tell spans apart: in a pipe, or by NO_COLOR."""
    return console.color_system is None or console.no_color


def print_outcome(console: Console, outcome: Outcome, *, mentions: bool = False) -> None:
    """One story: its head, then a block an event (with `mentions` a block a record)."""
    if isinstance(outcome, SetAside):
        line = printable(f"set aside ({outcome.kind}): {outcome.message}")
        console.print(Text(f"{line}\n", style="red"), soft_wrap=True)
        return
    console.print(story_head(outcome), soft_wrap=True)
    shown = outcome.records if mentions else leading_records(outcome.records)
    for record in shown:
        print_rows(console, block_rows(record, outcome, console))
    if not shown:
        console.print(Text("no political event\n", style="dim"))


def print_rows(console: Console, rows: Iterable[tuple[Text, Text]]) -> None:
    """Rows of a label and words; words that take more than a line stay in their column."""
    for label, words in rows:
        first = Text(f"{label.plain:<{LABEL_WIDTH}}", style=label.style)
        for line in words.wrap(console, max(console.width - LABEL_WIDTH, LABEL_WIDTH)):
            line.rstrip()
            console.print(Text.assemble(first, line), soft_wrap=True)
            first = Text(" " * LABEL_WIDTH)
    console.print()


def story_head(coded: Coded) -> Text:
    """The title, and under it publisher, day and address."""
    story = coded.story
    day = story.published.day
    parts = (story.publisher, "" if day is None else day.isoformat(), story.url or story.id)
    head = Text().append(printable(story.title or story.id), style="bold")
    line = printable(" · ".join(part for part in parts if part))
    return head.append(f"\n{line}\n", style="dim")


def block_rows(record: Record, coded: Coded, console: Console) -> Iterator[tuple[Text, Text]]:
    """Who does what to whom, when, where, who says so, and the sentence."""
    yield Text(f"  {record.event}", style="dim"), _headline(record, coded)
    for label, words, style in _fields(record, coded):
        yield _label(label), Text(printable(words), style=style)
    yield Text(), marked_sentence(record, coded, plain=is_plain(console))


def _label(label: str) -> Text:
    return Text(f"  {label}", style="dim")


def _headline(record: Record, coded: Coded) -> Text:
    """Who → what → whom, with the auxiliary and how often it is told."""
    mode = f" {record.mode}" if record.mode else ""
    line = Text().append(printable(actors_text(record.actors)) or NOBODY, style="cyan")
    line.append(ARROW, style="dim").append(f"{record.type}{mode}", style="bold")
    if record.recipients:
        line.append(ARROW, style="dim")
        line.append(printable(actors_text(record.recipients)), style="yellow")
    line.append(f"  [{record.auxiliary.value}]", style=AUXILIARY_STYLES[record.auxiliary.value])
    told = _told(records_of(record.event, coded.records))
    return line.append(f"  score {record.score:.2f}{told}", style="dim")


def _told(records: Sequence[Record]) -> str:
    """How often an event is told, and as what where its records differ."""
    if len(records) < 2:
        return ""
    counts = Counter(record.auxiliary.value for record in records)
    parts = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f", told {len(records)} times" + (f": {parts}" if len(counts) > 1 else "")


def _fields(record: Record, coded: Coded) -> Iterator[tuple[str, str, str]]:
    yield "when", date_text(record.date), "green"
    if record.place is not None:
        yield "where", place_text(record.place), "green"
    counts = numbers_text(record.numbers)
    if counts:
        yield "numbers", counts, ""
    yield "says", says_text(record, coded), "magenta"


# --- fields in words -----------------------------------------------------------------


def actors_text(actors: Iterable[Actor]) -> str:
    """Each actor as name, country and sectors."""
    return "; ".join(actor_text(actor) for actor in actors)


def actor_text(actor: Actor) -> str:
    """A name with its country and sectors, and the words where they differ."""
    name = actor.name or actor.text
    codes = " ".join((actor.country or "?", *actor.sectors))
    said = f" “{actor.text}”" if actor.text.casefold() not in name.casefold() else ""
    return f"{name} ({codes}){said}"


def date_text(when: EventDate) -> str:
    """The days, with the words that they were told from."""
    said = f" “{when.text}”" if when.text else ""
    if when.first is None or when.last is None:
        return f"{said.strip()}, not resolved" if said else "not known"
    days = f"{when.first}" if when.first == when.last else f"{when.first} to {when.last}"
    return f"{days} (publication day)" if when.basis is Basis.DEFAULT else f"{days}{said}"


def place_text(place: Place) -> str:
    """The place from small to large, with its coordinates."""
    parts = [place.name or f"“{place.text}”, not resolved", place.province, place.country]
    words = ", ".join(part for part in parts if part)
    if place.latitude is None or place.longitude is None:
        return words
    return f"{words} ({place.latitude:.2f}, {place.longitude:.2f})"


def numbers_text(numbers: Numbers) -> str:
    """The counts that the sentence gives, in its own words where they are no bare figure."""
    return ", ".join(f"{count_text(count)} {name}" for name, count in numbers.words.items())


def count_text(count: Count) -> str:
    """A figure ("1200"), or the words with what they allow ("“dozens” (24 or more)")."""
    if count.value is not None and count.least == count.most:
        return f"{count.value}"
    if count.least is not None and count.most is not None:
        return f"“{count.text}” ({count.least} to {count.most})"
    bound = f"{count.most} or fewer" if count.least is None else f"{count.least} or more"
    return f"“{count.text}” ({bound})"


def says_text(record: Record, coded: Coded) -> str:
    """The chain of voices, outermost first; the page itself where there is none."""
    if not record.voices:
        return f"{coded.story.publisher or 'the story'}, in its own voice"
    return ARROW.join(voice_text(voice, coded.story.text) for voice in record.voices)


def voice_text(voice: Voice, text: str) -> str:
    """Who says it, with the cue, the kind of saying and the manner."""
    source = "unnamed" if voice.source is None else actor_text(voice.source)
    cue = "" if voice.cue is None else f" {voice.cue.of(text)}"
    return f"{source}{cue} [{voice.verb.value}, {voice.manner.value}]"
