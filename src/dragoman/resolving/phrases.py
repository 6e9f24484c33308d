"""Actors that are described rather than named: "Russian troops", "his lawyer", "the minister"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter

from dragoman.resolving.above import code_above
from dragoman.resolving.bodies import body_before
from dragoman.resolving.counted import COUNTED_SECTOR, counts_them, group_before, is_count
from dragoman.resolving.countries import country_by_context, dominates
from dragoman.resolving.describe import (
    Description,
    describe,
    extended,
    is_quantified_people,
    part,
)
from dragoman.resolving.joint import is_joint, is_unbound, names_several
from dragoman.resolving.lexicon import Entry, Nature
from dragoman.resolving.naming import Owner, phrase_name
from dragoman.resolving.nouns_seen import stem
from dragoman.resolving.offices import holder, known_surname
from dragoman.resolving.pairs import pair_actor
from dragoman.resolving.people import Person
from dragoman.resolving.scene import GUESSED, Scene, new_actor, pronoun_actor
from dragoman.resolving.view import StoryView
from dragoman.types import Actor, Basis

POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "whose"})
ARMED = frozenset({"MIL", "REB", "COP", "PRM", "UAF"})
ACTING_AS_OWNER = frozenset(
    ["fighters", "members", "militants", "insurgents", "guerrillas", "leadership", "militia"]
)
TO_TITLE = frozenset({"the", "s", "of"})  # beside a title and a country's name
TOLD, OWNED, SEEN = 0.85, 0.7, 0.6


@dataclass(frozen=True, slots=True)
class Whose:
    """The country that a phrase's actor belongs to, and why; `owner` is whom "his" means."""

    country: str | None
    basis: Basis
    score: float
    reason: str
    owner: Owner | None = None


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
    told = _told_before(scene, (first, last), said)
    if told is not None:
        reason = f'"{view.words.slice(first, last)}" is taken to mean {told.name}'
        basis = Basis.NONE if told.country is None else Basis.COREFERENCE
        return replace(told, basis=basis, score=SEEN, reason=reason)
    whose = _whose(scene, (first, last), wide, said)
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


def _whose(scene: Scene, place: tuple[int, int], wide: tuple[int, int], said: Description) -> Whose:
    """The country that a phrase's actor belongs to, tried from the surest way down."""
    view, region = scene.view, part(scene.view, *place)
    phrase = view.words.slice(*wide)
    unowned = said.owner is None
    above = code_above(view, region) if unowned else None
    if above is not None:
        return Whose(above, Basis.CONTEXT, SEEN, f'"{phrase}" is of several countries together')
    if names_several(view, *wide) or (unowned and is_joint(view, region) and not dominates(view)):
        return Whose(None, Basis.NONE, 0.0, f'"{phrase}" means actors of several countries')
    if unowned and is_unbound(view, region):
        return Whose(None, Basis.NONE, 0.0, f'"{phrase}" is of no one country')
    owner = _owner(scene, *wide)
    if owner is None and _is_posted(view, wide, said):
        return _posted(scene, place[0], said, phrase)
    if said.country is not None and not _is_elsewhere(scene, place, said, owner):
        return Whose(said.country, Basis.EXACT, TOLD, f'"{phrase}" names its country')
    if owner is None:
        return _by_story(scene, place[0], said)
    return replace(_by_owner(scene, place, said, owner.actor), owner=owner)


def _is_posted(view: StoryView, wide: tuple[int, int], said: Description) -> bool:
    """Whether the words only say where a country keeps it: "the consulate in Seattle"."""
    region = part(view, *wide)
    head = describe(view, region.first, region.head_end)
    noun = stem(head.noun) if head.noun is not None else ""
    if view.words.keys[region.head_end : region.head_end + 1] not in (["in"], ["to"], ["at"]):
        return False
    kept = view.gazetteer.agents.has("posted", noun) and head.country is None
    return kept and said.country is not None


def _posted(scene: Scene, word: int, said: Description, phrase: str) -> Whose:
    """The country that keeps an embassy in another: one that the story speaks of beside it."""
    country = country_by_context(scene.view, word, without=said.country)
    if country is None:
        return Whose(None, Basis.NONE, 0.0, f'the story does not say whose "{phrase}" is')
    reason = f'"{phrase}" is of another country than that where it stands'
    return Whose(country, Basis.CONTEXT, GUESSED, reason)


def _is_elsewhere(
    scene: Scene, place: tuple[int, int], said: Description, owner: Owner | None
) -> bool:
    """Whether the country that the words name is not whose the actor is.

    So in "its ambassador in Ottawa", and where a town that nobody means bears a person's name:
    "Taylor's bodyguards".
    """
    if _has_possessive(scene.view, *place) and _only_tail(scene.view, place):
        return True
    named = owner is not None and owner.place is not None and owner.place[0] in range(*place)
    return named and said.owner is None


def _by_owner(scene: Scene, place: tuple[int, int], said: Description, owner: Actor) -> Whose:
    """The country that a phrase has of its owner."""
    view, phrase = scene.view, scene.view.words.slice(*place)
    if _is_shared(scene, place, said, owner):
        return Whose(None, Basis.NONE, 0.0, f'"{phrase}" belongs to several countries')
    if _is_other_side(view, said):
        return _other_side(scene, place[0], owner, phrase)
    if owner.country is not None:
        reason = f'"{phrase}" belongs to {owner.name}'
        return Whose(owner.country, Basis.COREFERENCE, OWNED, reason)
    return _by_story(scene, place[0], said)


def _is_other_side(view: StoryView, said: Description) -> bool:
    """Whether a phrase means one of another country than its owner: "his guest"."""
    noun = stem(said.noun) if said.noun is not None else ""
    return view.gazetteer.agents.has("other_side", noun) and not said.plural


def _other_side(scene: Scene, word: int, owner: Actor, phrase: str) -> Whose:
    """The other country that the story speaks of, for whom "his guest" is from."""
    reason = f'"{phrase}" is of another country than {owner.name}'
    country = country_by_context(scene.view, word, without=owner.country)
    basis = Basis.CONTEXT if country is not None else Basis.NONE
    return Whose(country, basis, GUESSED if country is not None else 0.0, reason)


def _acting_owner(said: Description) -> Entry | None:
    """The body that its fighters or members act as: "Islamic State fighters" are the Islamic State."""
    if said.noun is None or said.owner is None or said.owner.nature is not Nature.ORGANISATION:
        return None
    return said.owner if said.noun.lower().rpartition(" ")[2] in ACTING_AS_OWNER else None


def _other_person(scene: Scene, word: int, said: Description, whose: Whose) -> Actor | None:
    """The one in office whom "his guest" means: the last named of the other country before it."""
    if whose.owner is None or whose.country is None or not _is_other_side(scene.view, said):
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


def _has_possessive(view: StoryView, first: int, last: int) -> bool:
    """Whether "its" or the like opens the phrase or stands right before it."""
    keys = view.words.keys
    return keys[first] in POSSESSIVES or (first > 0 and keys[first - 1] in POSSESSIVES)


def _only_tail(view: StoryView, place: tuple[int, int]) -> bool:
    """Whether no name within the phrase tells the country: "its ambassador in Ottawa"."""
    return describe(view, *place).country is None


def _is_shared(scene: Scene, place: tuple[int, int], said: Description, owner: Actor) -> bool:
    """Whether "their leaders" are those of two countries: its owner, read as one, is a state or ruler."""
    first = place[0]
    key = scene.view.words.keys[first]
    if key != "their" and first > 0:
        key = scene.view.words.keys[first - 1]
    if key != "their" or not said.plural or owner.sectors != ("GOV",):
        return False
    noun = stem(said.noun) if said.noun is not None else ""
    return scene.view.gazetteer.agents.has("state_part", noun)


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


def _owner(scene: Scene, first: int, last: int) -> Owner | None:
    """The person in a phrase like "Trump's lawyers", or the owner of "his lawyers"."""
    for word in range(first, last):
        person = scene.person_at(word)
        if person is not None:
            return Owner(scene.actor_of_person[person.key], _words_of(scene, word))
        known = _known_surname_at(scene.view, word)
        if known is not None:
            return Owner(known, (word, word + 1))
    for word in (first, first - 1):
        if word >= 0 and scene.view.words.keys[word] in POSSESSIVES:
            return Owner(pronoun_actor(scene, word))
    return None


def _words_of(scene: Scene, word: int) -> tuple[int, int]:
    """The words from this one on that name the same person."""
    person, end = scene.person_at(word), word
    while end < len(scene.view.words) and scene.person_at(end) is person:
        end += 1
    return word, end


def _known_surname_at(view: StoryView, word: int) -> Actor | None:
    """The person of the tables whose surname stands here: "Bush administration"."""
    if not view.words.capital(word) or word in view.sighting_of_word:
        return None
    entry = known_surname(view, view.words.keys[word])
    return new_actor(entry.name, entry.country, entry.sectors) if entry is not None else None
