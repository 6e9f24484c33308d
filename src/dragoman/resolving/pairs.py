"""Two parties that a story has named and then speaks of at once: "both leaders"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.resolving.coreference import REACH
from dragoman.resolving.describe import part
from dragoman.resolving.joint import PAIR, is_joint, is_pair
from dragoman.resolving.lexicon import Nature
from dragoman.resolving.naming import government_of
from dragoman.resolving.nouns_seen import stem
from dragoman.resolving.people import Person
from dragoman.resolving.scene import Scene, new_actor
from dragoman.resolving.sightings import is_country
from dragoman.resolving.view import StoryView
from dragoman.types import Actor, Basis

UNTITLED = frozenset({"men", "women", "rivals", "foes", "enemies"})
SIDES = frozenset({"sides", "parties"})
LEADING_SHARE = 0.5  # of the story's countries: whose rebels are then one of "both sides"
PAIR_SCORE = 0.6


def pair_actor(scene: Scene, first: int, last: int) -> Actor | None:
    """The two people or countries named last before a phrase that joins them, as one actor."""
    view = scene.view
    region = part(view, first, last)
    noun = view.words.keys[last - 1]
    if region.head_end == last and noun in SIDES and is_joint(view, region):
        foes = _foes_at_home(view)
        if foes is not None:
            reason = f'"{view.words.slice(first, last)}" is taken to mean {foes.name}'
            return replace(foes, basis=Basis.COREFERENCE, score=PAIR_SCORE, reason=reason)
    if region.head_end < last or not is_pair(view, region):
        return None
    states = noun in view.gazetteer.agents.lists["party_state"]
    named = _countries_before(view, first) if states else _people_before(scene, first, noun)
    if len(named) < PAIR:
        return None
    one, other = named[-PAIR:]
    country = one.country if one.country == other.country else None
    if last - first == 1 and country is not None:
        return None
    actor = new_actor(f"{one.name} and {other.name}", country, one.sectors)
    reason = f'"{view.words.slice(first, last)}" is taken to mean {actor.name}'
    if country is None:
        return replace(actor, reason=f"{reason}, of two countries")
    return replace(actor, basis=Basis.COREFERENCE, score=PAIR_SCORE, reason=reason)


def _foes_at_home(view: StoryView) -> Actor | None:
    """The government and the rebels of the country that the story is mostly about, as one actor.

    None where the story names no rebels of that country, or is about several as much.
    """
    counts = {code: n for code, n in view.tally.items() if code in view.gazetteer.countries}
    home = max(counts, key=counts.__getitem__, default="")
    if not counts or counts[home] < LEADING_SHARE * sum(counts.values()):
        return None
    named = [view.choose(one.entries) for one in view.sightings]
    bodies = [one for one in named if one.nature is Nature.ORGANISATION]
    rebels = [one for one in bodies if one.country == home and "REB" in one.sectors]
    if not rebels:
        return None
    name = f"{government_of(view.gazetteer.countries[home].name)} and {rebels[0].name}"
    return new_actor(name, home, ("GOV", "REB"))


def _people_before(scene: Scene, word: int, noun: str) -> list[Actor]:
    """The people named before a word and near it, each once, the last named last.

    Where two of them hold the office that the noun names, or rule, they alone are meant; where
    only one is known to hold it, nobody can say who the other is.
    """
    sentence = scene.view.sentence(word)
    found: dict[int, Person] = {}
    for person in scene.people.persons:
        places = [first for first, _ in person.places if first < word]
        if places and sentence - scene.view.sentence(places[-1]) <= REACH:
            found[places[-1]] = person
    near = [found[place] for place in sorted(found)]
    holding = [one for one in near if stem(noun) in map(stem, (one.office or "").split())]
    ruling = [one for one in near if one.sectors == ("GOV",)]
    for fitting in (holding, ruling if noun not in UNTITLED else near):
        if len(fitting) >= PAIR:
            return [scene.actor_of_person[one.key] for one in fitting]
    if holding:
        return []
    return [scene.actor_of_person[one.key] for one in near]


def _countries_before(view: StoryView, word: int) -> list[Actor]:
    """The two countries named before a word that the story speaks of most, as first named."""
    first: dict[str, int] = {}
    for sighting in view.sightings:
        country = view.gazetteer.country_of(view.choose(sighting.entries).country or "")
        if sighting.first < word and country is not None and is_country(sighting):
            first.setdefault(country.code, sighting.first)
    most = sorted(first, key=lambda code: (view.tally.get(code, 0.0), first[code]))[-PAIR:]
    countries = view.gazetteer.countries
    return [
        new_actor(countries[code].name, code, ("GOV",))
        for code in sorted(most, key=first.__getitem__)
    ]
