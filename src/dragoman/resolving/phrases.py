"""Actors that are described rather than named: "Russian troops", "his lawyer", "the minister"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter

from dragoman.resolving.countries import country_by_context, dominates
from dragoman.resolving.describe import Description, describe, extended, part
from dragoman.resolving.joint import is_joint, is_unbound, names_several
from dragoman.resolving.naming import phrase_name
from dragoman.resolving.nouns_seen import stem
from dragoman.resolving.offices import known_surname
from dragoman.resolving.pairs import pair_actor
from dragoman.resolving.people import Person
from dragoman.resolving.scene import GUESSED, Scene, new_actor, pronoun_actor
from dragoman.resolving.view import StoryView
from dragoman.types import Actor, Basis

POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my"})
TOLD, OWNED, SEEN = 0.85, 0.7, 0.6


@dataclass(frozen=True, slots=True)
class Whose:
    """The country that a phrase's actor belongs to, and why; `owner` is a person's name."""

    country: str | None
    basis: Basis
    score: float
    reason: str
    owner: str | None = None


def phrase_actor(scene: Scene, first: int, last: int) -> Actor:
    """The actor that a descriptive phrase at these words means."""
    view = scene.view
    wide = extended(view, first, last)
    said = describe(view, *wide)
    holder = _office_holder(scene, first, said)
    if holder is not None:
        reason = f'"{view.words.slice(first, last)}" is taken to mean {holder.name}'
        actor = scene.actor_of_person[holder.key]
        return replace(actor, basis=Basis.COREFERENCE, score=OWNED, reason=reason)
    pair = pair_actor(scene, first, last)
    if pair is not None:
        return pair
    inner = describe(view, first, last)
    sectors = inner.sectors if inner.noun is not None else said.sectors
    whose = _whose(scene, (first, last), wide, said)
    name = phrase_name(view, (first, last), whose.country, owner=whose.owner)
    actor = new_actor(name, whose.country, sectors)
    return replace(actor, basis=whose.basis, score=whose.score, reason=whose.reason)


def _office_holder(scene: Scene, first: int, said: Description) -> Person | None:
    """The person of the story whose office a definite phrase names: "the prime minister"."""
    agents, words = scene.view.gazetteer.agents, scene.view.words
    noun = stem(said.noun) if said.noun is not None else ""
    definite = first > 0 and words.keys[first - 1] == "the"
    if not definite or said.plural or said.former or not agents.has("person", noun):
        return None
    named = [
        (word, person)
        for person in scene.people.persons
        if noun in stem(person.office or "").split() and said.country in (None, person.country)
        for word, _ in person.places
        if word < first
    ]
    return max(named, key=itemgetter(0))[1] if named else None


def _whose(scene: Scene, place: tuple[int, int], wide: tuple[int, int], said: Description) -> Whose:
    """The country that a phrase's actor belongs to, tried from the surest way down."""
    view, region = scene.view, part(scene.view, *place)
    phrase = view.words.slice(*wide)
    unowned = said.owner is None
    if names_several(view, *wide) or (unowned and is_joint(view, region) and not dominates(view)):
        return Whose(None, Basis.NONE, 0.0, f'"{phrase}" means actors of several countries')
    if unowned and is_unbound(view, region):
        return Whose(None, Basis.NONE, 0.0, f'"{phrase}" is of no one country')
    if said.country is not None:
        return Whose(said.country, Basis.EXACT, TOLD, f'"{phrase}" names its country')
    owner = _owner(scene, *wide)
    if owner is not None and owner.country is not None:
        reason = f'"{phrase}" belongs to {owner.name}'
        return Whose(owner.country, Basis.COREFERENCE, OWNED, reason, owner.name)
    by_story = _by_story(scene, place[0], said)
    return by_story if owner is None else replace(by_story, owner=owner.name)


def _by_story(scene: Scene, word: int, said: Description) -> Whose:
    """The country that the rest of the story gives a phrase without any of its own."""
    seen = scene.nouns.owner(said.noun, word) if said.noun is not None else None
    if seen is not None:
        reason = f'the story speaks of the "{said.noun}" of {seen.name}'
        return Whose(seen.country, Basis.COREFERENCE, SEEN, reason)
    country = country_by_context(scene.view, word)
    if country is None:
        return Whose(None, Basis.NONE, 0.0, "the story does not say whose it is")
    reason = f"no country is named beside it; the story is mostly about {country}"
    return Whose(country, Basis.CONTEXT, GUESSED, reason)


def _owner(scene: Scene, first: int, last: int) -> Actor | None:
    """The person in a phrase like "Trump's lawyers", or the owner of "his lawyers"."""
    for word in range(first, last):
        found = scene.actor_at(word) or _known_surname_at(scene.view, word)
        if found is not None:
            return found
    for word in (first, first - 1):
        if word >= 0 and scene.view.words.keys[word] in POSSESSIVES:
            return pronoun_actor(scene, word)
    return None


def _known_surname_at(view: StoryView, word: int) -> Actor | None:
    """The person of the tables whose surname stands here: "Bush administration"."""
    if not view.words.capital(word) or word in view.sighting_of_word:
        return None
    entry = known_surname(view, view.words.keys[word])
    return new_actor(entry.name, entry.country, entry.sectors) if entry is not None else None
