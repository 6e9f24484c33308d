"""Mentions to actors, decided on the whole story at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.resolving.acronyms import with_acronyms
from dragoman.resolving.coreference import (
    PRONOUNS,
    SPEAKER,
    SPEAKERS,
    Candidate,
    antecedent,
    person_candidates,
    quotations,
    speaker,
)
from dragoman.resolving.countries import country_by_context, dominates
from dragoman.resolving.describe import Description, describe, extended, part
from dragoman.resolving.gazetteer import Gazetteer
from dragoman.resolving.joint import is_joint, is_unbound, names_several
from dragoman.resolving.lexicon import Entry, NameKind, Nature
from dragoman.resolving.naming import government_of, phrase_name
from dragoman.resolving.nouns_seen import NounsSeen, nouns_seen
from dragoman.resolving.offices import known_surname
from dragoman.resolving.people import People, Person, find_people
from dragoman.resolving.view import Sighting, StoryView, view_story
from dragoman.types import Actor, Basis, Span, Story

ARTICLES = frozenset({"the", "a", "an"})
NOT_SLUG = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is settled about a story before its mentions are looked at one by one."""

    view: StoryView
    people: People
    nouns: NounsSeen
    quotations: tuple[Span, ...]
    person_actors: dict[str, Actor]
    short_forms: dict[str, Sighting]
    candidates: list[Candidate] = field(default_factory=list)


def resolve_actors(story: Story, spans: Sequence[Span], gazetteer: Gazetteer) -> tuple[Actor, ...]:
    """Who is meant by each span, in the order of the spans."""
    scene = _scene(story, gazetteer)
    actors: dict[Span, Actor] = {}
    for span in sorted(set(spans)):
        actors[span] = _resolve(scene, span)
        _remember(scene, actors[span])
    return tuple(actors[span] for span in spans)


def _scene(story: Story, gazetteer: Gazetteer) -> Scene:
    """The scene of a story, with its people as the first candidates."""
    view = with_acronyms(view_story(story, gazetteer))
    people = find_people(view)
    actors = {person.key: _person_actor(view, person) for person in people.persons}
    scene = Scene(
        view, people, nouns_seen(view), quotations(story.text), actors, _short_forms(view)
    )
    scene.candidates.extend(person_candidates(people, actors))
    scene.candidates.sort(key=_place)
    return scene


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


def _place(candidate: Candidate) -> int:
    """Sorts candidates as they stand in the text."""
    return candidate.word


def _remember(scene: Scene, actor: Actor) -> None:
    """Make a resolved mention a candidate for the pronouns after it."""
    first, last = scene.view.words.within(actor.span.start, actor.span.end)
    if actor.basis is Basis.NONE or first >= last or first in scene.people.person_of_word:
        return
    said = describe(scene.view, first, last)
    noun = (said.noun or "").lower().rpartition(" ")[2]
    person = not said.plural and scene.view.gazetteer.agents.has("person", noun)
    scene.candidates.append(Candidate(first, actor, said.plural, person))
    scene.candidates.sort(key=_place)


def _resolve(scene: Scene, span: Span) -> Actor:
    """Who is meant by the words of one span."""
    view = scene.view
    text = span.of(view.story.text)
    first, last = view.words.within(span.start, span.end)
    while first < last - 1 and view.words.keys[first] in ARTICLES:
        first += 1
    if last - first > 1 and view.words.keys[last - 1] == "s":
        last -= 1
    if first >= last:
        return Actor(span, text, reason="the mention holds no word")
    found = _found(scene, first, last)
    return replace(found, span=span, text=text)


def _found(scene: Scene, first: int, last: int) -> Actor:
    """The actor meant by words `first` up to `last`, tried from the surest way down."""
    view = scene.view
    if (
        last - first == 1
        and view.words.keys[first] in PRONOUNS
        and not view.words.raw(first) == "US"
    ):
        return _pronoun(scene, first)
    sighting = view.sighting_of_word.get(first)
    person = _person_at(scene, first, last)
    if person is not None:
        return scene.person_actors[person.key]
    if sighting is not None and sighting.first <= first and sighting.last >= last:
        return _known(view, sighting)
    if last - first == 1 and view.words.keys[first] in scene.short_forms:
        return _known(view, scene.short_forms[view.words.keys[first]])
    return _phrase(scene, first, last)


def _is_pronoun(view: StoryView, first: int, last: int) -> bool:
    """Whether the words are a pronoun, contracted or not ("we're"), and not "US"."""
    raw = view.words.raw(first)
    contracted = last - first == 2 and view.words.gap(first) in ("'", "’")
    single = last - first == 1 or contracted
    return single and view.words.keys[first] in PRONOUNS and (len(raw) == 1 or not raw.isupper())


def _person_at(scene: Scene, first: int, last: int) -> Person | None:
    """The person whom the words name: the name closes them, or opens them before a comma."""
    words = scene.view.words
    person = scene.people.person_of_word.get(last - 1)
    if person is not None:
        return person
    person = scene.people.person_of_word.get(first)
    if person is None:
        return None
    end = first
    while end < last and scene.people.person_of_word.get(end) is person:
        end += 1
    return person if words.gap(end - 1).startswith((",", " (", " of")) else None


def _known(view: StoryView, sighting: Sighting) -> Actor:
    """The actor that a known name means."""
    entry = view.choose(sighting.entries)
    if entry.nature is Nature.COUNTRY:
        return _country(view, entry)
    reason = f'"{entry.spelled}" is {entry.name} in the table of organisations'
    return _actor(entry.name, entry.country, entry.sectors, Basis.EXACT, 0.9, reason)


def _country(view: StoryView, entry: Entry) -> Actor:
    """A country acting under its name, its people's name, its capital or the seat of its government."""
    country = view.gazetteer.country_of(entry.country or "")
    if country is None or entry.kind in (NameKind.NAME, NameKind.PART, NameKind.DEMONYM):
        reason = f'"{entry.spelled}" is a name of {entry.name} ({entry.kind})'
        actor = _actor(entry.name, entry.country, ("GOV",), Basis.EXACT, 0.95, reason)
    else:
        reason = (
            f'"{entry.spelled}" is the {entry.kind} of {country.name} and stands for its government'
        )
        actor = _actor(
            government_of(country.name), country.code, ("GOV",), Basis.ALIAS, 0.9, reason
        )
    if country is not None and entry.kind is not NameKind.PART:
        return replace(actor, id=f"{country.code.lower()}-gov", wikidata=country.wikidata or None)
    return actor


def _person_actor(view: StoryView, person: Person) -> Actor:
    """The actor that a person of the story is; without a told country, that of the context."""
    actor = _actor(
        person.name, person.country, person.sectors, person.basis, person.score, person.reason
    )
    actor = replace(actor, office=person.office)
    if person.country is not None:
        return actor
    country = country_by_context(view, person.places[0][0])
    if country is None:
        return replace(actor, reason=f"the story does not say whose {person.name} is")
    reason = f"{person.name} stands in a story that is mostly about {country}"
    return replace(actor, country=country, basis=Basis.CONTEXT, score=0.4, reason=reason)


def _pronoun(scene: Scene, word: int) -> Actor:
    """The actor that a pronoun means."""
    view = scene.view
    key = view.words.keys[word]
    if key in SPEAKER or key in SPEAKERS:
        found = _speaker(scene, word)
    else:
        found = antecedent(view, word, _but_speaker(scene, word))
    if found is None:
        return _actor(None, None, (), Basis.NONE, 0.0, f'nobody before "{key}" fits it')
    reason = f'"{key}" is taken to mean {found.actor.name or found.actor.text}'
    return replace(
        found.actor, basis=Basis.COREFERENCE, score=min(found.actor.score, 0.7), reason=reason
    )


def _but_speaker(scene: Scene, word: int) -> list[Candidate]:
    """The candidates without who says the quotation that the word stands in."""
    said_by = _speaker(scene, word)
    if said_by is None:
        return scene.candidates
    return [one for one in scene.candidates if one.actor.id != said_by.actor.id]


def _speaker(scene: Scene, word: int) -> Candidate | None:
    """Who says the quotation that a first-person pronoun stands in."""
    at = scene.view.words.starts[word]
    for quotation in scene.quotations:
        if quotation.start <= at < quotation.end:
            return speaker(scene.view, quotation, scene.candidates)
    return None


def _phrase(scene: Scene, first: int, last: int) -> Actor:
    """The actor that a descriptive phrase means: its noun's sectors, and the country it tells."""
    view = scene.view
    wide = extended(view, first, last)
    said = describe(view, *wide)
    inner = describe(view, first, last)
    sectors = inner.sectors if inner.noun is not None else said.sectors
    name = phrase_name(view, (first, last), said)
    country, basis, score, reason = _whose(scene, (first, last), wide, said)
    return _actor(name, country, sectors, basis, score, reason)


def _whose(
    scene: Scene, place: tuple[int, int], wide: tuple[int, int], said: Description
) -> tuple[str | None, Basis, float, str]:
    """The country that a phrase's actor belongs to, tried from the surest way down."""
    view = scene.view
    phrase = view.words.slice(*wide)
    joint = is_joint(view, part(view, *place)) and not dominates(view)
    if names_several(view, *wide) or (joint and said.owner is None):
        return None, Basis.NONE, 0.0, f'"{phrase}" means actors of several countries'
    if said.owner is None and is_unbound(view, part(view, *place)):
        return None, Basis.NONE, 0.0, f'"{phrase}" is of no one country'
    if said.country is not None:
        return said.country, Basis.EXACT, 0.85, f'"{phrase}" names its country'
    person = _owner_person(scene, *wide)
    if person is not None and person.country is not None:
        return person.country, Basis.COREFERENCE, 0.7, f'"{phrase}" belongs to {person.name}'
    seen = scene.nouns.owner(said.noun, place[0]) if said.noun is not None else None
    if seen is not None:
        reason = f'the story speaks of the "{said.noun}" of {seen.name}'
        return seen.country, Basis.COREFERENCE, 0.6, reason
    country = country_by_context(view, place[0])
    if country is None:
        return None, Basis.NONE, 0.0, "the story does not say whose it is"
    reason = f"no country is named beside it; the story is mostly about {country}"
    return country, Basis.CONTEXT, 0.4, reason


def _known_surname_at(view: StoryView, word: int) -> Actor | None:
    """The person of the tables whose surname stands here: "Bush administration"."""
    if not view.words.capital(word) or word in view.sighting_of_word:
        return None
    entry = known_surname(view, view.words.keys[word])
    if entry is None:
        return None
    return _actor(entry.name, entry.country, entry.sectors, Basis.ALIAS, 0.7, "by surname")


def _owner_person(scene: Scene, first: int, last: int) -> Actor | None:
    """The person in a phrase like "Trump's lawyers", or the owner of "his lawyers"."""
    for word in range(first, last):
        person = scene.people.person_of_word.get(word)
        if person is not None:
            return scene.person_actors[person.key]
        known = _known_surname_at(scene.view, word)
        if known is not None:
            return known
    for word in (first, first - 1):
        if word >= 0 and scene.view.words.keys[word] in ("his", "her", "its", "their", "our", "my"):
            owner = _pronoun(scene, word)
            return owner if owner.country is not None else None
    return None


def _actor(
    name: str | None,
    country: str | None,
    sectors: tuple[str, ...],
    basis: Basis,
    score: float,
    reason: str,
) -> Actor:
    """An actor without its words yet."""
    slug = NOT_SLUG.sub("-", f"{name} {country or ''}".lower()).strip("-") if name else None
    return Actor(Span(0, 0), "", slug, name, country, sectors, None, None, basis, score, reason)
