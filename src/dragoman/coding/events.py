"""Which records of one story tell of the same event."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coding.likeness import Likeness, Sight, load_likeness, points_for, see
from dragoman.types import Record, Story


def group_events(
    records: Sequence[Record], story: Story, *, likeness: Likeness | None = None
) -> tuple[str, ...]:
    """The event of each record, "e1", "e2" ... in the order in which the story tells them.

    Each record, in text order, joins the event whose records on average speak most for it,
    or begins a new one; the order in which records are given changes nothing.
    """
    table = load_likeness() if likeness is None else likeness
    order = sorted(range(len(records)), key=lambda at: (records[at].trigger, records[at].id))
    events: list[list[Sight]] = []
    number_of: dict[int, int] = {}
    for at in order:
        sight = see(records[at], story, table)
        number = _best_event(sight, events, table)
        if number is None:
            number = len(events)
            events.append([])
        events[number].append(sight)
        number_of[at] = number + 1
    return tuple(f"e{number_of[at]}" for at in range(len(records)))


def _best_event(sight: Sight, events: Sequence[Sequence[Sight]], table: Likeness) -> int | None:
    """The event that the record joins: same type, and more points than the threshold."""
    best, most = None, table.threshold
    for number, members in enumerate(events):
        if members[0].record.type != sight.record.type:
            continue
        points = sum(points_for(member, sight, table) for member in members) / len(members)
        if points > most:
            best, most = number, points
    return best
