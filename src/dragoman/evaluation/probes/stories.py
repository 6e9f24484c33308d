"""Probes on whole stories: an unrelated paragraph before, and rare names for the known ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import cycle

from dragoman.evaluation.gold import GoldStory
from dragoman.evaluation.probes.case import Case, Words, signature
from dragoman.rewriting import Rewritten, rewritten
from dragoman.types import Coded, Span

_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")


def preceded(stories: Sequence[GoldStory], words: Words) -> Iterator[Case]:
    """Every story with an unrelated paragraph before it."""
    paragraphs = cycle(words["paragraph"]["texts"])
    for story in stories:
        opening = f"{next(paragraphs)}\n\n"
        yield Case(story.text, opening + story.text, partial(_stay_behind, len(opening)))


def _stay_behind(by: int, before: Coded, after: Coded) -> tuple[int, int]:
    wanted = {signature(record) for record in before.records}
    found = {signature(record, by=-by) for record in after.records}
    return len(wanted), len(wanted & found)


def renamed(stories: Sequence[GoldStory], words: Words) -> Iterator[Case]:
    """Every story with its named persons replaced, each by one rare name throughout.

    Only records that touch a replaced name are asked.
    """
    wheel = cycle(words["rare"]["persons"])
    for story in stories:
        fresh = {name: next(wheel) for name in person_names(story)}
        if fresh:
            surnames = {old.split()[-1]: name.split()[-1] for old, name in fresh.items()}
            new = rewritten(story.text, fresh | surnames)
            yield Case(story.text, new.text, partial(_stay_renamed, new))


def person_names(story: GoldStory) -> list[str]:
    """The full names of persons who act or speak and stand in the text, in a settled order.

    A person is an actor with a first and a last name of capitals whose last word the gold also
    uses as the words of a mention.
    """
    mentions = [a for e in story.events for a in (*e.actors, *e.recipients) if a.span is not None]
    words_of = {actor.name: set[str]() for actor in mentions}
    for actor in mentions:
        if actor.span is not None:
            words_of[actor.name].add(actor.span.of(story.text))
    return sorted(
        name
        for name, forms in words_of.items()
        if _NAME.fullmatch(name)
        and name in story.text
        and len(name.split()) == 2
        and forms & {name, name.split()[-1]}
        and " of " not in name
    )


def _stay_renamed(new: Rewritten, before: Coded, after: Coded) -> tuple[int, int]:
    touched = [
        record
        for record in before.records
        if any(
            actor.span.overlaps(old)
            for actor in (*record.actors, *record.recipients)
            for old, _ in new.cuts
        )
    ]
    wanted = {_moved(signature(record), new) for record in touched}
    found = {signature(record) for record in after.records}
    return len(wanted), len(wanted & found)


def _moved(parts: tuple[object, ...], new: Rewritten) -> tuple[object, ...]:
    """A signature with every span told as one of the changed text."""
    return tuple(
        new.moved(part)
        if isinstance(part, Span)
        else tuple(new.moved(span) for span in part)
        if isinstance(part, tuple)
        else part
        for part in parts
    )
