"""The named comparisons of two records, each of which finds one of a few things or abstains.

Every comparison is the same whichever record comes first.  Auxiliary and voice are no grounds
for keeping records apart: a claim and its denial are of one event.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.linking.faces import NONE, Faces, Ids, Rows, Side, number_of_type
from dragoman.linking.sets import Both, cosines, dice, kilometres, meet, overlap
from dragoman.types import Auxiliary

Found = NDArray[np.int8]
Truth = NDArray[np.bool_]

#: A comparison that has nothing to go on.
ABSTAINS = -1
#: Wire copy trails the event by up to two days.
TRAIL_DAYS = 2
#: Towns this near are one place to reporters.
NEAR_KM = 50.0
#: A range longer than this is a season or a year, not a time.
LONG_DAYS = 31
#: Counts that differ by no more than this share of the greater are one count.
NEAR_COUNT = 0.2
_HISTORICAL = list(Auxiliary).index(Auxiliary.HISTORICAL)
_MUTUAL = [number_of_type(name) for name in ("AGREE", "CONSULT", "COOPERATE")]
_COOPERATION = 2  # quad classes 1 and 2 are cooperation, 3 and 4 conflict


@dataclass(frozen=True, slots=True)
class Comparison:
    """One feature: its name, what it can find, and how."""

    name: str
    levels: tuple[str, ...]
    find: Callable[[Both], Found]


def compare(rows: Faces, left: Rows, right: Rows) -> Found:
    """For each pair of rows what each of COMPARISONS found, as the number of its level."""
    both = Both(rows, left, right)
    return np.stack([comparison.find(both) for comparison in COMPARISONS], axis=1)


def _chosen(*cases: Truth | np.bool_) -> Found:
    """The number of the first case that holds, else ABSTAINS."""
    return np.select(cases, list(range(len(cases))), ABSTAINS).astype(np.int8)


def _binned(values: NDArray[np.float64], edges: tuple[float, ...]) -> Found:
    """The number of the bin of each value, the greatest first; ABSTAINS where there is none."""
    found = len(edges) - np.digitize(values, edges)
    return np.where(np.isnan(values), ABSTAINS, found).astype(np.int8)


# --- what happened -------------------------------------------------------------------


def _type(both: Both) -> Found:
    (type_1, type_2), (quad_1, quad_2) = both.of(both.rows.type), both.of(both.rows.quad)
    side = (quad_1 <= _COOPERATION) == (quad_2 <= _COOPERATION)
    return _chosen(type_1 == type_2, quad_1 == quad_2, side, ~side)


def _mode(both: Both) -> Found:
    """A shelling is seldom the fighting as a whole; two records that tell no mode say nothing."""
    one, other = both.of(both.rows.mode)
    told, told_too = one != 0, other != 0
    return _chosen(told & (one == other), told ^ told_too, told & told_too)


def _trigger(both: Both) -> Found:
    one, other = both.of(both.rows.trigger)
    known = one.any(axis=1) & other.any(axis=1)
    return _chosen(meet(one, other), known)


def _auxiliary(both: Both) -> Found:
    """Whether one tells of another era: affirmed and denied are one event."""
    one, other = both.of(both.rows.auxiliary)
    old_1, old_2 = one == _HISTORICAL, other == _HISTORICAL
    return _chosen(old_1 & old_2, old_1 | old_2)


def _vector(both: Both) -> Found:
    return _binned(cosines(*both.of(both.rows.vector)), VECTOR_EDGES)


# --- who -----------------------------------------------------------------------------


def _actors(both: Both) -> Found:
    return _sides(*both.sides(both.rows.actors))


def _recipients(both: Both) -> Found:
    return _sides(*both.sides(both.rows.recipients))


def _sides(one: Side, other: Side) -> Found:
    """How near two sides are; a minister and his government are close."""
    there = one.names.any(axis=1) & other.names.any(axis=1)
    name, words = meet(one.names, other.names), meet(one.words, other.words)
    close, country = meet(one.close, other.close), meet(one.countries, other.countries)
    known = one.countries.any(axis=1) & other.countries.any(axis=1)
    told = one.words.any(axis=1) & other.words.any(axis=1)
    return _chosen(
        name,
        words,
        close & there & ~told,
        close & there,
        country & there,
        there & known,
    )


def _swapped(both: Both) -> Found:
    """Whether the parties meet crosswise and not straight: visitor and host, or blow and answer."""
    (actors_1, actors_2), (recipients_1, recipients_2) = (
        both.sides(both.rows.actors),
        both.sides(both.rows.recipients),
    )
    straight = _alike(actors_1, actors_2) | _alike(recipients_1, recipients_2)
    cross = _alike(actors_1, recipients_2) | _alike(recipients_1, actors_2)
    mutual = np.isin(both.of(both.rows.type)[0], _MUTUAL)
    return _chosen(cross & ~straight & mutual, cross & ~straight)


def _alike(one: Side, other: Side) -> Truth:
    return (
        meet(one.names, other.names) | meet(one.words, other.words) | meet(one.close, other.close)
    )


def _parties(both: Both) -> Found:
    """The share of the shorter list of parties that the other has, in any role, by country."""
    (actors_1, actors_2), (recipients_1, recipients_2) = (
        both.sides(both.rows.actors),
        both.sides(both.rows.recipients),
    )
    one = np.concatenate([actors_1.countries, recipients_1.countries], axis=1)
    other = np.concatenate([actors_2.countries, recipients_2.countries], axis=1)
    return _binned(overlap(one, other), (0.01, 0.99))


def _speakers(both: Both) -> Found:
    """Only where the same voice tells both: another voice may tell of the same."""
    return _chosen(meet(*both.of(both.rows.speakers)))


# --- when ----------------------------------------------------------------------------


def _date(both: Both) -> Found:
    """Days told in both: the same, in one another, near or apart."""
    (first_1, first_2), (last_1, last_2) = both.of(both.rows.first), both.of(both.rows.last)
    said_1, said_2 = both.of(both.rows.said)
    told = said_1 & said_2 & (first_1 != NONE) & (first_2 != NONE)
    same = (first_1 == first_2) & (last_1 == last_2)
    gap, long = _apart(both)
    return _chosen(
        told & same & ~long,
        told & (gap <= 0) & ~long,
        told & (gap <= 0),
        told & (gap <= TRAIL_DAYS),
        told,
    )


def _day(both: Both) -> Found:
    """Days told in one, and the other's publication: wire copy trails the event."""
    (first_1, first_2), (said_1, said_2) = both.of(both.rows.first), both.of(both.rows.said)
    half = (said_1 ^ said_2) & (first_1 != NONE) & (first_2 != NONE)
    gap, long = _apart(both)
    return _chosen(half & (gap <= TRAIL_DAYS) & ~long, half & (gap <= TRAIL_DAYS), half)


def _apart(both: Both) -> tuple[Ids, Truth]:
    """Days between the two times, 0 or less where they overlap; whether one is a season or more."""
    (first_1, first_2), (last_1, last_2) = both.of(both.rows.first), both.of(both.rows.last)
    gap = np.maximum(first_1, first_2) - np.minimum(last_1, last_2)
    return gap, np.maximum(last_1 - first_1, last_2 - first_2) > LONG_DAYS


def _published(both: Both) -> Found:
    one, other = both.of(both.rows.published)
    known = (one != NONE) & (other != NONE)
    apart = np.abs(one - other)
    return _chosen(*(known & (apart <= days) for days in PUBLISHED_DAYS), known)


# --- where ---------------------------------------------------------------------------


def _place(both: Both) -> Found:
    """The same, one in the other, near, in one country, or apart."""
    name_1, name_2 = both.of(both.rows.place)
    known = (name_1 != 0) & (name_2 != 0)
    (country_1, country_2), (wide_1, wide_2) = (
        both.of(both.rows.place_country),
        both.of(both.rows.wide),
    )
    country = (country_1 == country_2) & (country_1 != 0)
    (province_1, province_2) = both.of(both.rows.province)
    inside = (province_1 == name_2) & (name_2 != 0) | (province_2 == name_1) & (name_1 != 0)
    near = kilometres(*both.of(both.rows.where)) <= NEAR_KM
    return _chosen(
        known & (name_1 == name_2) & ~(wide_1 | wide_2),
        known & (name_1 == name_2),
        known & (inside | near),
        known & country & (wide_1 | wide_2),
        known & country,
        known,
    )


# --- in which words ------------------------------------------------------------------


def _words(both: Both) -> Found:
    return _binned(dice(*both.of(both.rows.words)), WORDS_EDGES)


def _figures(both: Both) -> Found:
    one, other = both.of(both.rows.figures)
    return _chosen(meet(one, other))


def _numbers(both: Both) -> Found:
    """Counts of dead, injured, arrested, taking part that both give: alike or not."""
    one, other = both.of(both.rows.numbers)
    known = (one != NONE) & (other != NONE)
    most = np.maximum(one, other)
    near = known & (np.abs(one - other) <= NEAR_COUNT * most)
    return _chosen((near & (one == other)).any(axis=1), near.any(axis=1), known.any(axis=1))


VECTOR_EDGES = (0.4, 0.6, 0.7, 0.8)
WORDS_EDGES = (0.1, 0.2, 0.3)
PUBLISHED_DAYS = (1, 3, 7)


def _ranges(edges: tuple[float, ...]) -> tuple[str, ...]:
    """What each bin is called: by its least and greatest value."""
    least = (f"from {edge:g}" for edge in reversed(edges))
    return (*least, f"under {edges[0]:g}")


_SHARES = ("all shared", "some shared", "none shared")
_SIDES = (
    "same name",
    "shared name",
    "one body",
    "same country and sector",
    "same country",
    "different",
)
COMPARISONS = (
    Comparison("type", ("same", "same quad class", "same side", "other side"), _type),
    Comparison("mode", ("same", "told in one", "different"), _mode),
    Comparison("trigger", ("same word", "other word"), _trigger),
    Comparison("auxiliary", ("both historical", "one historical"), _auxiliary),
    Comparison("vector", _ranges(VECTOR_EDGES), _vector),
    Comparison("actors", _SIDES, _actors),
    Comparison("recipients", _SIDES, _recipients),
    Comparison("swapped", ("by both", "by one"), _swapped),
    Comparison("countries", _SHARES, _parties),
    Comparison("speakers", ("same voice",), _speakers),
    Comparison("date", ("same days", "overlap", "long overlap", "near", "apart"), _date),
    Comparison("day", ("near publication", "long, near publication", "far from publication"), _day),
    Comparison(
        "published",
        (*(f"{days} days apart at most" for days in PUBLISHED_DAYS), "later"),
        _published,
    ),
    Comparison(
        "place",
        (
            "same place",
            "same country, no place",
            "inside or near",
            "country of",
            "same country",
            "different",
        ),
        _place,
    ),
    Comparison("words", _ranges(WORDS_EDGES), _words),
    Comparison("figures", ("shared",), _figures),
    Comparison("numbers", ("equal", "near", "different"), _numbers),
)
