"""`dragoman explain`: why each field of a record is what it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from functools import partial

import click
from rich.console import Console
from rich.text import Text

from dragoman.build import load
from dragoman.cli.code import PIPE_WIDTH
from dragoman.cli.options import inputs_argument, published_option
from dragoman.cli.table import actor_text, date_text, marked_sentence, place_text, print_outcome
from dragoman.errors import UsageError
from dragoman.gathering.inputs import gather
from dragoman.pipeline import run
from dragoman.settings import Settings
from dragoman.types import Actor, Coded, Record, SetAside, Voice


@click.command(short_help="Say why each field of a record is what it is.")
@inputs_argument
@click.option("--record", help="Only this record: its id, or its number in the story from 1.")
@published_option
@click.pass_obj
def explain(
    settings: Settings, inputs: tuple[str, ...], record: str | None, published: date | None
) -> None:
    """Say for each record why its type, auxiliary, actors, date, place and voices are what they are.

    \b
    Example: dragoman explain page.html --record 3
    """
    console = Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)
    sources = gather(inputs, max_bytes=settings.max_page_bytes)
    shown = set_aside = 0
    for outcome in run(sources, partial(load, settings), published=published):
        if isinstance(outcome, SetAside):
            print_outcome(console, outcome)
            set_aside += 1
            continue
        for number, one in _wanted(outcome, record):
            shown += 1
            _print_record(console, number, one, outcome)
    if record is not None and not shown:
        raise UsageError(f"no record {record} here; without --record all are explained")
    sys.exit(1 if set_aside else 0)


def _wanted(coded: Coded, record: str | None) -> Iterator[tuple[int, Record]]:
    for number, one in enumerate(coded.records, start=1):
        if record is None or record in (one.id, str(number)):
            yield number, one


def _print_record(console: Console, number: int, record: Record, coded: Coded) -> None:
    mode = f" {record.mode}" if record.mode else ""
    console.print(Text(f"record {number}  {record.type}{mode}  {record.id}", style="bold"))
    console.print(marked_sentence(record, coded, plain=console.color_system is None))
    for label, words in record_reasons(record, coded.story.text):
        console.print(Text(f"  {label:<10}", style="dim") + Text(words, style="not dim"))
    console.print()


def record_reasons(record: Record, text: str) -> Iterator[tuple[str, str]]:
    """Each field's name with its value and the reason for it."""
    trigger = record.trigger.of(text)
    yield (
        "type",
        f"“{trigger}” is tagged {record.type} (score {record.score:.2f}); {_tagger(record)}",
    )
    yield "auxiliary", f"{record.auxiliary.value}: {_auxiliary_reason(record)}"
    for actor in record.actors:
        yield "actor", _actor_reason(actor)
    for actor in record.recipients:
        yield "recipient", _actor_reason(actor)
    yield (
        "date",
        f"{date_text(record.date)}; {record.date.basis.value}{_because(record.date.reason)}",
    )
    if record.place is not None:
        place = record.place
        yield "place", f"{place_text(place)}; {place.basis.value}{_because(place.reason)}"
    for voice in record.voices:
        yield "voice", _voice_reason(voice, text)
    if not record.voices:
        yield (
            "voice",
            "none: no attribution's content holds the trigger, or its speaker is the actor",
        )
    yield "event", f"{record.event}: records of this story that tell of one event share it"
    for name, reason in record.empty.items():
        yield "empty", f"{name}: {reason}"
    yield "coder", record.coder


def _tagger(record: Record) -> str:
    return f"quad class {record.quad}, scale {record.scale}"


def _auxiliary_reason(record: Record) -> str:
    denials = [voice for voice in record.voices if voice.verb.value == "denial"]
    if denials and record.auxiliary.value == "negation":
        return "a denial's content holds the trigger"
    return "as the tagger reads the trigger in its sentence"


def _actor_reason(actor: Actor) -> str:
    basis = f"{actor.basis.value}, score {actor.score:.2f}"
    return f"“{actor.text}” → {actor_text(actor)}; {basis}{_because(actor.reason)}"


def _voice_reason(voice: Voice, text: str) -> str:
    source = "unnamed" if voice.source is None else _actor_reason(voice.source)
    cue = "no cue" if voice.cue is None else f"cue “{voice.cue.of(text)}”"
    return f"{source}; {cue}, {voice.verb.value}, {voice.manner.value}, score {voice.score:.2f}"


def _because(reason: str) -> str:
    return f": {reason}" if reason else ""
