"""Events brought up to date: the neighbourhood of what changed, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations
from types import MappingProxyType

from dragoman.keeping.linking import Link, Linking
from dragoman.store.connected import connected
from dragoman.store.database import Transaction
from dragoman.store.event_rows import event_row
from dragoman.store.judged import corrections_of
from dragoman.store.neighbours import links_among, read_reports
from dragoman.store.reports import TOLD
from dragoman.store.views import (
    Standing,
    members_of,
    redirect,
    replace_events,
    replace_members,
    standings,
)
from dragoman.types import Event, Report

Cluster = tuple[str, ...]
Pair = tuple[str, str]

NOTHING: Mapping[str, Report] = MappingProxyType({})
#: The coder itself says that records of one story are of one event.
CODER_SAYS = 1.0


@dataclass(frozen=True, slots=True)
class _Before:
    """Events as they were: by record, and the records of each."""

    event_of: Mapping[str, str]
    members: Mapping[str, set[str]]


def rebuild_events(
    change: Transaction,
    dirty: Collection[str],
    linking: Linking,
    *,
    gone: Collection[str] = (),
    at_hand: Mapping[str, Report] = NOTHING,
) -> None:
    """Cluster anew around records that changed or are gone; write the events that differ.

    Of the reports those `at_hand` are not read again.
    """
    if not dirty and not gone:
        return
    dirty = frozenset(dirty)
    around = connected(change, {*dirty, *gone})
    standing = standings(change, around)
    clusters = _clusters(change, standing, linking)
    before = _before(members_of(change, around))
    changed = [one for one in clusters if _differs(one, before, dirty)]
    events = _events(change, changed, linking, at_hand)
    _write(change, events, before, gone=around - standing.keys())


def events_among(reports: Sequence[Report], same: Iterable[Link], linking: Linking) -> list[Event]:
    """The events of reports that hang together, where nobody has judged or corrected any."""
    report_of = {one.record.id: one for one in reports}
    standing = [Standing(one.record.id, one.story.id, one.record.event) for one in reports]
    links = sorted([*same, *_inside_stories(standing, ())])
    clusters = linking.clusters(sorted(report_of), links, ())
    return [linking.build_event([report_of[one] for one in cluster]) for cluster in clusters]


def _clusters(
    change: Transaction, standing: Mapping[str, Standing], linking: Linking
) -> Sequence[Cluster]:
    links = links_among(change, standing)
    inside = _inside_stories(standing.values(), {*links.different})
    return linking.clusters(sorted(standing), sorted([*links.same, *inside]), links.different)


def _inside_stories(standing: Iterable[Standing], apart: Collection[Pair]) -> list[Link]:
    """Links between records that their coder puts into one event of the story.

    Each with the first is enough, unless a person keeps some of them apart.
    """
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in standing:
        groups[one.story, one.event_in_story].append(one.id)
    judged = {record for pair in apart for record in pair}
    return [
        (*pair, CODER_SAYS) for group in groups.values() for pair in _joins(group, apart, judged)
    ]


def _joins(group: Sequence[str], apart: Collection[Pair], judged: Set[str]) -> list[Pair]:
    first, *others = sorted(group)
    if judged.isdisjoint(group):
        return [(first, other) for other in others]
    return [pair for pair in combinations([first, *others], 2) if pair not in apart]


def _before(event_of: Mapping[str, str]) -> _Before:
    members: dict[str, set[str]] = defaultdict(set)
    for record, event in event_of.items():
        members[event].add(record)
    return _Before(event_of, members)


def _differs(cluster: Cluster, before: _Before, dirty: frozenset[str]) -> bool:
    """Whether the event of these records must be written anew."""
    event = before.event_of.get(cluster[0], "")
    return before.members.get(event) != {*cluster} or not dirty.isdisjoint(cluster)


def _events(
    change: Transaction,
    clusters: Sequence[Cluster],
    linking: Linking,
    at_hand: Mapping[str, Report],
) -> list[Event]:
    records = {record for cluster in clusters for record in cluster}
    others = {one.record.id: one for one in read_reports(change, records - at_hand.keys(), TOLD)}
    reports = {**at_hand, **others}
    for record, several in corrections_of(change, records).items():
        told = reports[record]
        reports[record] = replace(told, record=linking.corrected(told.record, several))
    return [linking.build_event([reports[record] for record in cluster]) for cluster in clusters]


def _write(
    change: Transaction, events: Sequence[Event], before: _Before, *, gone: Collection[str]
) -> None:
    event_of = {one.record.id: event.id for event in events for one in event.reports}
    left = {before.event_of[one] for one in (*event_of, *gone) if one in before.event_of}
    alive = {event.id for event in events}
    replace_events(change, left, [event_row(event) for event in events])
    replace_members(change, event_of, gone)
    redirect(change, _led(left - alive, event_of, before), alive)


def _led(old: Iterable[str], event_of: Mapping[str, str], before: _Before) -> dict[str, str]:
    """Where the ids of events that are no more lead: to their record, else to most of its company."""
    led = {}
    for event in sorted(old):
        company = [event_of[one] for one in sorted(before.members[event]) if one in event_of]
        if event in event_of:
            led[event] = event_of[event]
        elif company:
            led[event] = max(sorted(set(company)), key=company.count)
    return led
