"""Links of one event with several events of another story, of which one at most is right.

A story's event is told in another story once, as a rule.  Where links lead to several of its events
each counts for less, and the more events there are to choose from the less.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dragoman.linking.clusters import JOINED, Link

#: An event of a story: the story, and what its coder calls the event.
Unit = tuple[str, str]

#: The power of the number of choices by which a score is divided.
SHARED = 0.25


def among_choices(links: Iterable[Link], unit_of: Mapping[str, Unit]) -> list[Link]:
    """The links in order, each score lessened by how many events it chooses among, on both sides.

    What a person joined for sure stays as it is; links of records without a unit are left out.
    """
    links = [link for link in links if link[0] in unit_of and link[1] in unit_of]
    choices = _choices(links, unit_of)
    return [
        (one, other, score if score >= JOINED else score / _crowd(choices, unit_of, one, other))
        for one, other, score in links
    ]


def _choices(
    links: Iterable[Link], unit_of: Mapping[str, Unit]
) -> Mapping[tuple[Unit, str], set[Unit]]:
    """For each event and other story the events of that story to which links lead."""
    found: dict[tuple[Unit, str], set[Unit]] = defaultdict(set)
    for one, other, _ in links:
        here, there = unit_of[one], unit_of[other]
        found[here, there[0]].add(there)
        found[there, here[0]].add(here)
    return found


def _crowd(
    choices: Mapping[tuple[Unit, str], set[Unit]], unit_of: Mapping[str, Unit], one: str, other: str
) -> float:
    here, there = unit_of[one], unit_of[other]
    crowd: float = (len(choices[here, there[0]]) * len(choices[there, here[0]])) ** SHARED
    return crowd
