"""Actors that are described rather than named: "Russian troops", "his lawyer", "the minister"."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter

from dragoman.resolving.bodies import body_before
from dragoman.resolving.counted import COUNTED_SECTOR, counts_them, group_before, is_count
from dragoman.resolving.describe import (
    Description,
    describe,
    extended,
    is_quantified_people,
    part,
)
from dragoman.resolving.joint import is_joint
from dragoman.resolving.lexicon import Entry, Nature
from dragoman.resolving.longer_names import is_body
from dragoman.resolving.naming import BODIES, phrase_name
from dragoman.resolving.nouns_seen import stem
from dragoman.resolving.offices import holder
from dragoman.resolving.pairs import pair_actor
from dragoman.resolving.people import Person
from dragoman.resolving.scene import Scene, new_actor
from dragoman.resolving.whose import OWNED, SEEN, Whose, is_other_side, whose_is
from dragoman.types import Actor, Basis

ARMED = frozenset({"MIL", "REB", "COP", "PRM", "UAF"})
ACTING_AS_OWNER = frozenset(
    ["fighters", "members", "militants", "insurgents", "guerrillas", "leadership", "militia"]
)
TO_TITLE = frozenset({"the", "s", "of"})  # beside a title and a country's name


def phrase_actor(scene: Scene, first: int, last: int) -> Actor:
    """The actor that a descriptive phrase at these words means."""
    view = scene.view
    wide = extended(view, first, last)
    said = describe(view, *wide)
    named = _office_holder(scene, first, said)
    if named is not None:
        reason = f'"{view.words.slice(first, last)}" is taken to mean {named.name}'
        actor = scene.actor_of_person[named.key]
        return replace(actor, basis=Basis.COREFERENCE, score=OWNED, reason=reason)
    pair = pair_actor(scene, first, last)
    if pair is not None:
        return pair
    told = _told_before(scene, (first, last), said)
    if told is not None:
        reason = f'"{view.words.slice(first, last)}" is taken to mean {told.name}'
        basis = Basis.NONE if told.country is None else Basis.COREFERENCE
        return replace(told, basis=basis, score=SEEN, reason=reason)
    longer = _longer(scene, first, last)
    if longer is not None:
        return phrase_actor(scene, *longer)
    whose = whose_is(scene, (first, last), wide, said)
    other = _other_person(scene, first, said, whose)
    if other is not None:
        return replace(other, basis=Basis.COREFERENCE, score=SEEN, reason=whose.reason)
    leader = _leader(scene, (first, last), said, whose)
    if leader is not None:
        return leader
    sectors = _sectors(scene, (first, last), said, whose)
    alone = _acting_owner(said)
    if alone is not None:
        name, sectors = alone.name, alone.sectors
    else:
        name = phrase_name(view, (first, last), whose.country, owner=whose.owner)
    actor = new_actor(name, whose.country, sectors)
    return replace(actor, basis=whose.basis, score=whose.score, reason=whose.reason)


def _longer(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """The longer name that "the church" is short for: "Westboro Baptist Church"."""
    words = scene.view.words
    named = all(words.capitals[first:last])
    definite = first > 0 and words.keys[first - 1] in ("the", "this", "that")
    if not is_body(scene.view, words.keys[last - 1]) or not (named or definite):
        return None
    if words.slice(first, last).lower() in BODIES:
        return None  # "Parliament" is the country's
    return scene.longer.ending_with(scene.view, first, last)


def _told_before(scene: Scene, place: tuple[int, int], said: Description) -> Actor | None:
    """The group that "two of them" counts, or the body that "the bloc" is known as."""
    if counts_them(scene, *place):
        group = group_before(scene, place[0])
        return group.actor if group is not None else None
    called = body_before(scene, *place) if said.owner is None else None
    if called is not None:
        return called
    definite = place[0] > 0 and scene.view.words.keys[place[0] - 1] == "the"
    if not definite or said.noun is None or said.owner is not None or place[1] - place[0] > 1:
        return None
    noun = scene.view.gazetteer.agents.nouns.get(said.noun.lower())
    if noun is None or noun.sector == "MIL":
        return None  # "the army" is a state's, though a "Liberation Army" was named last
    body = scene.nouns.body(said.noun, place[0])
    return new_actor(body.name, body.country, body.sectors) if body is not None else None


def _sectors(
    scene: Scene, place: tuple[int, int], said: Description, whose: Whose
) -> tuple[str, ...]:
    """The sectors of a phrase's noun; of its owner for "his men"; else of a state, place or crowd."""
    view, inner = scene.view, describe(scene.view, *place)
    agents, region = view.gazetteer.agents, part(view, *place)
    noun = stem(inner.noun) if inner.noun is not None else ""
    owner = whose.owner.actor if whose.owner is not None else None
    if owner is not None and ARMED.issuperset(owner.sectors) and agents.has("follower", noun):
        return owner.sectors
    if is_joint(view, region) and inner.noun is None:
        return ("GOV",)
    if is_count(scene, *place):
        group = group_before(scene, place[0])
        return group.actor.sectors if group is not None else (COUNTED_SECTOR,)
    if said.noun is None and is_quantified_people(view, region):
        return (COUNTED_SECTOR,)
    acting = whose.basis is Basis.EXACT and all(view.words.capitals[place[0] : place[1]])
    sectors = inner.sectors if inner.noun is not None else said.sectors
    return sectors or (("GOV",) if acting else ())


def _office_holder(scene: Scene, first: int, said: Description) -> Person | None:
    """The person of the story whose office a definite phrase names: "the prime minister"."""
    agents, words = scene.view.gazetteer.agents, scene.view.words
    noun = stem(said.noun) if said.noun is not None else ""
    definite = first > 0 and words.keys[first - 1] == "the"
    owned = said.owner is not None and said.owner.nature is Nature.COUNTRY
    if not (definite or owned) or said.plural or said.former or not agents.has("person", noun):
        return None
    named = [
        (word, person)
        for person in scene.people.persons
        if noun in stem(person.office or "").split() and said.country in (None, person.country)
        for word, _ in person.places
        if word < first or owned
    ]
    return max(named, key=itemgetter(0))[1] if named else None


def _leader(scene: Scene, place: tuple[int, int], said: Description, whose: Whose) -> Actor | None:
    """The one in office on the story's day where a title and a country are all that the words say."""
    view, (first, last) = scene.view, place
    words = [at for at in range(first, last) if at not in view.sighting_of_word]
    title = " ".join(key for key in map(view.words.keys.__getitem__, words) if key not in TO_TITLE)
    body = said.owner is not None and said.owner.nature is not Nature.COUNTRY
    if whose.country is None or whose.owner is not None or body or said.former:
        return None
    found = holder(view, whose.country, title)
    if found is None:
        return None
    entry, standing = found
    reason = f"{entry.name} was {title} on the story's day ({standing.source})"
    actor = replace(new_actor(entry.name, whose.country, standing.sectors), office=title)
    score = min(whose.score, SEEN)
    return replace(
        actor, wikidata=entry.wikidata or None, basis=whose.basis, score=score, reason=reason
    )


def _acting_owner(said: Description) -> Entry | None:
    """The body that its fighters or members act as: "Islamic State fighters" are the Islamic State."""
    if said.noun is None or said.owner is None or said.owner.nature is not Nature.ORGANISATION:
        return None
    return said.owner if said.noun.lower().rpartition(" ")[2] in ACTING_AS_OWNER else None


def _other_person(scene: Scene, word: int, said: Description, whose: Whose) -> Actor | None:
    """The one in office whom "his guest" means: the last named of the other country before it."""
    if whose.owner is None or whose.country is None or not is_other_side(scene.view, said):
        return None
    if not scene.view.gazetteer.agents.has("person", stem(said.noun or "")):
        return None
    fitting = [
        (first, person)
        for person in scene.people.persons
        if person.country == whose.country and person.sectors == ("GOV",)
        for first, _ in person.places
        if first < word
    ]
    return scene.actor_of_person[max(fitting, key=itemgetter(0))[1].key] if fitting else None
