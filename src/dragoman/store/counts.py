"""How many events or records there are of each month, type, country and so on."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from dragoman.errors import UsageError
from dragoman.store.asked import Asked
from dragoman.store.conditions import ALIAS, Bound
from dragoman.store.database import Dialect
from dragoman.store.dialects import distinct
from dragoman.store.dimensions import Dimension
from dragoman.store.filters import Filter, Kind
from dragoman.store.fitting import fitting

_COUNTED = (Kind.EVENTS, Kind.RECORDS)
#: What is read off a row as it is; a range of days counts by its first.
_SCALARS = {
    Dimension.DAY: "{t}.first",
    Dimension.WEEK: "cast(date_trunc('week', {t}.first) as date)",  # its Monday
    Dimension.MONTH: "left(cast({t}.first as text), 7)",
    Dimension.YEAR: "left(cast({t}.first as text), 4)",
    Dimension.TYPE: "{t}.type",
    Dimension.QUAD: "{t}.quad",
    Dimension.MODE: "{t}.mode",
    Dimension.AUXILIARY: "{t}.auxiliary",
    Dimension.PLACE_COUNTRY: "{t}.place_country",
}
#: Lists, each of whose values counts once a row.
_LISTS = {
    Dimension.ACTOR: "{t}.actor_names",
    Dimension.RECIPIENT: "{t}.recipient_names",
    Dimension.ACTOR_COUNTRY: "{t}.actor_countries",
    Dimension.RECIPIENT_COUNTRY: "{t}.recipient_countries",
    Dimension.SECTOR: "({t}.actor_sectors || {t}.recipient_sectors)",
    Dimension.CONTEXT: "{t}.contexts",
    Dimension.VOICE: "{t}.voice_names",
    Dimension.VOICE_COUNTRY: "{t}.voice_countries",
}
#: Lists that may hold a value twice.
_REPEATED = (Dimension.ACTOR, Dimension.RECIPIENT, Dimension.VOICE, Dimension.SECTOR)
_SIDES = (Dimension.ACTOR_COUNTRY, Dimension.RECIPIENT_COUNTRY)


def count(store: Asked, kind: Kind, by: Sequence[Dimension], chosen: Filter) -> pa.Table:
    """A row for each combination that there is, in order, with its `count`.

    A row with two actor countries counts once in each, one without any under none.  By dyad,
    each actor country is paired with each recipient country.
    """
    if kind not in _COUNTED:
        raise UsageError("events and records can be counted, stories and voices cannot")
    bound = Bound(store.dialect)
    source = _source(store, kind, by, chosen, bound=bound)
    shown = ", ".join(f'{_shown(one)} as "{one.value}"' for one in by)
    numbers = range(1, len(by) + 1)
    sql = (
        f"select {shown}, count(*) as count from {source} counted "
        f"group by {', '.join(map(str, numbers))} "
        f"order by {', '.join(f'{number} nulls last' for number in numbers)}"
    )
    return store.read(sql, bound.values)


def _source(
    store: Asked, kind: Kind, by: Sequence[Dimension], chosen: Filter, *, bound: Bound
) -> str:
    """The rows to count, with a column for each dimension."""
    lists = _lists(kind, by, store.dialect)
    columns = [*_scalars(kind, by), *(f"{array} as {_list(one)}" for one, array in lists.items())]
    source = fitting(store, kind, chosen, bound, columns=columns)
    for one in lists:  # one at a time: side by side in one select they would be zipped
        source = f"(select *, unnest({_list(one)}) as {_name(one)} from {source} taken_{one.name})"
    return source


def _scalars(kind: Kind, by: Sequence[Dimension]) -> list[str]:
    sources = dict(_SCALARS)
    if kind is Kind.RECORDS:
        sources[Dimension.PUBLISHER] = "{t}.publisher"
    return [f"{sources[one].format(t=ALIAS[kind])} as {_name(one)}" for one in by if one in sources]


def _lists(kind: Kind, by: Sequence[Dimension], dialect: Dialect) -> dict[Dimension, str]:
    """The lists to take apart, each once: a dyad shares those of its sides."""
    sources = dict(_LISTS)
    if kind is Kind.EVENTS:
        sources[Dimension.PUBLISHER] = "{t}.publishers"
    wanted = dict.fromkeys(by)
    if Dimension.DYAD in wanted:
        wanted |= dict.fromkeys(_SIDES)
    found = {one: sources[one].format(t=ALIAS[kind]) for one in wanted if one in sources}
    return {one: _padded(one, array, dialect) for one, array in found.items()}


def _padded(dimension: Dimension, array: str, dialect: Dialect) -> str:
    """A list without repetitions, and with one null instead of nothing."""
    once = distinct(dialect, array) if dimension in _REPEATED else array
    none = "array[cast(null as text)]"
    return f"case when coalesce(array_length({array}, 1), 0) = 0 then {none} else {once} end"


def _list(dimension: Dimension) -> str:
    return f"all_{dimension.name.lower()}"


def _name(dimension: Dimension) -> str:
    return f"by_{dimension.name.lower()}"


def _shown(dimension: Dimension) -> str:
    if dimension is Dimension.DYAD:
        return " || '-' || ".join(_name(side) for side in _SIDES)
    return _name(dimension)
