"""The mentions of a tagging, each looked up once for the whole story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.resolving.actors import resolve_actors
from dragoman.resolving.gazetteer import Gazetteer
from dragoman.resolving.place_context import places_in_context
from dragoman.resolving.places import resolve_places
from dragoman.types import Actor, Arc, Place, Role, Span, Story, Tagging

PARTIES = frozenset({Role.ACTOR, Role.RECIPIENT})
ACTOR_ROLES = PARTIES | {Role.SAID}


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who and where each span means."""

    actor_by_span: Mapping[Span, Actor]
    place_by_span: Mapping[Span, Place]


def resolve_mentions(story: Story, tagging: Tagging, gazetteer: Gazetteer) -> Resolved:
    """Actors for all parties and all sources together, places for all that say where."""
    parties = {tagging.mentions[arc.mention].span for arc in arcs_in(tagging, ACTOR_ROLES)}
    sources = {voice.source for voice in tagging.attributions if voice.source is not None}
    where = {tagging.mentions[arc.mention].span for arc in arcs_in(tagging, {Role.PLACE})}
    who, there = sorted(parties | sources), sorted(where)
    actor_by_span = dict(zip(who, resolve_actors(story, who, gazetteer), strict=True))
    places = resolve_places(story, there, gazetteer)
    told = [actor_by_span[tagging.mentions[arc.mention].span] for arc in arcs_in(tagging, PARTIES)]
    placed = places_in_context(places, (actor.country for actor in told), gazetteer)
    return Resolved(actor_by_span, dict(zip(there, placed, strict=True)))


def arcs_in(tagging: Tagging, roles: Iterable[Role]) -> list[Arc]:
    """The arcs with one of the roles."""
    wanted = frozenset(roles)
    return [arc for arc in tagging.arcs if arc.role in wanted]
