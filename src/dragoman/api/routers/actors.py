"""Actors: states, institutions and persons in public office, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response

from dragoman.api.access import Reader
from dragoman.api.actor_ids import actor_id, actor_name
from dragoman.api.models.actors import ActorsFound, WholeActor
from dragoman.api.public_actors import PublicActor, public_actor
from dragoman.api.rows import records, voice_item
from dragoman.api.served import Served, ServedHere
from dragoman.errors import UsageError
from dragoman.resolving.lexicon import Term
from dragoman.store.actors import Side, deeds, mentions, names, voices_of, voices_on

router = APIRouter(tags=["actors"])

Json = dict[str, Any]

#: Names that are looked at for each that is given: many are of nobody public.
_LOOKED_AT = 5
#: Rows of each part of an actor's page.
_DEEDS, _SAID = 100, 50
_PRIVATE = (
    "actors are states, institutions and persons in public office: there are no pages on others"
)


@router.get("/v1/actors", response_model=ActorsFound)
def find_actors(
    request: Request,
    served: ServedHere,
    _: Reader,
    *,
    q: Annotated[str, Query(max_length=300, description="Whole words of the name.")] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:
    """Public actors whose names hold these words, those in most events first."""
    if q and ("\x00" in q or not any(letter.isalnum() for letter in q)):
        raise UsageError(f"q must be words of a name, not {q!r}")
    return served.answers.give(request, lambda: _found(served, q, limit))


@router.get("/v1/actors/{id}", response_model=WholeActor)
def one_actor(request: Request, id: str, served: ServedHere, _: Reader) -> Response:  # noqa: A002
    """What a public actor is, did and had done, said, and what others say about them."""
    return served.answers.give(request, lambda: _whole(served, actor_name(id)))


def _found(served: Served, words: str, limit: int) -> Json:
    rows = names(served.store, words, limit=limit * _LOOKED_AT).to_pylist()
    told = mentions(served.store, [row["name"] for row in rows])
    items: list[Json] = []
    for row in rows:
        found = public_actor(row["name"], told[row["name"]], served.gazetteer)
        if found is not None and len(items) < limit:
            items.append({**_head(row["name"], found), "events": row["events"]})
    return {"items": items}


def _whole(served: Served, name: str) -> Json:
    if "\x00" in name:
        raise HTTPException(404, _PRIVATE)
    store = served.store
    found = public_actor(name, mentions(store, [name])[name], served.gazetteer)
    if found is None:
        raise HTTPException(404, f"no public actor “{name}” in this store; {_PRIVATE}")
    about = records(store, voices_on(store, name, limit=_SAID))
    said = voices_of(store, name, limit=_SAID).to_pylist()
    return {
        **_head(name, found),
        "offices": list(_offices(found.offices)),
        "did": deeds(store, name, Side.ACTOR, limit=_DEEDS).to_pylist(),
        "had_done": deeds(store, name, Side.RECIPIENT, limit=_DEEDS).to_pylist(),
        "said": [voice_item(row) for row in said],
        "said_about": list(about.values()),
    }


def _head(name: str, actor: PublicActor) -> Json:
    return {
        "id": actor_id(name),
        "name": name,
        "country": actor.country,
        "sectors": list(actor.sectors),
    }


def _offices(terms: tuple[Term, ...]) -> Iterator[Json]:
    for term in terms:
        yield {
            "office": term.office,
            "country": term.country,
            "from": term.start or None,
            "to": term.end or None,
            "source": term.source,
        }
