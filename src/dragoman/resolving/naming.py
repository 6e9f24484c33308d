"""Canonical names of actors that are described rather than named."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.resolving.gazetteer import Country
from dragoman.resolving.lexicon import NameKind
from dragoman.resolving.sightings import codes_of, is_country
from dragoman.resolving.view import StoryView
from dragoman.types import Actor

WITH_ARTICLE = frozenset(
    {"Netherlands", "Philippines", "Bahamas", "Maldives", "Comoros", "Seychelles", "Gambia"}
)
GOVERNMENT = frozenset(
    {"government", "authorities", "officials", "administration", "regime", "state"}
)
WHOLE_COUNTRY = frozenset(
    ["country", "nation", "side", "republic", "kingdom", "island", "archipelago", "mainland"]
)
LEFT_COUNTED = frozenset({"people", "lawmakers"})  # "650 people" has no plainer name
BODIES = {
    "foreign ministry": "Ministry of Foreign Affairs",
    "defence ministry": "Ministry of Defence",
    "defense ministry": "Ministry of Defence",
    "interior ministry": "Ministry of the Interior",
    "parliament": "Parliament",
    "supreme court": "Supreme Court",
    "constitutional court": "Constitutional Court",
    "national assembly": "National Assembly",
    "senate": "Senate",
    "cabinet": "Cabinet",
    "central bank": "Central Bank",
    "house of representatives": "House of Representatives",
    "election commission": "Election Commission",
}


BODIES_OF_CODE = {
    "USA": {
        "congress": "United States Congress",
        "senate": "United States Senate",
        "house": "United States House of Representatives",
        "house of representatives": "United States House of Representatives",
        "state department": "United States Department of State",
        "defense department": "United States Department of Defense",
        "treasury": "United States Department of the Treasury",
        "justice department": "United States Department of Justice",
        "commerce department": "United States Department of Commerce",
    },
}


def government_of(country: str) -> str:
    """The government's name: "Government of Finland", "Government of the United States"."""
    return f"Government of {with_article(country)}"


def with_article(country: str) -> str:
    """The country's name as it stands after "of"."""
    takes = country.startswith("United ") or country in WITH_ARTICLE
    if takes or country.endswith(("Islands", "Republic")) or "Republic of the" in country:
        return f"the {country}"
    return country


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a phrase's actor is; `place` are the words that name the owner, None for "his"."""

    actor: Actor
    place: tuple[int, int] | None = None


def phrase_name(
    view: StoryView, place: tuple[int, int], code: str | None, *, owner: Owner | None
) -> str:
    """The canonical name of what a phrase describes, once its country is known."""
    country, agents = view.gazetteer.country_of(code or ""), view.gazetteer.agents
    first, last = _without_counts(view, place)
    text = view.words.slice(first, last)
    bare = _bare(view, (first, last), country.code) if country is not None else text
    ruled = country is not None and (bare in GOVERNMENT or bare in WHOLE_COUNTRY)
    owned = _owned_name(view, (first, last), owner)
    if owned is not None and not ruled:
        return owned
    if country is None:
        return text
    own = view.gazetteer.national.named(bare, country.code) or _body(bare, country)
    if own is not None:
        return own
    if len(bare) < len(text):
        return _of_its_country(view, (first, last), country)
    if agents.has("national", bare):
        return f"{country.adjective} {bare}"
    if _is_office(view, bare) and not _names(view, (first, last), country.code):
        return f"{text} of {with_article(country.name)}"
    return text


def _of_its_country(view: StoryView, place: tuple[int, int], country: Country) -> str:
    """Words that open with their country's name: "Zimbabwe's leaders" are leaders of Zimbabwe."""
    (first, last), words = place, view.words
    sighting = view.sighting_of_word[first]
    seat = sighting.entries[0].kind in (NameKind.CAPITAL, NameKind.SEAT)  # "Beirut's airport"
    if words.keys[sighting.last] != "s" or seat or not is_country(sighting):
        return words.slice(first, last)
    rest = words.slice(sighting.last + 1, last)
    if view.gazetteer.agents.has("national", rest.lower()):
        return f"{country.adjective} {rest}"
    return f"{rest} of {with_article(country.name)}"


def _names(view: StoryView, place: tuple[int, int], code: str) -> bool:
    """Whether any of the words is a name of the country."""
    sightings = [view.sighting_of_word[at] for at in range(*place) if at in view.sighting_of_word]
    return any(code in codes_of(one) for one in sightings)


def _owned_name(view: StoryView, place: tuple[int, int], owner: Owner | None) -> str | None:
    """What an owner's people or things are called: "Khan's supporters" are those of Imran Khan.

    None where nobody owns them, or the owner's name is part of theirs: "Trump administration".
    """
    (first, last), words = place, view.words
    if owner is None or owner.actor.name is None:
        return None
    if owner.place is None or not first <= owner.place[0] < last:
        told = first > 0 and view.gazetteer.agents.has("counting", words.keys[first - 1])
        return f"{words.slice(first, last)} of {owner.actor.name}" if told else None
    start, end = owner.place
    titled = all(map(view.gazetteer.agents.knows, words.keys[first:start]))
    if words.keys[end : end + 1] == ["s"] and end + 1 < last and titled:
        return f"{words.slice(end + 1, last)} of {owner.actor.name}"
    return None


def _is_office(view: StoryView, bare: str) -> bool:
    """Whether words without a name mean the holders of an office: "foreign minister"."""
    return view.gazetteer.agents.has("office", bare.rpartition(" ")[2])


def _without_counts(view: StoryView, place: tuple[int, int]) -> tuple[int, int]:
    """The words without articles, possessives and counts before them: "dozens of", "his two"."""
    (first, last), keys = place, view.words.keys
    kept = keys[last - 1] in LEFT_COUNTED and any(key.isdigit() for key in keys[first:last])
    while first < last - 1 and not kept and _counts(view, first):
        first += 2 if keys[first + 1] == "of" and first + 2 < last else 1
    return first, last


def _counts(view: StoryView, word: int) -> bool:
    """Whether a word is an article, a possessive or a count: "some", "53", "thirteen"."""
    agents, words = view.gazetteer.agents, view.words
    key = words.keys[word]
    if agents.has("counting", key):
        return True
    part = words.gap(word) == "-"
    named = words.capital(word + 1) and word + 1 not in view.sighting_of_word
    quantity = key.isdigit() or (agents.has("quantity", key) and key != "any")
    return quantity and not part and not named


def _bare(view: StoryView, place: tuple[int, int], code: str) -> str:
    """The words in lower case, without a name of their country before them."""
    first, last = place
    sighting = view.sighting_of_word.get(first)
    if sighting is not None and code in codes_of(sighting) and sighting.last < last:
        first = sighting.last + (view.words.keys[sighting.last] == "s")
    return view.words.slice(first, last).lower() if first < last else ""


def _body(bare: str, country: Country) -> str | None:
    """The name of the country's government or body that the words call so."""
    if bare in GOVERNMENT:
        return government_of(country.name)
    if bare in WHOLE_COUNTRY:
        return country.name
    own = BODIES_OF_CODE.get(country.code, {}).get(bare)
    if own is not None:
        return own
    body = BODIES.get(bare)
    return f"{body} of {with_article(country.name)}" if body is not None else None
