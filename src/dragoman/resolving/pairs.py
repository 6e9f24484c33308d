"""Two parties that a story has named and then speaks of at once: "both leaders"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.resolving.coreference import REACH
from dragoman.resolving.describe import part
from dragoman.resolving.joint import is_pair
from dragoman.resolving.scene import Scene, new_actor
from dragoman.resolving.sightings import is_country
from dragoman.resolving.view import StoryView
from dragoman.types import Actor, Basis

PAIR = 2
PAIR_SCORE = 0.6


def pair_actor(scene: Scene, first: int, last: int) -> Actor | None:
    """The two people or countries named last before a phrase that joins them, as one actor."""
    view = scene.view
    region = part(view, first, last)
    if region.head_end < last or not is_pair(view, region):
        return None
    states = view.words.keys[last - 1] in view.gazetteer.agents.lists["party_state"]
    named = _countries_before(view, first) if states else _people_before(scene, first)
    if len(named) < PAIR:
        return None
    one, other = named[-PAIR:]
    country = one.country if one.country == other.country else None
    actor = new_actor(f"{one.name} and {other.name}", country, one.sectors)
    reason = f'"{view.words.slice(first, last)}" is taken to mean {actor.name}'
    if country is None:
        return replace(actor, reason=f"{reason}, of two countries")
    return replace(actor, basis=Basis.COREFERENCE, score=PAIR_SCORE, reason=reason)


def _people_before(scene: Scene, word: int) -> list[Actor]:
    """The people named before a word and near it, each once, the last named last."""
    sentence = scene.view.sentence(word)
    found: dict[int, Actor] = {}
    for person in scene.people.persons:
        places = [first for first, _ in person.places if first < word]
        if places and sentence - scene.view.sentence(places[-1]) <= REACH:
            found[places[-1]] = scene.actor_of_person[person.key]
    return [found[place] for place in sorted(found)]


def _countries_before(view: StoryView, word: int) -> list[Actor]:
    """The countries named before a word, each once, the last named last."""
    found: dict[str, Actor] = {}
    for sighting in view.sightings:
        country = view.gazetteer.country_of(view.choose(sighting.entries).country or "")
        if sighting.first < word and country is not None and is_country(sighting):
            found.pop(country.code, None)
            found[country.code] = new_actor(country.name, country.code, ("GOV",))
    return list(found.values())
