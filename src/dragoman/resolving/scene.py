"""All that is settled about a story before its mentions are looked at one by one."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from dragoman.resolving.acronyms import with_acronyms
from dragoman.resolving.coreference import (
    PLURAL,
    PRONOUNS,
    SINGULAR,
    SPEAKER,
    SPEAKERS,
    Candidate,
    antecedent,
    quotations,
    speaker,
    word_of,
)
from dragoman.resolving.countries import country_by_context
from dragoman.resolving.describe import describe
from dragoman.resolving.gazetteer import Gazetteer
from dragoman.resolving.lexicon import Nature
from dragoman.resolving.longer_names import LongerNames, longer_names
from dragoman.resolving.nouns_seen import NounsSeen, nouns_seen
from dragoman.resolving.people import People, Person, find_people
from dragoman.resolving.sightings import Sighting, is_demonym, is_person
from dragoman.resolving.view import StoryView, added, view_story
from dragoman.types import Actor, Basis, Span, Story

KEPT_ACTORS = 5_000  # kept in memory: the same names act in story after story
NOT_SLUG = re.compile(r"[^\w]+")
PERSON_WEIGHT = 0.3  # of a naming after the first
TELLING, GUESSED = 0.7, 0.4  # scores of a pronoun's owner and of a country by context


@dataclass(frozen=True, slots=True)
class Scene:
    """A story's view, people, nouns and quotations; `candidates` grows as mentions are resolved."""

    view: StoryView
    people: People
    nouns: NounsSeen
    longer: LongerNames
    quotations: tuple[Span, ...]
    actor_of_person: dict[str, Actor]
    short_forms: dict[str, Sighting]
    candidates: list[Candidate] = field(default_factory=list)

    def person_at(self, word: int) -> Person | None:
        """The person whom the story names at this word."""
        return self.people.person_of_word.get(word)

    def actor_at(self, word: int) -> Actor | None:
        """The actor that the person named at this word is."""
        person = self.person_at(word)
        return self.actor_of_person[person.key] if person is not None else None


def set_scene(story: Story, gazetteer: Gazetteer) -> Scene:
    """The scene of a story, with its people as the first candidates."""
    view = with_acronyms(view_story(story, gazetteer))
    people = find_people(view)
    view = _with_people(view, people)
    actors = {person.key: person_actor(view, person) for person in people.persons}
    named = [
        Candidate(first, actors[person.key], person=True, gender=person.gender, last=last)
        for person in people.persons
        for first, last in person.places
    ]
    candidates = sorted([*named, *_named(view)], key=word_of)
    return Scene(
        view,
        people,
        nouns_seen(view),
        longer_names(view),
        quotations(story.text),
        actors,
        _short_forms(view),
        candidates,
    )


def _named(view: StoryView) -> Iterator[Candidate]:
    """The countries and bodies that the story names, peoples and persons left out."""
    for one in view.sightings:
        if not is_person(one) and not is_demonym(one):
            entry = view.choose(one.entries)
            actor = new_actor(entry.name, entry.country, entry.sectors)
            actor = replace(actor, basis=Basis.EXACT, score=0.9)
            yield Candidate(one.first, actor, last=one.last, named=True)


def _with_people(view: StoryView, people: People) -> StoryView:
    """The view with every naming of a person as a naming of the country told of them."""
    told = [person for person in people.persons if person.country is not None]
    places = [(first, person.country or "") for person in told for first, _ in person.places]
    again = [(person.country or "", PERSON_WEIGHT * (len(person.places) - 1)) for person in told]
    tally = added([*view.tally.items(), *again])
    return replace(view, tally=tally, country_places=sorted([*view.country_places, *places]))


def remember(scene: Scene, actor: Actor) -> None:
    """Make a resolved mention a candidate for the pronouns after it."""
    words = scene.view.words
    first, last = words.within(actor.span.start, actor.span.end)
    if actor.name is None or first >= last or first in scene.people.person_of_word:
        return
    key = words.keys[first]
    if last - first == 1 and key in PRONOUNS:
        plural, person = key in PLURAL | SPEAKERS, key in SINGULAR | SPEAKER
    else:
        said = describe(scene.view, first, last)
        noun = (said.noun or "").lower().rpartition(" ")[2]
        plural = said.plural
        person = not plural and scene.view.gazetteer.agents.has("person", noun)
    low = bisect_left(scene.candidates, first, key=word_of)
    high = bisect_left(scene.candidates, last, lo=low, key=word_of)
    scene.candidates[low:high] = [one for one in scene.candidates[low:high] if not one.named]
    insort(scene.candidates, Candidate(first, actor, plural, person, last=last), key=word_of)


def person_actor(view: StoryView, person: Person) -> Actor:
    """The actor that a person of the story is; without a told country, that of the context."""
    actor = new_actor(person.name, person.country, person.sectors)
    actor = replace(
        actor,
        office=person.office,
        wikidata=person.wikidata or None,
        basis=person.basis,
        score=person.score,
        reason=person.reason,
    )
    if person.country is not None:
        return actor
    country = country_by_context(view, person.places[0][0])
    if country is None:
        return replace(actor, reason=f"the story does not say whose {person.name} is")
    reason = f"{person.name} stands in a story that is mostly about {country}"
    return replace(actor, country=country, basis=Basis.CONTEXT, score=GUESSED, reason=reason)


def pronoun_actor(scene: Scene, word: int) -> Actor:
    """The actor that a pronoun means."""
    key = scene.view.words.keys[word]
    said_by = _speaker(scene, word)
    if key in SPEAKER or key in SPEAKERS:
        found = said_by
    else:
        others = _others(scene.candidates, said_by)
        if key in PLURAL and said_by is not None:
            others = _of_others(scene, others, said_by)
        found = antecedent(scene.view, word, others)
    if found is None:
        return _unfound(scene.view, word)
    score = min(found.actor.score, TELLING)
    reason = f'"{key}" is taken to mean {found.actor.name or found.actor.text}'
    basis = Basis.NONE if found.actor.country is None else Basis.COREFERENCE
    actor = _spoken_for(scene.view, found) if key in SPEAKERS else found.actor
    return replace(actor, basis=basis, score=score, reason=reason)


def _spoken_for(view: StoryView, said_by: Candidate) -> Actor:
    """Whom a speaker's "we" means: the country, where the speaker holds an office of it."""
    actor = said_by.actor
    country = view.gazetteer.country_of(actor.country or "")
    if not said_by.person or actor.sectors != ("GOV",) or country is None:
        return actor
    return new_actor(country.name, country.code, ("GOV",))


def _unfound(view: StoryView, word: int) -> Actor:
    """The actor of a pronoun that nobody before fits: somebody of the context's country."""
    actor = Actor(Span(0, 0), "", reason=f'nobody before "{view.words.keys[word]}" fits it')
    country = country_by_context(view, word)
    if country is None:
        return actor
    return replace(actor, country=country, basis=Basis.CONTEXT, score=GUESSED)


@lru_cache(maxsize=KEPT_ACTORS)
def new_actor(name: str | None, country: str | None, sectors: tuple[str, ...]) -> Actor:
    """An actor without its words yet; its id is made of its name and country."""
    slug = NOT_SLUG.sub("-", f"{name} {country or ''}".lower()).strip("-") if name else None
    return Actor(Span(0, 0), "", slug, name, country, sectors)


def _short_forms(view: StoryView) -> dict[str, Sighting]:
    """The organisations of several words by their first, which can stand for them: "Ford"."""
    found: dict[str, Sighting] = {}
    for sighting in view.sightings:
        organisation = sighting.entries[0].nature is Nature.ORGANISATION
        if organisation and sighting.last - sighting.first > 1:
            key = view.words.keys[sighting.first]
            if not view.gazetteer.agents.knows(key):
                found.setdefault(key, sighting)
    return found


def _others(candidates: list[Candidate], said_by: Candidate | None) -> list[Candidate]:
    """The candidates without who says the quotation: "he" in it is another."""
    if said_by is None:
        return candidates
    return [one for one in candidates if one.actor.id != said_by.actor.id]


def _of_others(scene: Scene, candidates: list[Candidate], said_by: Candidate) -> list[Candidate]:
    """The candidates of other countries than the speaker's, if any: "they" are the other side."""
    countries, home = scene.view.gazetteer.countries, said_by.actor.country
    codes = [one.actor.country for one in candidates]
    others = [
        one
        for one, code in zip(candidates, codes, strict=True)
        if code is None or (code in countries and code != home)
    ]
    return others if any(one.actor.country is not None for one in others) else candidates


def _speaker(scene: Scene, word: int) -> Candidate | None:
    """Who says the quotation that a word stands in."""
    at = scene.view.words.starts[word]
    for quotation in scene.quotations:
        if quotation.start <= at < quotation.end:
            return speaker(scene.view, quotation, scene.candidates)
    return None
