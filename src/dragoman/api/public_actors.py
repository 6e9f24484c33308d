"""Which actors are public: states, institutions, and persons in public office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.resolving.gazetteer import Gazetteer
from dragoman.resolving.lexicon import Term
from dragoman.resolving.tables import read_toml
from dragoman.resolving.words import phrase_key
from dragoman.tables.look_up import Known, Person, look_up
from dragoman.types import Basis

Json = dict[str, Any]

_LOOKED_UP = (Basis.EXACT.value, Basis.ALIAS.value)


@dataclass(frozen=True, slots=True)
class PublicActor:
    """What is known of a public actor."""

    country: str | None
    sectors: tuple[str, ...]
    offices: tuple[Term, ...]


def public_actor(name: str, mentions: Sequence[Json], gazetteer: Gazetteer) -> PublicActor | None:
    """The actor of this name, None for whoever is not public or not in the store.

    `mentions` are those of the store.  More than half of them must speak for a public actor,
    if the gazetteer knows none of this very name.
    """
    if not mentions:
        return None
    known = look_up(name, gazetteer)
    terms = _terms(known)
    listed = bool(known.countries or terms or any(one.name == name for one in known.organisations))
    speaking = sum(map(_is_public, mentions))
    if not listed and 2 * speaking <= len(mentions):
        return None
    last = mentions[0]
    return PublicActor(last["country"], tuple(last["sectors"]), terms)


def _terms(known: Known) -> tuple[Term, ...]:
    """The offices of the one person of just this name; of namesakes none can be told."""
    people = [one for one in known.people if _is_named(one, known.name)]
    return people[0].terms if len(people) == 1 else ()


def _is_named(person: Person, name: str) -> bool:
    return phrase_key(person.name) == phrase_key(name)


def _is_public(mention: Json) -> bool:
    """Whether a mention is of an institution, or of a person in public office."""
    public, sectors = _public(), set(mention["sectors"])
    if mention["office"]:
        return not sectors.isdisjoint(public["offices"])
    name = mention["name"] or mention["text"]
    looked_up = mention["basis"] in _LOOKED_UP and name[:1].isupper()
    return looked_up and not sectors.isdisjoint(public["institutions"])


@cache
def _public() -> dict[str, list[str]]:
    return read_toml("public_actors.toml")["public"]
