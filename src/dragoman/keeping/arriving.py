"""A batch sorted: what is new, what is known, what must not come in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from dragoman.keeping.linking import Linker
from dragoman.linking.copies import sketch
from dragoman.store.arrivals import KnownStory, coder_numbers, known_stories
from dragoman.store.database import Transaction
from dragoman.store.forgotten import forgotten, names_one_of, own_keys
from dragoman.store.graves import dead_persons, tombstones_among
from dragoman.store.reports import reports_of
from dragoman.store.requests import Add
from dragoman.store.rows import Entry
from dragoman.types import Coded, SetAside


@dataclass(frozen=True, slots=True)
class Arrivals:
    """A batch sorted.

    `new` are the ids of stories never seen, `recoded` gives the number of the coder that now
    has the newest answers of a known one, and `known` counts what is there already.
    """

    entries: list[Entry]
    new: set[str]
    recoded: dict[str, int]
    set_aside: list[SetAside]
    known: int


def sort_arrivals(change: Transaction, request: Add, linker: Linker) -> Arrivals:
    """What each outcome of the batch is to the store."""
    coded = [one for one in request.outcomes if isinstance(one, Coded)]
    aside = [one for one in request.outcomes if isinstance(one, SetAside)]
    known = known_stories(change, {one.story.id for one in coded})
    numbers = coder_numbers(change, [one.coder for one in coded])
    coded, barred = _without_forgotten(change, coded)
    coded, clashes = _without_clashes(coded, known)
    fresh = _without_known(coded, known, numbers)
    entries = _entries(fresh, request, _newest(fresh, known, numbers), linker)
    shown = {entry.coded.story.id: entry.coder for entry in entries if entry.newest}
    return Arrivals(
        entries=entries,
        new={story for story in shown if story not in known},
        recoded={story: number for story, number in shown.items() if story in known},
        set_aside=[*aside, *barred, *clashes],
        known=len(coded) - len(fresh),
    )


def _without_forgotten(
    change: Transaction, coded: Sequence[Coded]
) -> tuple[list[Coded], list[SetAside]]:
    """The stories that may come in, and those that were forgotten."""
    keys = {id(one): own_keys(one) for one in coded}
    dead = tombstones_among(change, {key for several in keys.values() for key in several})
    persons = dead_persons(change)
    kept, barred = [], []
    for one in coded:
        if keys[id(one)] & dead or (persons and names_one_of(one, persons)):
            barred.append(forgotten(one.story.id))
        else:
            kept.append(one)
    return kept, barred


def _without_clashes(
    coded: Iterable[Coded], known: Mapping[str, KnownStory]
) -> tuple[list[Coded], list[SetAside]]:
    """The stories whose id stands on no other text, and the rest."""
    texts = {story: one.text for story, one in known.items()}
    kept, clashes = [], []
    for one in coded:
        story = one.story
        if texts.setdefault(story.id, story.text) == story.text:
            kept.append(one)
        else:
            message = f"id {story.id} is in the store with another text"
            clashes.append(SetAside(story.id, "duplicate-id", message, url=story.url))
    return kept, clashes


def _without_known(
    coded: Iterable[Coded], known: Mapping[str, KnownStory], numbers: Mapping[str, int]
) -> list[Coded]:
    """The stories that this coder has not coded yet, each once."""
    seen = {(story, number) for story, one in known.items() for number in one.coders}
    fresh = []
    for one in coded:
        key = (one.story.id, numbers[one.coder])
        if key not in seen:
            seen.add(key)
            fresh.append(one)
    return fresh


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Coders' numbers, and the highest for each story."""

    of: Mapping[str, int]
    newest: Mapping[str, int]


def _newest(
    coded: Iterable[Coded], known: Mapping[str, KnownStory], numbers: Mapping[str, int]
) -> _Numbers:
    newest = {story: one.newest for story, one in known.items()}
    for one in coded:
        story = one.story.id
        newest[story] = max(newest.get(story, 0), numbers[one.coder])
    return _Numbers(numbers, newest)


def _entries(
    coded: Sequence[Coded], request: Add, numbers: _Numbers, linker: Linker
) -> list[Entry]:
    """Each a microsecond after the other, so that their order outlives the batch."""
    moments = [request.at + timedelta(microseconds=at) for at in range(len(coded))]
    faced = _faces(coded, moments, linker)
    return [
        Entry(
            coded=one,
            coder=numbers.of[one.coder],
            newest=numbers.of[one.coder] == numbers.newest[one.story.id],
            run=request.run.id,
            added=added,
            copy_of=one.story.id,
            sketch=sketch(one.story.text, furniture=one.furniture),
            faces=faces,
        )
        for one, added, faces in zip(coded, moments, faced, strict=True)
    ]


def _faces(
    coded: Sequence[Coded], moments: Sequence[datetime], linker: Linker
) -> list[tuple[bytes, ...]]:
    """What linking compares of each story's records; made at once, as arrays are quickest whole."""
    told = [
        report for one, at in zip(coded, moments, strict=True) for report in reports_of(one, at)
    ]
    faces = iter(linker.faces_of(told))
    return [tuple(islice(faces, len(one.records))) for one in coded]
