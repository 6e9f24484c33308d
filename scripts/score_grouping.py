"""How well records are grouped into events, against the gold's own event ids.

usage: score_grouping.py GOLD_DIR... [--split train] [--fit]

The gold's records are the input, so this measures grouping alone.  Printed: F1 over pairs
of records (one event or not) and B-cubed.  --fit rewrites the points of grouping.toml from
the stories given, and prints what stories that were left out of the fit would score.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.coding.events import group_events
from dragoman.coding.likeness import Likeness, evidence, load_likeness, see
from dragoman.evaluation.gold import GoldActor, GoldEvent, GoldStory, load_gold
from dragoman.types import (
    Actor,
    Auxiliary,
    Basis,
    EventDate,
    Numbers,
    Place,
    Record,
    Story,
)

TABLE = Path(__file__).resolve().parent.parent / "src/dragoman/resources/grouping.toml"
FOLDS = 5
RIDGE = 2.0  # keeps rare evidence near zero
ROUNDS = 30


# --- the gold as records -------------------------------------------------------------


def story_of(gold: GoldStory) -> Story:
    """The gold story as reading would give it."""
    return Story(gold.id, gold.text, title=gold.title, sentences=gold.sentences)


def records_of(gold: GoldStory) -> list[Record]:
    """The gold's events as records."""
    return [record_of(event, gold.text) for event in gold.events]


def record_of(event: GoldEvent, text: str) -> Record:
    """One gold event as a record with its actors looked up."""
    first, last = event.days or (None, None)
    basis = Basis.NONE if event.days is None else Basis.EXACT
    place = event.place and Place(
        event.trigger, event.place.name, name=event.place.name, country=event.place.country
    )
    return Record(
        id=f"{event.trigger.start}-{event.trigger.end}-{event.type}",
        event="",
        type=event.type,
        mode=event.mode,
        auxiliary=Auxiliary(event.auxiliary),
        trigger=event.trigger,
        actors=tuple(actor_of(actor, text) for actor in event.actors),
        recipients=tuple(actor_of(actor, text) for actor in event.recipients),
        date=EventDate(None, None, first, last, basis=basis),
        place=place,
        numbers=Numbers(),
        voices=(),
        evidence=event.sentence,
    )


def actor_of(gold: GoldActor, text: str) -> Actor:
    """One gold actor; its canonical name joins its mentions."""
    span = gold.span
    assert span is not None
    return Actor(span, span.of(text), id=gold.name.lower(), name=gold.name, country=gold.country)


# --- scores --------------------------------------------------------------------------


@dataclass(frozen=True)
class Grouped:
    """The gold's event of each record and ours."""

    gold: tuple[str, ...]
    ours: tuple[str, ...]


def grouped(gold: GoldStory, likeness: Likeness) -> Grouped:
    """One story grouped."""
    ours = group_events(records_of(gold), story_of(gold), likeness=likeness)
    return Grouped(tuple(event.event for event in gold.events), ours)


def pair_scores(stories: Sequence[Grouped]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of records."""
    counts: Counter[tuple[bool, bool]] = Counter()
    for story in stories:
        for i, j in combinations(range(len(story.gold)), 2):
            counts[story.gold[i] == story.gold[j], story.ours[i] == story.ours[j]] += 1
    both = counts[True, True]
    return harmony(
        both / max(1, both + counts[False, True]), both / max(1, both + counts[True, False])
    )


def cubed_scores(stories: Sequence[Grouped]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1."""
    shares = [share for story in stories for share in record_shares(story)]
    precision, recall = np.mean(shares, axis=0).tolist()
    return harmony(precision, recall)


def record_shares(story: Grouped) -> Iterator[tuple[float, float]]:
    """For each record, how much of its event is right and how much of the right one is there."""
    both = Counter(zip(story.gold, story.ours, strict=True))
    gold, ours = Counter(story.gold), Counter(story.ours)
    for pair in zip(story.gold, story.ours, strict=True):
        yield both[pair] / ours[pair[1]], both[pair] / gold[pair[0]]


def harmony(precision: float, recall: float) -> tuple[float, float, float]:
    """Both with their harmonic mean."""
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def show(name: str, stories: Sequence[Grouped]) -> None:
    """One line of figures."""
    rows = (("pairs", pair_scores(stories)), ("B-cubed", cubed_scores(stories)))
    figures = [
        "{}: P {:.1f} R {:.1f} F1 {:.1f}".format(label, *(100 * x for x in row))
        for label, row in rows
    ]
    print(f"{name:12s} {len(stories):4d} stories  {'  '.join(figures)}")


# --- fitting -------------------------------------------------------------------------


@dataclass(frozen=True)
class Pairs:
    """Pairs of records of one type: the story of each, its evidence and whether it is one event."""

    story: NDArray[np.int64]
    columns: NDArray[np.float64]
    same: NDArray[np.float64]
    names: tuple[str, ...]


def pairs_of(stories: Sequence[GoldStory], likeness: Likeness) -> Pairs:
    """All pairs of one type in the stories."""
    found = [row for at, gold in enumerate(stories) for row in story_pairs(at, gold, likeness)]
    names = tuple(sorted({name for _, said, _ in found for name in said}))
    column = {name: at for at, name in enumerate(names)}
    columns = np.zeros((len(found), len(names)))
    for at, (_, said, _) in enumerate(found):
        columns[at, [column[name] for name in said]] = 1
    return Pairs(
        np.array([row[0] for row in found]),
        columns,
        np.array([float(row[2]) for row in found]),
        names,
    )


def story_pairs(
    at: int, gold: GoldStory, likeness: Likeness
) -> Iterator[tuple[int, list[str], bool]]:
    """The pairs of one story in text order."""
    events = sorted(gold.events, key=lambda event: event.trigger)
    sights = [see(record_of(event, gold.text), story_of(gold), likeness) for event in events]
    for i, j in combinations(range(len(events)), 2):
        if events[i].type == events[j].type:
            said = list(evidence(sights[i], sights[j], likeness))
            yield at, said, events[i].event == events[j].event


def fit(pairs: Pairs, chosen: NDArray[np.bool_]) -> dict[str, float]:
    """Log-odds points by ridge logistic regression (Newton's method)."""
    columns, same = pairs.columns[chosen], pairs.same[chosen]
    points = np.zeros(columns.shape[1])
    for _ in range(ROUNDS):
        share = 1 / (1 + np.exp(-columns @ points))
        slope = columns.T @ (same - share) - RIDGE * points
        bend = (columns * (share * (1 - share))[:, None]).T @ columns + RIDGE * np.eye(len(points))
        points += np.linalg.solve(bend, slope)
    return {name: round(float(value), 2) for name, value in zip(pairs.names, points, strict=True)}


def left_out(stories: Sequence[GoldStory], pairs: Pairs, likeness: Likeness) -> list[Grouped]:
    """Every story grouped with points that were fitted without it."""
    found = dict[int, Grouped]()
    for fold in range(FOLDS):
        points = fit(pairs, pairs.story % FOLDS != fold)
        table = replace(likeness, points=points)
        found |= {at: grouped(stories[at], table) for at in range(fold, len(stories), FOLDS)}
    return [found[at] for at in range(len(stories))]


def write_points(points: dict[str, float]) -> None:
    """The table's points replaced."""
    head = re.split(r"(?m)^\[points\]\n", TABLE.read_text(encoding="utf-8"))[0]
    rows = "".join(f'"{name}" = {value}\n' for name, value in points.items() if value)
    TABLE.write_text(f"{head}[points]\n{rows}", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """The figures, after a fit if one is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--split", default="train")
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args(arguments)
    folders = {folder.name: load_gold(folder, options.split) for folder in options.gold}
    stories = [story for found in folders.values() for story in found]
    likeness = load_likeness()
    if options.fit:
        pairs = pairs_of(stories, likeness)
        for threshold in (-0.8, -0.6, -0.4, -0.2, 0.0):
            table = replace(likeness, threshold=threshold)
            show(f"left out {threshold}", left_out(stories, pairs, table))
        points = fit(pairs, np.ones(len(pairs.same), dtype=bool))
        write_points(points)
        likeness = replace(likeness, points=points)
    for name, found in folders.items():
        show(name, [grouped(story, likeness) for story in found])


if __name__ == "__main__":
    main(sys.argv[1:])
