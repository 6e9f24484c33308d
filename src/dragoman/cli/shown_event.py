"""An event for reading: what it is, who says what of it, each report, and why they were joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from dragoman.cli.asked_table import DISPUTED
from dragoman.cli.spans import printable
from dragoman.cli.table import AUXILIARY_STYLES, actor_text, date_text, place_text
from dragoman.types import Actor, Event, Judgement, Record, Report, Stance, Stand

Rows = Iterator[tuple[Text, Text]]

STAND_STYLES = {
    Stand.ASSERTS: "green",
    Stand.DENIES: "bold red",
    Stand.DOUBTS: "yellow",
    Stand.PLANS: "blue",
}
#: The reasons shown of each link: those that weigh most.
REASONS = 3


def event_rows(event: Event, links: Sequence[Judgement]) -> Iterator[Rows]:
    """Blocks of rows: the event, its voices, its reports, its links."""
    yield _head(event)
    yield _stances(event)
    for report in event.reports:
        yield record_rows(report)
    if links:
        yield (_link(one) for one in links)


def record_rows(report: Report) -> Rows:
    """One report: its publisher, the claim, and the sentence."""
    story, record = report.story, report.record
    day = "" if story.published.day is None else f", {story.published.day}"
    copied = f", repeats {report.copy_of}" if report.copy_of != story.id else ""
    yield _row("report", f"{record.id}  {story.publisher or story.url or story.id}{day}{copied}")
    yield _row("title", story.title)
    yield Text("claim"), _claim(record)
    yield _row("sentence", report.evidence)


def _head(event: Event) -> Rows:
    mode = f" {event.mode}" if event.mode else ""
    label = Text(f"{event.type}{mode}", style="bold")
    if event.disputed:
        label.append(f"  {DISPUTED}", style="bold red")
    yield Text("event"), label.append(f"  {event.id}", style="dim")
    yield _row("who", f"{_actors(event.actors)} → {_actors(event.recipients)}")
    yield _row("when", _days(event))
    if event.place is not None:
        yield _row("where", place_text(event.place))
    for figure in event.numbers:
        most = "" if figure.most in (None, figure.least) else f" to {figure.most}"
        yield _row(figure.field, f"{figure.least}{most}")
    told = f"{event.corroboration} independent, in {len(event.reports)} reports"
    yield _row("told by", f"{told}; first {event.first_report.story.publisher}")


def _stances(event: Event) -> Rows:
    """Who asserts, denies, doubts or plans it: each voice once."""
    for stand in Stand:
        voices = dict.fromkeys(_voice(one) for one in event.stances if one.stand is stand)
        if voices:
            words = Text(printable("; ".join(voices)), style=STAND_STYLES[stand])
            yield Text(stand.value), words


def _voice(stance: Stance) -> str:
    outlet = stance.publisher or stance.story
    if stance.voice is None:
        return outlet
    source = stance.voice.source
    return f"{'somebody' if source is None else actor_text(source)} in {outlet}"


def _claim(record: Record) -> Text:
    mode = f" {record.mode}" if record.mode else ""
    who = f"{_actors(record.actors)} → {_actors(record.recipients)}"
    text = Text(f"{record.type}{mode} ").append(
        record.auxiliary.value, style=AUXILIARY_STYLES[record.auxiliary.value]
    )
    return text.append(printable(f": {who}; {date_text(record.date)}"))


def _link(link: Judgement) -> tuple[Text, Text]:
    reasons = sorted(link.reasons, key=lambda reason: -abs(reason.weight))[:REASONS]
    why = link.why or "; ".join(f"{one.feature}: {one.found}" for one in reasons)
    words = f"{link.left} and {link.right} by {link.by}, {link.score:.2f}: {why}"
    return Text(link.answer.value), Text(printable(words))


def _actors(actors: Sequence[Actor]) -> str:
    return ", ".join(actor_text(actor) for actor in actors) or "—"


def _days(event: Event) -> str:
    if event.first is None:
        return "no day is known"
    return f"{event.first}" if event.first == event.last else f"{event.first} to {event.last}"


def _row(name: str, words: str) -> tuple[Text, Text]:
    return Text(name, style="dim"), Text(printable(words))
