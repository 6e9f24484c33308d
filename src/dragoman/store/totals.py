"""How many rows fit a filter, and how large a store is."""

from __future__ import annotations

from datetime import date

from dragoman.store.asked import Asked
from dragoman.store.conditions import Bound
from dragoman.store.filters import Filter, Kind
from dragoman.store.fitting import fitting

_SIZES = """
select (select count(*) from stories) as stories,
(select count(*) from records where newest) as records,
(select count(*) from voices where newest) as voices,
(select count(*) from events) as events,
(select count(*) from judgements where person and withdrawn_at is null) as judgements,
(select count(*) from corrections where withdrawn_at is null) as corrections
"""


def total(store: Asked, kind: Kind, chosen: Filter) -> int:
    """How many there are of this kind, whatever the filter's limit and cursor."""
    bound = Bound(store.dialect)
    source = fitting(store, kind, chosen, bound, columns=["1 as one"])
    rows = store.read(f"select count(*) as n from {source} fitting", bound.values)
    return int(rows["n"][0].as_py())


def sizes(store: Asked) -> dict[str, int]:
    """How many stories, records, voices, events, judgements and corrections there are.

    Records and voices are the newest coder's; judgements and corrections those of people.
    """
    [row] = store.read(_SIZES).to_pylist()
    return {name: int(n) for name, n in row.items()}


def last_added(store: Asked) -> date | None:
    """The day on which stories were last added, None for a store without any."""
    at = store.read("select max(finished) as at from runs")["at"][0].as_py()
    return None if at is None else at.date()
