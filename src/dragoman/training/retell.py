"""Stories told again for training: with other names, or behind the opening of another story.

What happened and who did it does not hang on which country or person a story names, nor on
what stands before it on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dragoman.resolving.gazetteer import plural
from dragoman.resolving.tables import listed, read_table
from dragoman.rewriting import rewritten
from dragoman.training.gold import GoldEvent, GoldStory, GoldVoice
from dragoman.types import Span

#: Shares of tellings with other countries, and behind another story's opening.
ABROAD, BEHIND = 0.5, 0.3
#: The longest opening, in sentences.
OPENING = 5
#: Fewer people than this, and a country is not used in another's place.
PEOPLED = 1_000_000
_NAME = re.compile(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+")

Draw = np.random.Generator


@dataclass(frozen=True, slots=True)
class Cast:
    """Names to tell a story with: persons by full name, countries as name, demonym, capital."""

    persons: tuple[str, ...]
    countries: tuple[tuple[str, str, str], ...]


def cast_of(stories: Sequence[GoldStory]) -> Cast:
    """Every person of the stories, and the countries whose names can stand for each other."""
    persons = sorted({name for story in stories for name in person_names(story)})
    return Cast(tuple(persons), tuple(_countries()))


def _countries() -> Iterator[tuple[str, str, str]]:
    for row in read_table("countries.tsv"):
        demonyms, capitals = listed(row["demonyms"]), listed(row["capitals"])
        plain = " " not in row["name"] and demonyms and capitals
        if plain and int(row["population"] or 0) >= PEOPLED:
            yield row["name"], demonyms[0], capitals[0]


def retold(story: GoldStory, others: Sequence[GoldStory], cast: Cast, draw: Draw) -> GoldStory:
    """One other telling of the story."""
    told = with_names(story, new_names(story, cast, draw))
    if draw.random() < BEHIND:
        other = others[int(draw.integers(len(others)))]
        told = behind(told, opening(other, int(draw.integers(1, OPENING + 1))))
    return told


# --- other names ---------------------------------------------------------------------------


def new_names(story: GoldStory, cast: Cast, draw: Draw) -> dict[str, str]:
    """For names of the story's persons, and in some tellings of its countries, names instead."""
    table: dict[str, str] = {}
    for old in person_names(story):
        new = _invented(cast.persons, draw)
        table |= {old: new, old.split()[-1]: new.split()[-1]}
    if draw.random() < ABROAD:
        there = [country for country in cast.countries if any(n in story.text for n in country[:2])]
        order = draw.permutation(len(cast.countries))
        for old_country, at in zip(there, order, strict=False):
            table |= _country_words(old_country, cast.countries[at])
    return table


def person_names(story: GoldStory) -> list[str]:
    """First and last names of the persons who act or speak, in order.

    A person is called by the surname alone somewhere, and is no "the": so are most persons of
    the news, and hardly any body or place of two words.
    """
    named = {part.name for event in story.events for part in event.arguments}
    named |= {voice.name for voice in story.voices}
    return sorted(name for name in named if _NAME.fullmatch(name) and _is_person(name, story.text))


def _is_person(name: str, text: str) -> bool:
    first, last = name.split()
    alone = re.search(rf"(?<!{re.escape(first)} )\b{re.escape(last)}\b", text)
    return (
        name in text and alone is not None and not re.search(rf"\b[Tt]he {re.escape(name)}", text)
    )


def _invented(persons: Sequence[str], draw: Draw) -> str:
    """A first name of one person and a surname spliced from two: one that nobody has read."""
    first, front, back = (persons[i].split() for i in draw.integers(len(persons), size=3))
    half = (len(front[-1]) + 1) // 2
    surname = front[-1][:half] + back[-1][len(back[-1]) // 2 :].lower()
    return f"{first[0]} {surname}"


def _country_words(old: tuple[str, str, str], new: tuple[str, str, str]) -> dict[str, str]:
    return dict(zip(old, new, strict=True)) | {plural(old[1]): plural(new[1])}


def with_names(story: GoldStory, table: Mapping[str, str]) -> GoldStory:
    """The story with these names replaced throughout."""
    new = rewritten(story.text, table)

    def renamed(name: str) -> str:
        return rewritten(name, table).text

    return replace(_placed(story, new.moved, renamed), text=new.text)


# --- behind another opening -------------------------------------------------------------------


def opening(story: GoldStory, sentences: int) -> GoldStory:
    """The first sentences of a story, with what is told wholly inside them."""
    kept = story.sentences[:sentences]
    end = kept[-1].end if kept else 0
    return replace(
        story,
        text=story.text[:end],
        sentences=kept,
        events=tuple(e for e in story.events if all(s.end <= end for s in _event_spans(e))),
        voices=tuple(v for v in story.voices if all(s.end <= end for s in _voice_spans(v))),
        furniture=frozenset(number for number in story.furniture if number < sentences),
    )


def behind(story: GoldStory, first: GoldStory) -> GoldStory:
    """The story with another before it; contexts stay the story's own."""
    by = len(first.text) + 2
    later = _placed(story, lambda span: Span(span.start + by, span.end + by), str)
    events = tuple(replace(event, event=f"{first.id} {event.event}") for event in first.events)
    return replace(
        later,
        text=f"{first.text}\n\n{story.text}",
        sentences=(*first.sentences, *later.sentences),
        events=(*events, *later.events),
        voices=(*first.voices, *later.voices),
        furniture=first.furniture | {n + len(first.sentences) for n in story.furniture},
    )


def _event_spans(event: GoldEvent) -> list[Span]:
    return [event.trigger, *(part.span for part in event.arguments)]


def _voice_spans(voice: GoldVoice) -> list[Span]:
    return [*voice.content, *(span for span in (voice.source, voice.cue) if span is not None)]


def _placed(
    story: GoldStory, place: Callable[[Span], Span], named: Callable[[str], str]
) -> GoldStory:
    """The story with every span and name of its annotation put elsewhere; the text as it was."""

    def event(old: GoldEvent) -> GoldEvent:
        parts = (replace(p, span=place(p.span), name=named(p.name)) for p in old.arguments)
        return replace(old, trigger=place(old.trigger), arguments=tuple(parts))

    def voice(old: GoldVoice) -> GoldVoice:
        return replace(
            old,
            source=None if old.source is None else place(old.source),
            name=named(old.name),
            cue=None if old.cue is None else place(old.cue),
            content=tuple(place(span) for span in old.content),
        )

    return replace(
        story,
        sentences=tuple(place(span) for span in story.sentences),
        events=tuple(event(one) for one in story.events),
        voices=tuple(voice(one) for one in story.voices),
    )
