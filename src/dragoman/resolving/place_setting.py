"""Where a story plays: how much its names speak for each country, province and neighbourhood."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from dragoman.resolving.gazetteer import Gazetteer
from dragoman.resolving.names import name_key
from dragoman.resolving.place_names import RUN, stretches
from dragoman.resolving.place_readings import Reading, readings_of
from dragoman.types import Story

Floats = NDArray[np.float64]

NO_PLACE = 1.2  # odds that a name of the story is no place at all: "Park", "Hilton"
SHARPNESS = 1.5  # how much a likelier reading of a name outweighs the others as evidence

# Log-odds that the story adds to a reading; set on the train part of the gold.
COUNTRY_SHARE = 4.0
PROVINCE_SHARE = 5.0
NEARNESS = 5.0
HALF_NEAR = 0.5  # of the evidence of one name told once, right there

#: Of a name's readings so many, the likeliest, speak for a neighbourhood, and none less likely than this.
NEIGHBOURS, LEAST_LIKELY = 12, 0.02
#: How far a place speaks for others, in km: at this distance a third of what it says beside itself.
REACH_KM = 120.0
EARTH_KM = 6371.0

Area = tuple[str, str | None]  # a country and a province of it, or the whole country


@dataclass(frozen=True, slots=True)
class Seen:
    """A name that stands in the story at `start`."""

    key: str
    start: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Points (latitude and longitude in radians) that names of the story can mean, and their weights.

    `first` are the rows at which another name's points begin, `keys` those names.
    """

    points: Floats
    weights: Floats
    first: NDArray[np.int64]
    keys: tuple[str, ...]

    def near(self, latitude: float, longitude: float, key: str) -> float:
        """How much the other names speak for a place at this point, 0 and up.

        Each name counts with its best reading: likely, said often and near.
        """
        if not len(self.points):
            return 0.0
        here = np.radians([latitude, longitude])
        half = np.sin((self.points - here) / 2) ** 2
        cosines = np.cos(self.points[:, 0]) * math.cos(here[0])
        apart = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half[:, 0] + cosines * half[:, 1], 0, 1)))
        best = np.maximum.reduceat(self.weights * np.exp(-apart / REACH_KM), self.first)
        own = self.keys.index(key) if key in self.keys else None
        return float(best.sum() - (0.0 if own is None else best[own]))


@dataclass(frozen=True, slots=True)
class Setting:
    """The evidence of every name in the story, kept by name, so that none speaks for itself."""

    seen: tuple[Seen, ...]
    readings: dict[str, tuple[Reading, ...]]
    weight_by_name: dict[str, dict[Area, float]]
    total: dict[Area, float]
    sum: float
    neighbours: Neighbours

    def share(self, area: Area, key: str) -> float:
        """How much of the other names' evidence is for the area, from 0 to 1."""
        own = self.weight_by_name.get(key, {})
        rest = self.sum - sum(weight for (_, province), weight in own.items() if province is None)
        return (self.total.get(area, 0.0) - own.get(area, 0.0)) / rest if rest > 0.01 else 0.0

    def odds(self, reading: Reading, key: str) -> float:
        """A reading's log-odds with what the other names of the story say for its country."""
        if reading.country is None:
            return reading.prior
        share = COUNTRY_SHARE * self.share((reading.country, None), key)
        if reading.province is not None:
            share += PROVINCE_SHARE * self.share((reading.country, reading.province), key)
        if reading.latitude is not None and reading.longitude is not None and not reading.is_whole:
            near = self.neighbours.near(reading.latitude, reading.longitude, key)
            share += NEARNESS * near / (near + HALF_NEAR)
        return reading.prior + share

    def likeliest(self, key: str) -> Reading | None:
        """The likeliest reading of a name of the story, None where the gazetteer has none."""
        readings = self.readings.get(key, ())
        return max(readings, key=partial(self.odds, key=key), default=None)

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
    neighbours = _neighbours(readings, counts)
    return Setting(tuple(seen), readings, weights, dict(total), whole, neighbours)


def _neighbours(readings: dict[str, tuple[Reading, ...]], counts: Counter[str]) -> Neighbours:
    """The towns and second-order divisions that the story's names can mean."""
    points: list[tuple[float, float]] = []
    weights: list[float] = []
    first: list[int] = []
    keys: list[str] = []
    for key, count in counts.items():
        odds = [math.exp(SHARPNESS * reading.prior) for reading in readings[key]]
        whole = sum(odds) + math.exp(SHARPNESS * NO_PLACE)
        ranked = sorted(zip(odds, readings[key], strict=True), key=_odds, reverse=True)
        small = [
            (odd / whole * math.log1p(count), reading.latitude, reading.longitude)
            for odd, reading in ranked[:NEIGHBOURS]
            if (reading.is_city or reading.feature in ("ADM1", "ADM2"))
            and odd / whole >= LEAST_LIKELY
        ]
        found = [(w, la, lo) for w, la, lo in small if la is not None and lo is not None]
        if found:
            first.append(len(points))
            keys.append(key)
            points += [(latitude, longitude) for _, latitude, longitude in found]
            weights += [weight for weight, _, _ in found]
    return Neighbours(
        np.radians(np.array(points, dtype=np.float64).reshape(-1, 2)),
        np.array(weights, dtype=np.float64),
        np.array(first, dtype=np.int64),
        tuple(keys),
    )


def _odds(pair: tuple[float, Reading]) -> float:
    return pair[0]


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
