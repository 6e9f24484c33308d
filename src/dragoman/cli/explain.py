"""`dragoman explain`: why each field of a record is what it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain

import click
from rich.console import Console
from rich.text import Text

from dragoman.build import load
from dragoman.cli.options import inputs_argument, published_option
from dragoman.cli.output import open_output
from dragoman.cli.spans import marked_sentence, printable
from dragoman.cli.table import (
    actor_text,
    date_text,
    is_plain,
    numbers_text,
    place_text,
    print_outcome,
    print_rows,
    story_head,
    table_console,
)
from dragoman.coding.auxiliary import as_of
from dragoman.errors import UsageError
from dragoman.gathering.inputs import gather
from dragoman.pipeline import run
from dragoman.resolving.gazetteer import Gazetteer, load_gazetteer
from dragoman.resolving.place_readings import Reading
from dragoman.resolving.places import Candidate, place_candidates
from dragoman.settings import Settings
from dragoman.types import Actor, Auxiliary, Coded, Record, SetAside, Voice, VoiceVerb

Reason = tuple[str, str]
#: Places of one name that are shown.
RIVALS = 5


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
    sources = gather(inputs, max_bytes=settings.max_page_bytes)
    gazetteer = load_gazetteer(settings.places_file)
    shown = set_aside = 0
    with open_output(None) as stream:
        console = table_console(stream)
        for outcome in run(
            sources, partial(load, settings), published=published, seconds=settings.story_seconds
        ):
            if isinstance(outcome, SetAside):
                print_outcome(console, outcome)
                set_aside += 1
            else:
                shown += _print_story(console, outcome, record, gazetteer)
    if record is not None and not shown:
        raise UsageError(f"no record {record} here; without --record all are explained")
    sys.exit(1 if set_aside else 0)


def _print_story(console: Console, coded: Coded, record: str | None, gazetteer: Gazetteer) -> int:
    """Print what is asked for of one story, and say how many records that were."""
    wanted = list(_wanted(coded, record))
    if wanted or record is None:
        console.print(story_head(coded), soft_wrap=True)
    for number, one in wanted:
        mode = f" {one.mode}" if one.mode else ""
        console.print(Text(f"record {number}  {one.type}{mode}  {one.id}", style="bold"))
        sentence = Text(), marked_sentence(one, coded, plain=is_plain(console))
        reasons = (_row(name, words) for name, words in record_reasons(one, coded, gazetteer))
        print_rows(console, chain([sentence], reasons))
    if not wanted and record is None:
        console.print(Text("no political event\n", style="dim"))
    return len(wanted)


def _row(name: str, words: str) -> tuple[Text, Text]:
    return Text(name, style="dim"), Text(printable(words))


def _wanted(coded: Coded, record: str | None) -> Iterator[tuple[int, Record]]:
    for number, one in enumerate(coded.records, start=1):
        if record is None or record in (one.id, str(number)):
            yield number, one


# --- the reasons ---------------------------------------------------------------------


def record_reasons(record: Record, coded: Coded, gazetteer: Gazetteer) -> Iterator[Reason]:
    """Each field's name with its value and the reason for it; of a place its rivals, too."""
    yield "type", _type_reason(record, coded.story.text)
    yield "auxiliary", f"{record.auxiliary.value}: {_auxiliary_reason(record, coded)}"
    yield from (("actor", _actor_reason(actor)) for actor in record.actors)
    yield from (("whom", _actor_reason(actor)) for actor in record.recipients)
    yield "date", _resolved(date_text(record.date), record.date.basis, record.date.reason)
    if record.place is not None:
        place = record.place
        basis = f"{place.basis.value}, score {place.score:.2f}"
        yield "place", _resolved(place_text(place), basis, place.reason)
        candidates = place_candidates(coded.story, place.span, gazetteer)
        if len(candidates) > 1:
            yield "could be", _rivals(candidates)
    if numbers_text(record.numbers):
        yield "numbers", f"{numbers_text(record.numbers)}: counts in the trigger's sentence"
    yield from _voice_reasons(record, coded.story.text)
    yield "event", _event_reason(record, coded)
    yield from (("empty", f"{name}: {reason}") for name, reason in record.empty.items())
    yield "coder", record.coder


def _type_reason(record: Record, text: str) -> str:
    scale = "no scale" if record.scale is None else f"scale {record.scale:g}"
    mode = f", mode {record.mode}" if record.mode else ""
    return (
        f"{record.type}{mode}: “{record.trigger.of(text)}” is tagged so, score {record.score:.2f};"
        f" quad class {record.quad}, {scale}"
    )


def _auxiliary_reason(record: Record, coded: Coded) -> str:
    denials = (voice for voice in coded.voices if voice.verb is VoiceVerb.DENIAL)
    denial = next((voice for voice in denials if voice.tells(record.trigger)), None)
    if record.auxiliary is Auxiliary.NEGATION and denial is not None:
        cue = "" if denial.cue is None else f", “{denial.cue.of(coded.story.text)}”"
        return f"it stands in what a denial denies{cue}"
    day = coded.story.published.day
    long_ago = as_of(Auxiliary.ACTUAL, record.date, day) is Auxiliary.HISTORICAL
    if record.auxiliary is Auxiliary.HISTORICAL and long_ago:
        return "its day lies more than a year before publication"
    return "as the tagger reads the trigger in its sentence"


def _actor_reason(actor: Actor) -> str:
    basis = f"{actor.basis.value}, score {actor.score:.2f}"
    return _resolved(f"“{actor.text}” → {actor_text(actor)}", basis, actor.reason)


def _resolved(words: str, basis: str, reason: str) -> str:
    return f"{words}; {basis}: {reason}" if reason else f"{words}; {basis}"


def _rivals(candidates: Sequence[Candidate]) -> str:
    """The likeliest places of a name with their shares of the odds."""
    shown = [
        f"{place_name(one.reading)} {one.share:.2f}" for one in candidates[:RIVALS] if one.share
    ]
    more = len(candidates) - len(shown)
    return "; ".join(shown) + (f"; and {more} less likely" if more else "")


def place_name(reading: Reading) -> str:
    """A reading as "Narva (PPL), Ida-Virumaa, EST"."""
    where = (reading.province, reading.country)
    areas = dict.fromkeys(area for area in where if area and area != reading.name)
    return ", ".join((f"{reading.name} ({reading.feature})", *areas))


def _voice_reasons(record: Record, text: str) -> Iterator[Reason]:
    for voice in record.voices:
        yield "voice", _voice_reason(voice, text)
    if not record.voices:
        yield "voice", "none: nobody is quoted for it, or the one who is does it himself"


def _voice_reason(voice: Voice, text: str) -> str:
    source = "unnamed" if voice.source is None else _actor_reason(voice.source)
    cue = "no cue" if voice.cue is None else f"cue “{voice.cue.of(text)}”"
    return f"{source}; {cue}, {voice.verb.value}, {voice.manner.value}, score {voice.score:.2f}"


def _event_reason(record: Record, coded: Coded) -> str:
    others = [
        f"record {number} “{other.trigger.of(coded.story.text)}” ({other.auxiliary.value})"
        for number, other in enumerate(coded.records, start=1)
        if other.event == record.event and other.id != record.id
    ]
    if not others:
        return f"{record.event}: told once"
    return f"{record.event}: judged to be told by {', '.join(others)} as well"
