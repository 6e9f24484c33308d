"""Records as people name them: by their own id, or by an event that they are the earliest of."""

from __future__ import annotations

from dragoman.errors import UsageError
from dragoman.store.asked import Asked
from dragoman.store.reviewing import EVENTS_OF, IS_RECORD, LEADS_TO


def record_named(store: Asked, id_: str) -> str:
    """The id of the record meant; for an event, also under an id of before, its earliest record.

    An event has the id of its earliest record, so most ids of events need no looking up.
    """
    if store.read(IS_RECORD, [id_]).num_rows:
        return id_
    led = store.read(LEADS_TO, [id_])["event"].to_pylist()
    if led:
        return str(led[0])
    raise UsageError(f"no record or event {id_} in this store")


def events_of(store: Asked, *records: str) -> list[str]:
    """The event of each of these records, in order."""
    rows = store.read(EVENTS_OF, [list(records)])
    event_of = dict(zip(rows["record"].to_pylist(), rows["event"].to_pylist(), strict=True))
    return [str(event_of.get(record, "")) for record in records]
