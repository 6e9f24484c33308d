"""Canonical names of actors that are described rather than named."""

from __future__ import annotations

from dragoman.resolving.gazetteer import Country
from dragoman.resolving.view import StoryView

WITH_ARTICLE = frozenset(
    "Netherlands Philippines Bahamas Maldives Comoros Seychelles Gambia Vatican".split()
)
GOVERNMENT = frozenset({"government", "authorities", "officials", "administration", "regime"})
WHOLE_COUNTRY = frozenset({"country", "nation", "state", "side", "republic", "kingdom"})
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
NATIONAL = frozenset(
    "police army navy troops soldiers military forces parliament security forces border guards "
    "prosecutors opposition air force government forces".split()
)
DROPPED = frozenset(
    "the a an his her its their our my two three four five six seven eight nine ten eleven twelve "
    "several some many hundreds thousands dozens s".split()
)


def government_of(country: str) -> str:
    """The government's name: "Government of Finland", "Government of the United States"."""
    return f"Government of {with_article(country)}"


def with_article(country: str) -> str:
    """The country's name as it stands after "of"."""
    takes = country.startswith("United ") or country in WITH_ARTICLE
    if takes or country.endswith(("Islands", "Republic")) or "Republic of the" in country:
        return f"the {country}"
    return country


def phrase_name(
    view: StoryView, place: tuple[int, int], noun: str | None, code: str | None, *, owner: str | None
) -> str:
    """The canonical name of what a phrase describes, once its country is known."""
    country = view.gazetteer.country_of(code or "")
    first, last = place
    while first < last - 1 and view.words.keys[first] in DROPPED:
        first += 1
    text = view.words.slice(first, last)
    if owner is not None and first > 0 and view.words.keys[first - 1] in DROPPED:
        return f"{text} of {owner}"
    named = _named_by_country(text, country, noun) if country is not None else None
    return named or text


def _named_by_country(text: str, country: Country, noun: str | None) -> str | None:
    """The name that a country's body or people go by, if the words are theirs alone."""
    bare = text.lower().removeprefix(country.adjective.lower()).strip()
    bare = bare.removeprefix(country.name.lower()).removeprefix("'s").strip()
    if bare in GOVERNMENT:
        return government_of(country.name)
    if bare in WHOLE_COUNTRY:
        return country.name
    body = BODIES.get(bare)
    if body is not None:
        return f"{body} of {with_article(country.name)}"
    if bare in NATIONAL:
        return f"{country.adjective} {bare}"
    return None
