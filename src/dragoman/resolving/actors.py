"""Mentions to actors, decided on the whole story at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.resolving.coreference import PRONOUNS
from dragoman.resolving.countries import country_by_context
from dragoman.resolving.describe import describe
from dragoman.resolving.gazetteer import Gazetteer
from dragoman.resolving.lexicon import Entry, NameKind, Nature
from dragoman.resolving.naming import government_of, with_article
from dragoman.resolving.phrases import phrase_actor
from dragoman.resolving.scene import GUESSED, Scene, new_actor, pronoun_actor, remember, set_scene
from dragoman.resolving.sightings import Sighting, is_country
from dragoman.resolving.view import StoryView
from dragoman.types import Actor, Basis, Span, Story

NAMESAKE = 2  # times as often a story names its own country as that of a namesake's body
COMMON_BODIES = frozenset({"PTY", "LAB", "MIL", "COP", "SPY"})  # every country has its own of these
ARTICLES = frozenset({"the", "a", "an"})
STANDING_FOR_ITSELF = (NameKind.NAME, NameKind.PART, NameKind.DEMONYM)


def resolve_actors(story: Story, spans: Sequence[Span], gazetteer: Gazetteer) -> tuple[Actor, ...]:
    """Who is meant by each span, in the order of the spans."""
    scene = set_scene(story, gazetteer)
    actors: dict[Span, Actor] = {}
    for span in sorted(set(spans)):
        actors[span] = _resolve(scene, span)
        remember(scene, actors[span])
    return tuple(actors[span] for span in spans)


def _resolve(scene: Scene, span: Span) -> Actor:
    """Who is meant by the words of one span."""
    words = scene.view.words
    text = span.of(scene.view.story.text)
    first, last = words.within(span.start, span.end)
    while first < last - 1 and words.keys[first] in ARTICLES:
        first += 1
    if last - first > 1 and words.keys[last - 1] == "s":
        last -= 1
    if first >= last:
        return Actor(span, text, reason="the mention holds no word")
    return replace(_found(scene, first, last), span=span, text=text)


def _found(scene: Scene, first: int, last: int) -> Actor:
    """The actor meant by words `first` up to `last`, tried from the surest way down."""
    view = scene.view
    if _is_pronoun(view, first, last):
        return pronoun_actor(scene, first)
    person = _person(scene, first, last)
    if person is not None:
        return person
    sighting = view.sighting_of_word.get(first)
    if sighting is not None and sighting.first <= first and sighting.last >= last:
        return _known(view, sighting)
    introduced = _named_at_end(view, first, last)
    if introduced is not None:
        sectors = describe(view, first, last).sectors
        known = _known(view, introduced)
        return replace(known, sectors=sectors or known.sectors)
    short = _short_form(scene, first) if last - first == 1 else None
    if short is not None:
        return _known(view, short)
    return phrase_actor(scene, first, last)


def _is_pronoun(view: StoryView, first: int, last: int) -> bool:
    """Whether the words are a pronoun, contracted or not ("we're"), and not "US"."""
    raw = view.words.raw(first)
    contracted = last - first == 2 and view.words.gap(first) in ("'", "’")
    single = last - first == 1 or contracted
    return single and view.words.keys[first] in PRONOUNS and (len(raw) == 1 or not raw.isupper())


def _person(scene: Scene, first: int, last: int) -> Actor | None:
    """The person whom the words name: the name closes them, or opens them before a comma."""
    at_end = scene.actor_at(last - 1)
    person = scene.person_at(first)
    if at_end is not None or person is None:
        return at_end
    end = first
    while end < last and scene.person_at(end) is person:
        end += 1
    follows = scene.view.words.gap(end - 1).startswith((",", " (", " of"))
    return scene.actor_at(first) if follows else None


def _named_at_end(view: StoryView, first: int, last: int) -> Sighting | None:
    """The body that the words only introduce: "the ruling Saenuri Party", "the opposition MDC"."""
    sighting = view.sighting_of_word.get(last - 1)
    if sighting is None or not first < sighting.first or sighting.last > last:
        return None
    before = range(first, sighting.first)
    plain = all(view.words.gap(at) == " " and not view.words.capital(at) for at in before)
    body = sighting.entries[0].nature is Nature.ORGANISATION
    agents, keys = view.gazetteer.agents, view.words.keys[first : sighting.first]
    told = all(key in agents.modifiers or key in agents.nouns for key in keys)
    return sighting if body and plain and told else None


def _short_form(scene: Scene, word: int) -> Sighting | None:
    """The organisation that one word stands for: its first word, or "the Commission" after one."""
    key, words = scene.view.words.keys[word], scene.view.words
    if key in scene.short_forms:
        return scene.short_forms[key]
    if not words.capital(word) or word == 0 or words.keys[word - 1] != "the":
        return None
    before = [one for one in scene.view.sightings if one.last <= word and one.last - one.first > 1]
    named = [one for one in before if words.keys[one.last - 1] == key and not is_country(one)]
    return named[-1] if named else None


def _known(view: StoryView, sighting: Sighting) -> Actor:
    """The actor that a known name means."""
    entry = view.choose(sighting.entries)
    if entry.nature is Nature.COUNTRY:
        return _country(view, sighting, entry)
    home = country_by_context(view, sighting.first) if _is_namesake(view, sighting, entry) else None
    if home is not None and home != entry.country:
        return _of_home(view, sighting, home)
    reason = f'"{entry.spelled}" is {entry.name} in the table of organisations'
    actor = new_actor(entry.name, entry.country, entry.sectors)
    return replace(actor, basis=Basis.EXACT, score=0.9, reason=reason)


def _is_namesake(view: StoryView, sighting: Sighting, entry: Entry) -> bool:
    """Whether plain words name a body of a country that the story never speaks of else.

    "National Guard" in a story about Venezuela is not that of the United States.
    """
    agents, keys = view.gazetteer.agents, view.words.keys[sighting.first : sighting.last]
    plain = all(map(agents.knows, keys)) and COMMON_BODIES.issuperset(entry.sectors)
    if entry.country not in view.gazetteer.countries or not plain:
        return False
    own = {
        word
        for one in view.sightings
        if entry in one.entries
        for word in range(one.first, one.last)
    }
    codes = [code for word, code in view.country_places if word not in own]
    most = max(map(codes.count, set(codes)), default=0)
    return codes.count(entry.country) <= most / NAMESAKE


def _of_home(view: StoryView, sighting: Sighting, code: str) -> Actor:
    """The body of the story's own country that plain words name."""
    country, name = view.gazetteer.countries[code], view.words.slice(sighting.first, sighting.last)
    sectors = view.choose(sighting.entries).sectors
    actor = new_actor(f"{name} of {with_article(country.name)}", code, sectors)
    reason = f'"{name}" is taken to be that of {country.name}'
    return replace(actor, basis=Basis.CONTEXT, score=GUESSED, reason=reason)


def _people_of(view: StoryView, sighting: Sighting, entry: Entry) -> str | None:
    """The words where they name a country's people: "Palestinians"; "the Palestinians" act as one."""
    keys = view.words.keys
    is_people = entry.kind is NameKind.DEMONYM and keys[sighting.last - 1].endswith("s")
    is_people = is_people and keys[sighting.first - 1 : sighting.first] != ["the"]
    return view.words.slice(sighting.first, sighting.last) if is_people else None


def _country(view: StoryView, sighting: Sighting, entry: Entry) -> Actor:
    """A country acting under its name, its people's name, its capital or a house of its government."""
    country = view.gazetteer.countries[entry.country or ""]
    if entry.kind in STANDING_FOR_ITSELF:
        reason = f'"{entry.spelled}" is a name of {entry.name} ({entry.kind})'
        people = _people_of(view, sighting, entry)
        actor = new_actor(people or entry.name, country.code, ("CVL",) if people else ("GOV",))
        actor = replace(actor, basis=Basis.EXACT, score=0.95, reason=reason)
    else:
        reason = f'"{entry.spelled}" ({entry.kind}) stands for the government of {country.name}'
        actor = new_actor(government_of(country.name), country.code, ("GOV",))
        actor = replace(actor, basis=Basis.ALIAS, score=0.9, reason=reason)
    if entry.kind is NameKind.PART:
        return actor
    return replace(actor, id=f"{country.code.lower()}-gov", wikidata=country.wikidata or None)
