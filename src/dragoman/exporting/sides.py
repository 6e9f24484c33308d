"""Who stands on which side of an event, for formats with one name, or one cell, a side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.exporting.codes import load_codes
from dragoman.types import Actor

Pair = tuple[Actor | None, Actor | None]


def name_of(actor: Actor) -> str:
    """The name looked up, or the words of the story."""
    return actor.name or actor.text


def pair_of(event_type: str, actors: Sequence[Actor], recipients: Sequence[Actor]) -> Pair:
    """The first of each side; of parties that are all actors (a meeting), the first two."""
    actor = actors[0] if actors else None
    if recipients:
        return actor, recipients[0]
    if event_type in load_codes().mutual and len(actors) > 1:
        return actor, actors[1]
    return actor, None


def countries(actors: Iterable[Actor]) -> Iterator[str]:
    """The countries, and codes above countries, that are known."""
    return (actor.country for actor in actors if actor.country is not None)


def sectors(actors: Iterable[Actor]) -> Iterator[str]:
    """The sectors of all."""
    return (sector for actor in actors for sector in actor.sectors)


def cameo_country(actor: Actor) -> str | None:
    """CAMEO's code of the actor's country; None for those above countries."""
    codes = load_codes()
    if actor.country is None or actor.country not in codes.countries:
        return None
    return codes.cameo_countries.get(actor.country, actor.country)


def cameo_types(actor: Actor) -> list[str]:
    """CAMEO's actor types, each once: what stands above countries, then the sectors."""
    codes = load_codes()
    found = [codes.cameo_nonstates.get(actor.country or "")]
    found += [codes.cameo_types.get(sector) for sector in actor.sectors]
    return list(dict.fromkeys(kind for kind in found if kind is not None))
