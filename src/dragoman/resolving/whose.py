"""Whose a described actor is: the country of "his lawyers", "the embassy in Tripoli", "Trump's aides"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.resolving.above import code_above
from dragoman.resolving.countries import country_by_context, dominates
from dragoman.resolving.describe import Description, describe, part
from dragoman.resolving.joint import is_joint, is_unbound, names_several
from dragoman.resolving.naming import Owner
from dragoman.resolving.nouns_seen import stem
from dragoman.resolving.offices import known_surname
from dragoman.resolving.scene import GUESSED, Scene, new_actor, pronoun_actor
from dragoman.resolving.view import StoryView
from dragoman.types import Actor, Basis

POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "whose"})
TOLD, OWNED, SEEN = 0.85, 0.7, 0.6


@dataclass(frozen=True, slots=True)
class Whose:
    """The country that a phrase's actor belongs to, and why; `owner` is whom "his" means."""

    country: str | None
    basis: Basis
    score: float
    reason: str
    owner: Owner | None = None


def whose_is(
    scene: Scene, place: tuple[int, int], wide: tuple[int, int], said: Description
) -> Whose:
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
    if said.country is not None and not _is_elsewhere(scene, place, said, owner):
        return Whose(said.country, Basis.EXACT, TOLD, f'"{phrase}" names its country')
    if owner is None:
        return _by_story(scene, place[0], said)
    return replace(_by_owner(scene, place, said, owner.actor), owner=owner)


def is_other_side(view: StoryView, said: Description) -> bool:
    """Whether a phrase means one of another country than its owner: "his guest"."""
    noun = stem(said.noun) if said.noun is not None else ""
    return view.gazetteer.agents.has("other_side", noun) and not said.plural


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
    if is_other_side(view, said):
        return _other_side(scene, place[0], owner, phrase)
    if owner.country is not None:
        reason = f'"{phrase}" belongs to {owner.name}'
        return Whose(owner.country, Basis.COREFERENCE, OWNED, reason)
    return _by_story(scene, place[0], said)


def _other_side(scene: Scene, word: int, owner: Actor, phrase: str) -> Whose:
    """The other country that the story speaks of, for whom "his guest" is from."""
    reason = f'"{phrase}" is of another country than {owner.name}'
    country = country_by_context(scene.view, word, without=owner.country)
    basis = Basis.CONTEXT if country is not None else Basis.NONE
    return Whose(country, basis, GUESSED if country is not None else 0.0, reason)


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
