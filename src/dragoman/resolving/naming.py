"""Canonical names of actors that are described rather than named."""

from __future__ import annotations

from dragoman.resolving.gazetteer import Country
from dragoman.resolving.view import StoryView

WITH_ARTICLE = frozenset(
    {"Netherlands", "Philippines", "Bahamas", "Maldives", "Comoros", "Seychelles", "Gambia"}
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
    view: StoryView,
    place: tuple[int, int],
    code: str | None,
    *,
    owner: str | None,
) -> str:
    """The canonical name of what a phrase describes, once its country is known."""
    country, agents = view.gazetteer.country_of(code or ""), view.gazetteer.agents
    first, last = place
    while first < last - 1 and agents.has("counting", view.words.keys[first]):
        first += 1
    text = view.words.slice(first, last)
    if owner is not None and first > 0 and agents.has("counting", view.words.keys[first - 1]):
        return f"{text} of {owner}"
    if country is None:
        return text
    bare = _bare(text, country)
    return _body(bare, country) or (
        f"{country.adjective} {bare}" if agents.has("national", bare) else text
    )


def _bare(text: str, country: Country) -> str:
    """The words without the country's adjective or name before them."""
    bare = text.lower().removeprefix(country.adjective.lower()).strip()
    return bare.removeprefix(country.name.lower()).removeprefix("'s").strip()


def _body(bare: str, country: Country) -> str | None:
    """The name of the country's government or body that the words call so."""
    if bare in GOVERNMENT:
        return government_of(country.name)
    if bare in WHOLE_COUNTRY:
        return country.name
    body = BODIES.get(bare)
    return f"{body} of {with_article(country.name)}" if body is not None else None
