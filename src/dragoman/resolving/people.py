"""The people that a story names, and what it says of each: country, sectors, office."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.resolving import offices
from dragoman.resolving.agents import Agents
from dragoman.resolving.lexicon import UNVERIFIED, Entry, Nature
from dragoman.resolving.offices import known_surname
from dragoman.resolving.roles import Role, role_of
from dragoman.resolving.sightings import is_person
from dragoman.resolving.towns import country_of_place
from dragoman.resolving.view import StoryView
from dragoman.resolving.words import phrase_key
from dragoman.types import Basis

CAP = 0.8  # of a score that rests on a term of general knowledge
CROWNS = frozenset({"king", "queen", "emir", "sultan"})
NAME_GAPS = frozenset({" ", "-", ". ", ".", "‑", "–"})


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whom the story names; `places` are the word ranges where it does."""

    key: str
    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    gender: str | None = None
    basis: Basis = Basis.NONE
    score: float = 0.0
    reason: str = ""
    places: tuple[tuple[int, int], ...] = field(default=())
    wikidata: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """Everyone named in a story, and who stands at which word."""

    persons: tuple[Person, ...]
    person_of_word: Mapping[int, Person]


def find_people(view: StoryView) -> People:
    """Everyone whom the story names, each with the best that any mention says of them."""
    places = _places_by_person(view)
    persons = tuple(_person(view, key, found) for key, found in places.items())
    by_word = {
        word: person
        for person in persons
        for first, last in person.places
        for word in range(first, last)
    }
    return People(persons, by_word)


def _places_by_person(view: StoryView) -> dict[str, list[tuple[int, int]]]:
    """Where each person is named: by full name, and by a part of it before or after."""
    runs = list(_runs(view))
    full: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for first, last in runs:
        if last - first > 1 and not _is_place(view, first, last):
            full[_key(view, first, last)].append((first, last))
    holders = _holders(full, view.gazetteer.agents)
    for first, last in runs:
        if last - first == 1:
            _add_short(view, full, holders, first)
    return full


def _add_short(
    view: StoryView,
    full: dict[str, list[tuple[int, int]]],
    holders: Mapping[str, list[str]],
    at: int,
) -> None:
    """Put a one-word name to the person whose name it shortens, or to a person of its own."""
    key = view.words.keys[at]
    owners = holders.get(key, [])
    if owners:
        full[_nearest(full, owners, at)].append((at, at + 1))
    elif view.gazetteer.agents.has("place_word", key):  # "on Republic Street"
        return
    elif role_of(view, at, at + 1).titled or known_surname(view, key) is not None:
        full[key].append((at, at + 1))


def _nearest(full: Mapping[str, list[tuple[int, int]]], owners: Sequence[str], at: int) -> str:
    """The owner named last before this word, else the first one after it."""
    before = [(first, key) for key in owners for first, _ in full[key] if first < at]
    return max(before)[1] if before else owners[0]


def _holders(full: Mapping[str, list[tuple[int, int]]], agents: Agents) -> dict[str, list[str]]:
    """The people by each word of their names, last and first words before middle ones."""
    found: dict[str, list[str]] = defaultdict(list)
    for key in full:
        for word in key.split(" "):
            if len(word) > 1 and not agents.has("particle", word):
                found[word].append(key)
    surnames = {key.rpartition(" ")[2] for key in full}
    for word, keys in found.items():
        ending = [key for key in keys if key.endswith(" " + word)]
        if word in surnames and ending:
            found[word] = ending
    return found


def _key(view: StoryView, first: int, last: int) -> str:
    """What joins the spellings of one person: the table's name, else the words without initials."""
    sighting = view.sighting_of_word.get(first)
    if sighting is not None and is_person(sighting) and sighting.last == last:
        return phrase_key(view.choose(sighting.entries).name)
    keys = view.words.keys[first:last]
    return " ".join([key for key in keys if len(key) > 1] or keys)


def _runs(view: StoryView) -> Iterator[tuple[int, int]]:
    """The stretches of words that can be a person's name."""
    at = 0
    capitals, end = view.words.capitals, len(view.words)
    while at < end:
        sighting = view.sighting_of_word.get(at)
        if sighting is not None and is_person(sighting):
            yield sighting.first, sighting.last
            at = sighting.last
            continue
        last = _run_end(view, at) if capitals[at] else at
        if last > at:
            yield at, last
        at = max(last, at + 1)


def _run_end(view: StoryView, first: int) -> int:
    """Where the name that opens at this word ends; `first` itself where none opens."""
    at, last, agents = first, first, view.gazetteer.agents
    while at < len(view.words):
        if _is_name_word(view, at):
            last = at + 1
        elif at == first or not agents.has("particle", view.words.keys[at]):
            break
        if view.words.gap(at) not in NAME_GAPS or _ends_sentence(view, at):
            break
        at += 1
        if view.words.gap(at - 1) == "-" and last == at and not view.words.capital(at):
            last = at + 1  # the second half of "Byung-se"
    return last


def _ends_sentence(view: StoryView, at: int) -> bool:
    """Whether a full stop after the word is the sentence's, not an initial's."""
    return view.words.gap(at).startswith(".") and len(view.words.keys[at]) > 2


def _is_name_word(view: StoryView, at: int) -> bool:
    """Whether a word can be part of a person's name."""
    words, agents = view.words, view.gazetteer.agents
    key = words.keys[at]
    if len(key) > 3 and words.raw(at).isupper():
        return False  # a dateline or a heading
    if not words.capital(at) or at in view.sighting_of_word or words.raw(at).isdigit():
        return False
    return not agents.knows(key) and not agents.has("function", key)


HEADS = re.compile(r"\b(president|prime minister|premier|chancellor|king|emir)\b", re.IGNORECASE)


def _is_place(view: StoryView, first: int, last: int) -> bool:
    """Whether a capitalised name is rather a place's or a thing's: "Los Angeles", "Nile River"."""
    if view.gazetteer.agents.has("place_word", view.words.keys[last - 1]):
        return True
    if len(view.words.keys[first]) == 1 and view.words.gap(first) in ("-", "–"):
        return True  # "(D-Ohio)"
    if first in view.sighting_of_word or role_of(view, first, last).titled:
        return False
    name = view.words.slice(first, last)
    return country_of_place(name, view.gazetteer, view.tally) is not None


def _person(view: StoryView, key: str, places: Sequence[tuple[int, int]]) -> Person:
    """The person named at these places, with the best that any of them says."""
    ordered = tuple(sorted(places))
    longest = max(ordered, key=lambda place: place[1] - place[0])
    person = Person(key, view.words.slice(*longest), places=ordered)
    roles = [role_of(view, first, last) for first, last in ordered]
    entry = _entry(view, longest, roles)
    told = _told(person, roles)
    if told.gender is None:
        first_name = view.words.keys[longest[0]]
        told = replace(told, gender=view.gazetteer.gender_of_first_name.get(first_name))
    return told if entry is None else _known(view, told, entry)


def _entry(view: StoryView, place: tuple[int, int], roles: Sequence[Role]) -> Entry | None:
    """The table's entry for this person, if the story does not speak of another."""
    sighting = view.sighting_of_word.get(place[0])
    if sighting is not None and sighting.entries[0].nature is Nature.PERSON:
        return view.choose(sighting.entries)
    turned = f"{view.words.keys[place[1] - 1]} {view.words.keys[place[0]]}"
    if place[1] - place[0] == 2 and turned in view.gazetteer.lexicon.entries:
        found = view.gazetteer.lexicon.entries[turned]
        return found[0] if found[0].nature is Nature.PERSON else None
    if place[1] - place[0] == 1:
        return known_surname(view, view.words.keys[place[0]])
    if any(role.office and HEADS.search(role.office) for role in roles):
        bearer = known_surname(view, view.words.keys[place[1] - 1])
        return bearer if bearer is not None and _can_be(view, place, bearer) else None
    return None


def _can_be(view: StoryView, place: tuple[int, int], entry: Entry) -> bool:
    """Whether the first names allow the bearer of a surname to be the person of the tables."""
    first, _, surname = phrase_key(entry.name).partition(" ")
    return not surname or first[0] == view.words.keys[place[0]][0]


def _known(view: StoryView, told: Person, entry: Entry) -> Person:
    """The person as the tables know them on the story's day; the story's own words of office win."""
    known = offices.at(entry, view.story.published.day)
    if told.country not in (None, known.country) and " " not in told.name:
        return told  # the story speaks of a namesake
    served = {term.country for term in entry.terms}
    before = known.office is None and known.country not in view.gazetteer.countries
    before = before and told.country in view.gazetteer.countries  # an envoy, later with the UN
    country = told.country if told.country in served or before else known.country
    held = known.office or "well-known person"
    return replace(
        told,
        name=_best_name(told.name, entry.name),
        country=country,
        sectors=told.sectors or known.sectors,
        office=told.office or known.office,
        wikidata=entry.wikidata,
        basis=Basis.EXACT if told.name.count(" ") else Basis.ALIAS,
        score=min(0.95 if known.office else 0.85, CAP if known.source == UNVERIFIED else 1.0),
        reason=f"{entry.name} is in the table of people ({held}; {known.source})",
    )


def _best_name(told: str, known: str) -> str:
    """The story's spelling, unless it is a surname, or the table's with initials, a crown or turned."""
    words, table = phrase_key(told).split(" "), phrase_key(known).split(" ")
    bare = [word for word in words if len(word) > 1 and word not in CROWNS]
    turned = sorted(bare) == sorted(table)
    return known if len(words) == 1 or (turned and words != table) else told


def _told(person: Person, roles: Sequence[Role]) -> Person:
    """The person with what titles and appositions say of them, each field by its best witness."""
    ranked = sorted(roles, key=_witness, reverse=True)
    home = next((role for role in ranked if role.country is not None), None)
    told = replace(
        person,
        sectors=next((role.sectors for role in ranked if role.sectors), ()),
        office=next((role.office for role in ranked if role.office), None),
        gender=next((role.gender for role in ranked if role.gender), None),
    )
    if home is None:
        return told
    reason = f'the story calls {person.name} "{home.text}"'
    return replace(told, country=home.country, basis=Basis.EXACT, score=0.85, reason=reason)


def _witness(role: Role) -> tuple[bool, bool]:
    """Sorts the roles that say a country and a noun first."""
    return role.country is not None and bool(role.office), bool(role.office)
