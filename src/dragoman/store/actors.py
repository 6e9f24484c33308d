"""Actors by name, as events tell of them: who they are, and what they did to whom."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

import pyarrow as pa

from dragoman.store.asked import Asked
from dragoman.store.conditions import Bound, named
from dragoman.store.dialects import distinct

Json = dict[str, Any]

#: Events whose mentions tell who an actor is: the latest, and enough for a majority.
_MENTIONS = 20
#: The actors' own names on either side of an event, each once.
_SIDES = "(e.actor_names || e.recipient_names)"


class Side(StrEnum):
    """Where an actor stands in an event."""

    ACTOR = "actor"
    RECIPIENT = "recipient"


def names(store: Asked, words: str, *, limit: int) -> pa.Table:
    """`name` and `events` of those whose names hold the words, who are in most events first."""
    bound = Bound(store.dialect)
    once = distinct(store.dialect, _SIDES)
    fits = named("name", words, bound) if words else "true"
    return store.read(
        f"select name, count(*) as events from (select unnest({once}) as name from events e) "
        f"sides where {fits} group by name order by events desc, name limit {bound.put(limit)}",
        bound.values,
    )


def mentions(store: Asked, actors: Sequence[str]) -> dict[str, list[Json]]:
    """The JSON of mentions of these names, by name, in the latest events that have each."""
    rows = store.read(
        "select name, body from (select n.name, e.body, row_number() over "
        "(partition by n.name order by e.first desc nulls last, e.id) as place from "
        "(select unnest(cast($1 as text[])) as name) n join "
        f"(select id, first, body, unnest({_SIDES}) as name from events e "
        f"where {_SIDES} && cast($1 as text[])) e on e.name = n.name) ranked "
        "where place <= $2",
        [list(actors), _MENTIONS],
    ).to_pylist()
    found: dict[str, list[Json]] = {name: [] for name in actors}
    for row in rows:
        found[row["name"]] += _mentions_in(json.loads(row["body"]), row["name"])
    return found


def _mentions_in(body: Json, name: str) -> Iterator[Json]:
    for actor in (*body["actors"], *body["recipients"]):
        if (actor["name"] or actor["text"]) == name:
            yield actor


def deeds(store: Asked, name: str, side: Side, *, limit: int) -> pa.Table:
    """`type`, `other` (who stands on the other side, or null) and `count`, the most first."""
    other = Side.RECIPIENT if side is Side.ACTOR else Side.ACTOR
    none = "array[cast(null as text)]"
    others = distinct(store.dialect, f"e.{other}_names")
    padded = f"case when array_length(e.{other}_names, 1) > 0 then {others} else {none} end"
    return store.read(
        "select type, other, count(*) as count from "
        f"(select e.type, unnest({padded}) as other from events e "
        f"where e.{side}_names && cast($1 as text[])) told "
        "group by type, other order by count desc, type, other limit $2",
        [[name], limit],
    )


def voices_on(store: Asked, name: str, *, limit: int) -> list[str]:
    """The latest records about this actor that somebody else says, by their ids."""
    rows = store.read(
        "select r.id from records r where r.newest and "
        "(r.actor_names && cast($1 as text[]) or r.recipient_names && cast($1 as text[])) "
        "and array_length(r.voice_names, 1) > 0 and not (r.voice_names && cast($1 as text[])) "
        "order by r.published desc nulls last, r.id limit $2",
        [[name], limit],
    )
    return [str(one) for one in rows["id"].to_pylist()]


def voices_of(store: Asked, name: str, *, limit: int) -> pa.Table:
    """The latest voices whose source goes by exactly this name."""
    return store.read(
        "select v.story, v.position, v.words, v.body, s.url, s.publisher, s.title, s.published "
        "from voices v join stories s on s.id = v.story where v.newest and v.source = $1 "
        "order by v.published desc nulls last, v.story, v.position limit $2",
        [name, limit],
    )
