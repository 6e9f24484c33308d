"""What coding and resolving lose where the tagger loses nothing: the ceiling of the line.

usage: score_coding.py GOLD_DIR... [--split train] [--resolving gold|own] [--errors TASK]

The gold's own annotations are turned into a Tagging, coded, and scored against the gold.
With --resolving gold, actors and places are looked up in the gold too, so that what is
missing is coding's loss alone.  --errors prints where a field of a matched record differs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.coding.coder import StoryCoder
from dragoman.coding.resolved import Resolved, resolve_mentions
from dragoman.evaluation import gold as known
from dragoman.evaluation.events import Pair, event_figures, match, score_events
from dragoman.evaluation.tally import Tally, total
from dragoman.evaluation.voices import score_voices, voice_figures
from dragoman.ontology import load_ontology
from dragoman.resolving.gazetteer import Gazetteer, load_gazetteer
from dragoman.training import gold as marked
from dragoman.types import (
    Actor,
    Arc,
    Attribution,
    Basis,
    Coded,
    Mention,
    MentionKind,
    Place,
    Published,
    Role,
    Span,
    Story,
    Tagging,
    Trigger,
)

VERSION = "0"


@dataclass(frozen=True)
class GoldTagger:
    """A tagger that is always right; the scripts hand in its answers themselves."""

    version: str = "gold"

    def tag(self, story: Story) -> Tagging:
        """Never asked."""
        raise NotImplementedError(story.id)


# --- the gold as a tagging -----------------------------------------------------------


def tagging_of(gold: marked.GoldStory) -> Tagging:
    """All that the annotator marked, as the tagger would give it."""
    found = [argument for event in gold.events for argument in event.arguments]
    kinds = {argument.span: kind_of(argument.role) for argument in found}
    sources = {voice.source for voice in gold.voices if voice.source is not None}
    spans = sorted(kinds.keys() | sources)
    number = {span: at for at, span in enumerate(spans)}
    return Tagging(
        mentions=tuple(Mention(span, kinds.get(span, MentionKind.OTHER)) for span in spans),
        triggers=tuple(Trigger(e.trigger, e.type, e.auxiliary, e.mode) for e in gold.events),
        arcs=tuple(
            Arc(at, number[argument.span], argument.role)
            for at, event in enumerate(gold.events)
            for argument in event.arguments
        ),
        attributions=tuple(Attribution(v.source, v.cue, v.content, v.verb) for v in gold.voices),
    )


def kind_of(role: Role) -> MentionKind:
    """What a mention in a role names, as far as the role tells."""
    return {Role.DATE: MentionKind.TIME, Role.PLACE: MentionKind.PLACE}.get(role, MentionKind.OTHER)


def story_of(gold: known.GoldStory) -> Story:
    """The gold story as reading would give it."""
    day = date.fromisoformat(gold.published) if gold.published else None
    return Story(
        gold.id,
        gold.text,
        title=gold.title,
        published=Published(day, "gold"),
        sentences=gold.sentences,
        furniture=gold.furniture or (),
    )


def resolved_by_gold(gold: known.GoldStory, told: marked.GoldStory) -> Resolved:
    """Every mention as the annotator looked it up."""
    actors: dict[Span, Actor] = {}
    for event in gold.events:
        for actor in (*event.actors, *event.recipients):
            assert actor.span is not None
            actors[actor.span] = actor_of(actor.span, actor.name, actor.country, gold.text)
        if event.source is not None and event.source.span is not None:
            source = event.source
            assert source.span is not None
            actors.setdefault(source.span, actor_of(source.span, source.name, None, gold.text))
    for voice in gold.voices or ():
        if voice.source is not None:
            actors.setdefault(
                voice.source, actor_of(voice.source, voice.name or "", None, gold.text)
            )
    return Resolved(actors, places_by_gold(gold, told))


def actor_of(span: Span, name: str, country: str | None, text: str) -> Actor:
    """One actor under its canonical name."""
    return Actor(span, span.of(text), name.lower(), name, country, basis=Basis.EXACT)


def places_by_gold(gold: known.GoldStory, told: marked.GoldStory) -> dict[Span, Place]:
    """The places that are said, by their spans."""
    found = {}
    for event, seen in zip(gold.events, told.events, strict=True):
        for argument in seen.arguments:
            if argument.role is Role.PLACE and event.place is not None:
                span, place = argument.span, event.place
                found[span] = Place(
                    span,
                    span.of(gold.text),
                    name=place.name,
                    country=place.country,
                    basis=Basis.EXACT,
                )
    return found


# --- scores --------------------------------------------------------------------------


@dataclass(frozen=True)
class Bench:
    """What is measured with."""

    gazetteer: Gazetteer
    coder: StoryCoder
    by_gold: bool

    def code(self, gold: known.GoldStory, told: marked.GoldStory) -> Coded:
        """The story coded from its gold tagging."""
        story, tagging = story_of(gold), tagging_of(told)
        if self.by_gold:
            return self.coder.code_resolved(story, tagging, resolved_by_gold(gold, told))
        resolved = resolve_mentions(story, tagging, self.gazetteer)
        return self.coder.code_resolved(story, tagging, resolved)


def build_bench(resolving: str) -> Bench:
    """A bench that looks names up in the gold ("gold") or in the gazetteer ("own")."""
    gazetteer = load_gazetteer()
    coder = StoryCoder(GoldTagger(), gazetteer, load_ontology(), VERSION)
    return Bench(gazetteer, coder, resolving == "gold")


def code_folder(folder: Path, split: str, bench: Bench) -> list[tuple[known.GoldStory, Coded]]:
    """The stories of a folder with what coding makes of their gold tagging."""
    stories, told = known.load_gold(folder, split), marked.load_gold(folder, split=split)
    return [(gold, bench.code(gold, seen)) for gold, seen in zip(stories, told, strict=True)]


Differs = Callable[[Pair], tuple[object, object] | None]


def different_source(pair: Pair) -> tuple[object, object] | None:
    """The source in the gold and ours where they differ."""
    event, record = pair
    ours = record.voices[-1].source if record.voices else None
    gold = event.source
    if gold is None or ours is None:
        return None if gold is None and ours is None else (gold and gold.name, ours and ours.name)
    alike = gold.name == ours.name or (gold.span is not None and gold.span.overlaps(ours.span))
    return None if alike else (gold.name, ours.name)


def different_auxiliary(pair: Pair) -> tuple[object, object] | None:
    """The auxiliary in the gold and ours where they differ."""
    event, record = pair
    return None if event.auxiliary == record.auxiliary else (event.auxiliary, str(record.auxiliary))


def different_date(pair: Pair) -> tuple[object, object] | None:
    """The days in the gold and ours where they differ and the words are known."""
    event, record = pair
    when = record.date
    if when.span is None or event.days == (when.first, when.last):
        return None
    return event.days, (when.text, when.first, when.last)


def different_place(pair: Pair) -> tuple[object, object] | None:
    """The place in the gold and ours where they differ and the words are known."""
    event, record = pair
    gold, ours = event.place, record.place
    if gold is None or ours is None or gold.country == ours.country:
        return None
    return (gold.name, gold.country), (ours.text, ours.name, ours.country)


def different_countries(pair: Pair) -> tuple[object, object] | None:
    """The parties' countries in the gold and ours where they differ."""
    event, record = pair
    gold = sorted(
        (a.span.start if a.span else 0, a.name, a.country) for a in event.actors + event.recipients
    )
    ours = sorted((a.span.start, a.text, a.country) for a in record.actors + record.recipients)
    same = sorted(str(row[2]) for row in gold) == sorted(str(row[2]) for row in ours)
    return None if same else (gold, ours)


DIFFERENCES: Mapping[str, Differs] = {
    "source": different_source,
    "auxiliary": different_auxiliary,
    "date": different_date,
    "place": different_place,
    "countries": different_countries,
}


def errors(gold: known.GoldStory, coded: Coded, differs: Differs) -> Iterator[str]:
    """One line for each matched record whose field differs."""
    for event, record in match(gold.events, coded.records, same=lambda g, r: g.type == r.type):
        found = differs((event, record))
        if found is not None:
            trigger = event.trigger.of(gold.text)
            yield f"{gold.id} {event.type} «{trigger}» gold {found[0]} ours {found[1]}\n    {event.sentence.of(gold.text)}"


def show(name: str, tally: Tally) -> None:
    """The figures that matter here."""
    for task, figure in {**event_figures(tally), **voice_figures(tally)}.items():
        if isinstance(figure, Mapping):
            told = (
                f"P {figure['precision']:5.1f}  R {figure['recall']:5.1f}  F1 {figure['f1']:5.1f}"
            )
        else:
            told = f"{figure}"
        print(f"{name:11s} {task:45s} {told}")


def main(arguments: Sequence[str]) -> None:
    """The figures of each folder, or its errors of one task."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--split", default="train")
    parser.add_argument("--resolving", choices=("gold", "own"), default="own")
    parser.add_argument("--errors", choices=tuple(DIFFERENCES))
    options = parser.parse_args(arguments)
    bench = build_bench(options.resolving)
    for folder in options.gold:
        coded = code_folder(folder, options.split, bench)
        if options.errors:
            for gold, one in coded:
                for line in errors(gold, one, DIFFERENCES[options.errors]):
                    print(line)
        else:
            show(folder.name, total(tally for pair in coded for tally in tallies(*pair)))


def tallies(gold: known.GoldStory, coded: Coded) -> Iterator[Tally]:
    """The counts of one story."""
    yield score_events(gold.events, coded.records)
    yield score_voices(gold.text, gold.voices or (), coded.voices)


if __name__ == "__main__":
    main(sys.argv[1:])
