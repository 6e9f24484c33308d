"""How well records are grouped into events, against the gold's own event ids.

usage: score_grouping.py GOLD_DIR... [--split train] [--resolving gold|own] [--fit]

The gold's own annotations are coded (see score_coding.py), so this measures grouping
alone.  Printed: F1 over pairs of records (one event or not) and B-cubed.  --fit rewrites the
points of grouping.toml from the stories given, after printing for several thresholds what
stories score that are left out of the fit.
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
from dragoman.evaluation.events import match
from dragoman.evaluation.gold import GoldEvent, GoldStory
from dragoman.types import Coded, Record, Story
from score_coding import build_bench, code_folder

TABLE = Path(__file__).resolve().parent.parent / "src/dragoman/resources/grouping.toml"
THRESHOLDS = (-0.8, -0.6, -0.4, -0.2, 0.0)
FOLDS = 5
RIDGE = 2.0  # keeps rare evidence near zero
ROUNDS = 30


# --- records with the gold's events --------------------------------------------------


@dataclass(frozen=True)
class Labelled:
    """A story's records in text order, with the gold's event of each."""

    story: Story
    records: tuple[Record, ...]
    events: tuple[str, ...]


def labelled(gold: GoldStory, coded: Coded) -> Labelled:
    """The story's records, each with the event that the annotator gave it."""
    event_of = {
        record.id: event.event for event, record in match(gold.events, coded.records, same=alike)
    }
    records = tuple(record for record in coded.records if record.id in event_of)
    return Labelled(coded.story, records, tuple(event_of[record.id] for record in records))


def alike(event: GoldEvent, record: Record) -> bool:
    """Whether the record was made from this event."""
    return event.type == record.type and event.trigger == record.trigger


# --- scores --------------------------------------------------------------------------


@dataclass(frozen=True)
class Grouped:
    """The gold's event of each record and ours."""

    gold: tuple[str, ...]
    ours: tuple[str, ...]


def grouped(story: Labelled, likeness: Likeness) -> Grouped:
    """One story grouped."""
    return Grouped(story.events, group_events(story.records, story.story, likeness=likeness))


def pair_scores(stories: Sequence[Grouped]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of records."""
    counts: Counter[tuple[bool, bool]] = Counter()
    for story in stories:
        for i, j in combinations(range(len(story.gold)), 2):
            counts[story.gold[i] == story.gold[j], story.ours[i] == story.ours[j]] += 1
    both, ours, gold = counts[True, True], counts[False, True], counts[True, False]
    return harmony(both / max(1, both + ours), both / max(1, both + gold))


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
        f"{label} P {100 * p:.1f} R {100 * r:.1f} F1 {100 * f:.1f}" for label, (p, r, f) in rows
    ]
    print(f"{name:14s} {len(stories):4d} stories  {'   '.join(figures)}")


# --- fitting -------------------------------------------------------------------------


@dataclass(frozen=True)
class Pairs:
    """Pairs of records of one type: the story of each, its evidence, whether it is one event."""

    story: NDArray[np.int64]
    columns: NDArray[np.float64]
    same: NDArray[np.float64]
    names: tuple[str, ...]


def pairs_of(stories: Sequence[Labelled], likeness: Likeness) -> Pairs:
    """All pairs of one type in the stories."""
    found = [
        (at, said, same)
        for at, story in enumerate(stories)
        for said, same in story_pairs(story, likeness)
    ]
    names = tuple(sorted({name for _, said, _ in found for name in said}))
    column = {name: at for at, name in enumerate(names)}
    columns = np.zeros((len(found), len(names)))
    for at, (_, said, _) in enumerate(found):
        columns[at, [column[name] for name in said]] = 1
    story, same = np.array([row[0] for row in found]), np.array([float(row[2]) for row in found])
    return Pairs(story, columns, same, names)


def story_pairs(story: Labelled, likeness: Likeness) -> Iterator[tuple[list[str], bool]]:
    """The evidence of each pair of one type in a story, and whether it is one event."""
    sights = [see(record, story.story, likeness) for record in story.records]
    for i, j in combinations(range(len(sights)), 2):
        if story.records[i].type == story.records[j].type:
            said = list(evidence(sights[i], sights[j], likeness))
            yield said, story.events[i] == story.events[j]


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


def left_out(stories: Sequence[Labelled], pairs: Pairs, likeness: Likeness) -> list[Grouped]:
    """Every story grouped with points that were fitted without it."""
    found = dict[int, Grouped]()
    for fold in range(FOLDS):
        table = replace(likeness, points=fit(pairs, pairs.story % FOLDS != fold))
        found |= {at: grouped(stories[at], table) for at in range(fold, len(stories), FOLDS)}
    return [found[at] for at in range(len(stories))]


def write_points(points: dict[str, float]) -> None:
    """The table's points replaced."""
    head = re.split(r"(?m)^\[points\]\n", TABLE.read_text(encoding="utf-8"))[0]
    rows = "".join(f'"{name}" = {value}\n' for name, value in points.items() if value)
    TABLE.write_text(f"{head}[points]\n{rows}", encoding="utf-8")


def refit(stories: Sequence[Labelled], likeness: Likeness) -> Likeness:
    """The table fitted anew and written, with the figures of stories left out of the fit."""
    pairs = pairs_of(stories, likeness)
    for threshold in THRESHOLDS:
        table = replace(likeness, threshold=threshold)
        show(f"left out {threshold}", left_out(stories, pairs, table))
    points = fit(pairs, np.ones(len(pairs.same), dtype=bool))
    write_points(points)
    return replace(likeness, points=points)


def main(arguments: Sequence[str]) -> None:
    """The figures, after a fit if one is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--split", default="train")
    parser.add_argument("--resolving", choices=("gold", "own"), default="own")
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args(arguments)
    bench, likeness = build_bench(options.resolving), load_likeness()
    folders = {
        folder.name: [labelled(*pair) for pair in code_folder(folder, options.split, bench)]
        for folder in options.gold
    }
    if options.fit:
        likeness = refit([story for found in folders.values() for story in found], likeness)
    for name, found in folders.items():
        show(name, [grouped(story, likeness) for story in found])


if __name__ == "__main__":
    main(sys.argv[1:])
