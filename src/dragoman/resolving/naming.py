"""Canonical names of actors that are described rather than named."""

from __future__ import annotations

from dragoman.resolving.describe import Description
from dragoman.resolving.view import StoryView

WITH_ARTICLE = frozenset(
    "Netherlands Philippines Bahamas Maldives Comoros Seychelles Gambia Vatican".split()
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


def phrase_name(view: StoryView, place: tuple[int, int], said: Description) -> str:
    """The canonical name of what a phrase describes."""
    text = view.words.slice(*place)
    country = view.gazetteer.country_of(said.country or "")
    noun = (said.noun or "").lower()
    if country is not None and noun in ("government", "authorities", "officials", "administration"):
        return government_of(country.name)
    if country is not None and noun == "parliament":
        return f"Parliament of {with_article(country.name)}"
    return text
