"""Coded stories for reading: a block an event, with its sentence and the spans marked in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from dragoman.exporting.events import leading_records
from dragoman.types import Actor, Basis, Coded, EventDate, Outcome, Place, Record, SetAside, Span

STYLES = {
    "trigger": "bold reverse",
    "actor": "bold cyan",
    "recipient": "bold yellow",
    "date": "green",
    "place": "bold green",
    "source": "bold magenta",
    "cue": "underline magenta",
}
AUXILIARY_STYLES = {
    "actual": "green",
    "negation": "bold red",
    "future": "blue",
    "hypothetical": "yellow",
    "historical": "dim",
}
#: Where there is no colour the trigger alone is marked.
PLAIN_MARKS = ("»", "«")
LABEL_WIDTH = 8
Marks = Sequence[tuple[Span, str]]


def print_outcome(console: Console, outcome: Outcome, *, mentions: bool = False) -> None:
    """One story: its head, then a block an event (with `mentions` a block a record)."""
    if isinstance(outcome, SetAside):
        line = f"{outcome.id}: set aside ({outcome.kind}): {outcome.message}"
        console.print(Text(line, style="red"), soft_wrap=True)
        return
    console.print(_head(outcome))
    shown = outcome.records if mentions else leading_records(outcome.records)
    for record in shown:
        console.print(record_block(record, outcome, console), Text())
    if not shown:
        console.print(Text("no political event\n", style="dim"))


def _head(coded: Coded) -> Text:
    story = coded.story
    day = story.published.day
    parts = (story.publisher, "" if day is None else day.isoformat(), story.url or story.id)
    head = Text(story.title or story.id, style="bold")
    head.append("\n" + " · ".join(part for part in parts if part) + "\n", style="dim not bold")
    return head


def record_block(record: Record, coded: Coded, console: Console) -> Padding:
    """What, who, whom, when, where, who says so, and the sentence."""
    lines = Text("\n").join([_what(record, coded), *_fields(record, coded)])
    sentence = marked_sentence(record, coded, plain=console.color_system is None)
    return Padding(Group(lines, Padding(sentence, (0, 0, 0, 2))), (0, 0, 0, 2))


def _what(record: Record, coded: Coded) -> Text:
    mode = f" {record.mode}" if record.mode else ""
    line = Text(f"{record.event} ", style="dim")
    line.append(f"{record.type}{mode}", style="bold")
    line.append(f"  {record.auxiliary.value}", style=AUXILIARY_STYLES[record.auxiliary.value])
    others = sum(other.event == record.event for other in coded.records) - 1
    told = f", told {others + 1} times" if others else ""
    line.append(f"  score {record.score:.2f}{told}", style="dim")
    return line


def _fields(record: Record, coded: Coded) -> Iterator[Text]:
    yield _field("who", actors_text(record.actors) or record.empty.get("actors", ""), "cyan")
    if record.recipients:
        yield _field("whom", actors_text(record.recipients), "yellow")
    yield _field("when", date_text(record.date), "green")
    if record.place is not None:
        yield _field("where", place_text(record.place), "green")
    counts = {"dead": record.numbers.dead, "injured": record.numbers.injured}
    counts |= {"arrested": record.numbers.arrested, "participants": record.numbers.participants}
    given = [f"{count} {name}" for name, count in counts.items() if count is not None]
    if given:
        yield _field("numbers", ", ".join(given), "")
    yield _field("says", says_text(record, coded), "magenta")


def _field(label: str, words: str, style: str) -> Text:
    line = Text(f"  {label:<{LABEL_WIDTH}}", style="dim")
    line.append(words, style=f"not dim {style}".strip())
    return line


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
    if when.first is None or when.last is None:
        return f"“{when.text}”, not resolved" if when.text else "not known"
    days = f"{when.first}" if when.first == when.last else f"{when.first} to {when.last}"
    return f"{days} (publication day)" if when.basis is Basis.DEFAULT else f"{days} “{when.text}”"


def place_text(place: Place) -> str:
    """The place from small to large, with its coordinates."""
    parts = [place.name or f"“{place.text}”, not resolved", place.province, place.country]
    words = ", ".join(part for part in parts if part)
    if place.latitude is None or place.longitude is None:
        return words
    return f"{words} ({place.latitude:.2f}, {place.longitude:.2f})"


def says_text(record: Record, coded: Coded) -> str:
    """The chain of voices, outermost first; the page itself where there is none."""
    if not record.voices:
        return f"{coded.story.publisher or 'the story'} (in its own voice)"
    return " → ".join(
        f"{'unnamed' if voice.source is None else actor_text(voice.source)}"
        f" [{voice.verb.value}, {voice.manner.value}]"
        for voice in record.voices
    )


def marked_sentence(record: Record, coded: Coded, *, plain: bool) -> Text:
    """The sentence of the trigger with the record's spans marked."""
    sentence = sentence_of(record, coded)
    marks = [(span, kind) for span, kind in record_marks(record) if sentence.holds(span)]
    words = sentence.of(coded.story.text)
    body = Text(words)
    for span, kind in marks:
        body.stylize(STYLES[kind], span.start - sentence.start, span.end - sentence.start)
    if plain:
        at = (record.trigger.start - sentence.start, record.trigger.end - sentence.start)
        first, rest = PLAIN_MARKS
        body = Text(words[: at[0]] + first + words[at[0] : at[1]] + rest + words[at[1] :])
    return Text(" ").join(body.split("\n", allow_blank=True))


def sentence_of(record: Record, coded: Coded) -> Span:
    """The sentence that the trigger stands in."""
    held = [one for one in coded.story.sentences if one.holds(record.trigger)]
    return held[0] if held else record.evidence


def record_marks(record: Record) -> Marks:
    """Each span of a record with what it is; the trigger last, so that it shows."""
    marks = [(actor.span, "actor") for actor in record.actors]
    marks += [(actor.span, "recipient") for actor in record.recipients]
    if record.date.span is not None:
        marks.append((record.date.span, "date"))
    if record.place is not None:
        marks.append((record.place.span, "place"))
    for voice in record.voices:
        if voice.source is not None:
            marks.append((voice.source.span, "source"))
        if voice.cue is not None:
            marks.append((voice.cue, "cue"))
    return [*marks, (record.trigger, "trigger")]
