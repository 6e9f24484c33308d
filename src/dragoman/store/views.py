"""Events as the store keeps them: who belongs to which, what their ids were, and their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from dragoman.store.arrivals import stage_ids
from dragoman.store.database import Transaction
from dragoman.store.rows import Row, table


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a record stands: its story, and its event in the story."""

    id: str
    story: str
    event_in_story: str


def standings(change: Transaction, records: Iterable[str]) -> dict[str, Standing]:
    """Where each of these records stands; those that no newest coder gives are left out."""
    stage_ids(change, "asked", records)
    rows = change.read(
        "select r.id, r.story, r.event_in_story "
        "from asked a join records r on r.id = a.id where r.newest"
    )
    columns = (rows[name].to_pylist() for name in ("id", "story", "event_in_story"))
    return {one.id: one for one in map(Standing, *columns)}


def members_of(change: Transaction, records: Iterable[str]) -> dict[str, str]:
    """The events until now of these records and of all that share them, by record."""
    stage_ids(change, "asked", records)
    rows = change.read(
        "select distinct other.record, other.event from membership m "
        "join asked a on a.id = m.record join membership other on other.event = m.event"
    )
    return dict(zip(rows["record"].to_pylist(), rows["event"].to_pylist(), strict=True))


def replace_events(change: Transaction, old: Iterable[str], rows: Sequence[Row]) -> None:
    """These rows in place of the events with the old ids."""
    stage_ids(change, "asked", {*old, *(str(row["id"]) for row in rows)})
    change.write("delete from events where id in (select id from asked)")
    change.insert("events", table("events", rows))


def replace_members(change: Transaction, event_of: Mapping[str, str], gone: Iterable[str]) -> None:
    """Let each record belong to its event, and those gone to none."""
    stage_ids(change, "asked", {*event_of, *gone})
    change.write("delete from membership where record in (select id from asked)")
    change.insert("membership", _pairs(event_of, "record"))


def redirect(change: Transaction, event_of: Mapping[str, str], alive: Iterable[str]) -> None:
    """Lead each old id to its event of now, also where it was led to before."""
    stage_ids(change, "asked", {*alive, *event_of})
    change.write("delete from redirects where old in (select id from asked)")
    change.stage("moved", _pairs(event_of, "old"))
    change.write("update redirects set event = m.event from moved m where m.old = redirects.event")
    change.write("insert into redirects (old, event) select old, event from moved")


def _pairs(event_of: Mapping[str, str], name: str) -> pa.Table:
    records, events = (
        pa.array(list(event_of), pa.string()),
        pa.array(event_of.values(), pa.string()),
    )
    return pa.table({name: records, "event": events})
