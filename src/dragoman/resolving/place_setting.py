"""Where a story plays: how much its names speak for each country and province."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass

from dragoman.resolving.gazetteer import Gazetteer
from dragoman.resolving.names import name_key
from dragoman.resolving.place_names import RUN, stretches
from dragoman.resolving.place_readings import Reading, readings_of
from dragoman.types import Story

NO_PLACE = 1.2  # odds that a name of the story is no place at all: "Park", "Hilton"
SHARPNESS = 1.5  # how much a likelier reading of a name outweighs the others as evidence

Area = tuple[str, str | None]  # a country and a province of it, or the whole country


@dataclass(frozen=True, slots=True)
class Seen:
    """A name that stands in the story at `start`."""

    key: str
    start: int


@dataclass(frozen=True, slots=True)
class Setting:
    """The evidence of every name in the story, kept by name, so that none speaks for itself."""

    seen: tuple[Seen, ...]
    readings: dict[str, tuple[Reading, ...]]
    weight_by_name: dict[str, dict[Area, float]]
    total: dict[Area, float]
    sum: float

    def share(self, area: Area, key: str) -> float:
        """How much of the other names' evidence is for the area, from 0 to 1."""
        own = self.weight_by_name.get(key, {})
        rest = self.sum - sum(weight for (_, province), weight in own.items() if province is None)
        return (self.total.get(area, 0.0) - own.get(area, 0.0)) / rest if rest > 0.01 else 0.0

    def main_country(self) -> tuple[str | None, float]:
        """The country that most of the evidence is for, with its share."""
        whole = {
            country: weight
            for (country, province), weight in self.total.items()
            if province is None
        }
        if not whole:
            return None, 0.0
        top = max(whole, key=lambda country: (whole[country], country))
        return top, whole[top] / self.sum


def read_setting(story: Story, gazetteer: Gazetteer) -> Setting:
    """The evidence of all names that the gazetteer knows in the story's text."""
    readings: dict[str, tuple[Reading, ...]] = {}
    seen = [
        name
        for run in RUN.finditer(story.text)
        for name in _seen_in(run[0], run.start(), gazetteer, readings)
    ]
    counts = Counter(name.key for name in seen)
    weights = {key: _weights(readings[key], count) for key, count in counts.items()}
    total: dict[Area, float] = defaultdict(float)
    for by_area in weights.values():
        for area, weight in by_area.items():
            total[area] += weight
    whole = sum(weight for (_, province), weight in total.items() if province is None)
    return Setting(tuple(seen), readings, weights, dict(total), whole)


def _seen_in(
    run: str, start: int, gazetteer: Gazetteer, readings: dict[str, tuple[Reading, ...]]
) -> list[Seen]:
    """The longest known names in a run of capitals that do not overlap."""
    found: list[tuple[int, int, str]] = []
    for named in stretches(run, start):
        end = named.start + len(named.name)
        if any(
            named.start < other_end and other_start < end for other_start, other_end, _ in found
        ):
            continue
        key = name_key(named.name)
        if key not in readings:
            readings[key] = readings_of(named.name, gazetteer)
        if readings[key]:
            found.append((named.start, end, key))
    return [Seen(key, at) for at, _, key in sorted(found)]


def _weights(readings: tuple[Reading, ...], count: int) -> dict[Area, float]:
    """What a name said so many times speaks for, over all that it can mean."""
    odds = [math.exp(SHARPNESS * reading.prior) for reading in readings]
    scale = math.log1p(count) / (sum(odds) + math.exp(SHARPNESS * NO_PLACE))
    weights: dict[Area, float] = defaultdict(float)
    for reading, odd in zip(readings, odds, strict=True):
        if reading.country is None:
            continue
        weights[reading.country, None] += odd * scale
        if reading.province is not None:
            weights[reading.country, reading.province] += odd * scale
    return dict(weights)
