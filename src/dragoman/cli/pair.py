"""Two reports side by side, with what speaks for and against one event: eighty columns will do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.spans import STYLES, TRIGGER, TRIGGER_SIGNS, printable
from dragoman.cli.table import (
    AUXILIARY_STYLES,
    NOBODY,
    actor_text,
    date_text,
    is_plain,
    numbers_text,
    place_text,
)
from dragoman.keeping.review import Doubt, Question
from dragoman.types import Actor, Judgement, Reason, Record, Report

_LABEL_WIDTH = 8


def print_pair(console: Console, question: Question, count: str) -> None:
    """A pair under its count: both reports, the program's reasons, what people said."""
    head = Text(f"\npair {count}: {question.doubted.doubt.value}", style="bold")
    console.print(head)
    console.print(_side_by_side(question, plain=is_plain(console)))
    for line in _grounds(question):
        console.print(line)


def sentence(report: Report, *, plain: bool) -> Text:
    """The evidence with its trigger marked."""
    words = printable(report.evidence)
    start = report.record.trigger.start - report.record.evidence.start
    end = report.record.trigger.end - report.record.evidence.start
    if not 0 <= start < end <= len(words):
        return Text(words)
    if plain:
        left, right = TRIGGER_SIGNS
        return Text(f"{words[:start]}{left}{words[start:end]}{right}{words[end:]}")
    line = Text(words)
    line.stylize(STYLES[TRIGGER], start, end)
    return line


def _side_by_side(question: Question, *, plain: bool) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, expand=True, padding=(0, 2, 0, 0))
    table.add_column(width=_LABEL_WIDTH, style="dim", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for label, words in _ROWS.items():
        cells = [words(report) for report in (question.left, question.right)]
        if any(cell.plain for cell in cells):
            table.add_row(label, *cells)
    both = (sentence(report, plain=plain) for report in (question.left, question.right))
    table.add_row("sentence", *both)
    return table


def _grounds(question: Question) -> Iterable[Text]:
    """What the program found, the weightiest first, and what people said."""
    program = question.doubted.program
    if program is not None:
        yield Text(f"the program: {program.answer.value}, {program.score:.2f}", style="bold")
        for reason in sorted(program.reasons, key=_weight):
            yield Text(f"  {reason.weight:+.2f}  {printable(f'{reason.feature}: {reason.found}')}")
    if question.doubted.doubt is not Doubt.UNCERTAIN:
        yield from map(_said, question.doubted.people)


def _said(one: Judgement) -> Text:
    why = f": {one.why}" if one.why else ""
    return Text(printable(f"{one.by}, {one.at.date()}: {one.answer.value}{why}"))


def _weight(reason: Reason) -> tuple[float, str]:
    return -abs(reason.weight), reason.feature


def _published(report: Report) -> Text:
    story = report.story
    day = "" if story.published.day is None else f", {story.published.day}"
    return _text(f"{story.publisher or story.url or story.id}{day}")


def _what(report: Report) -> Text:
    record = report.record
    words = Text(f"{record.type} {record.mode or ''}".strip())
    return words.append(
        f" {record.auxiliary.value}", style=AUXILIARY_STYLES[record.auxiliary.value]
    )


def _where(report: Report) -> Text:
    return Text() if report.record.place is None else _text(place_text(report.record.place))


def _says(record: Record) -> str:
    sources = (voice.source for voice in record.voices)
    return ", ".join("somebody" if one is None else actor_text(one) for one in sources)


def _names(actors: Sequence[Actor]) -> Text:
    return _text("; ".join(actor_text(actor) for actor in actors) or NOBODY)


def _text(words: str) -> Text:
    return Text(printable(words))


_ROWS: dict[str, Callable[[Report], Text]] = {
    "told by": _published,
    "title": lambda report: _text(report.story.title),
    "what": _what,
    "who": lambda report: _names(report.record.actors),
    "whom": lambda report: _names(report.record.recipients),
    "when": lambda report: _text(date_text(report.record.date)),
    "where": _where,
    "numbers": lambda report: _text(numbers_text(report.record.numbers)),
    "says": lambda report: _text(_says(report.record)),
}
