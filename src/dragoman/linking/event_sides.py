"""The actors and recipients of an event, from what its reports tell of each side."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.linking.identity import Identities, Key, actor_keys, is_named, name_key
from dragoman.linking.tellings import Telling, support, sureness
from dragoman.types import Actor

ENOUGH = 0.5  # of the best-supported party's support: one of three reports doesn't add a party
TOLD_TWICE = 0.1  # of it, where two independent publishers name the party: no misreading twice


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody on one side: the fullest mention, and how much speaks for them."""

    key: Key
    actor: Actor
    named: bool
    support: float
    tellers: int


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of all tellings: by record who stands on it, and by who the mentions and tellers."""

    on_it: Mapping[str, list[Key]]
    mentions: Mapping[Key, list[Actor]]
    tellers: Mapping[Key, set[str]]

    def keys(self, telling: Telling) -> list[Key]:
        """Who the side's mentions are, each once."""
        return self.on_it[telling.record.id]


def sides_of(tellings: Sequence[Telling]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The event's actors and its recipients, those with the most support first.

    Mentions of one id, name or Wikidata item are one; the fullest stands for them.  Somebody
    stays who has half the support of the side's best, or whom two independent publishers name.
    Somebody only described ("gunmen") stays where nobody is named, or beside a named one
    where a report tells both.  Who is told on both sides stays on the better supported one,
    unless one report has them on both.
    """
    record = tellings[0].record
    if len(tellings) == 1 and max(len(record.actors), len(record.recipients)) <= 1:
        return record.actors, record.recipients
    identities = _identities(tellings)
    sides = [_side(tellings, mentions, identities) for mentions in (_actors, _recipients)]
    actors, recipients = (_parties(side, tellings) for side in sides)
    both = _on_both(sides, tellings)
    return (
        _kept(_without(actors, recipients, both, yields=False), sides[0], tellings),
        _kept(_without(recipients, actors, both, yields=True), sides[1], tellings),
    )


def _actors(telling: Telling) -> Sequence[Actor]:
    return telling.record.actors


def _recipients(telling: Telling) -> Sequence[Actor]:
    return telling.record.recipients


def _identities(tellings: Sequence[Telling]) -> Identities:
    found = Identities()
    for telling in tellings:
        for actor in (*_actors(telling), *_recipients(telling)):
            found.join(actor_keys(actor, telling.report.story.id))
    return found


def _side(
    tellings: Sequence[Telling],
    mentions_of: Callable[[Telling], Sequence[Actor]],
    identities: Identities,
) -> _Side:
    on_it: dict[str, list[Key]] = {}
    mentions: dict[Key, list[Actor]] = {}
    tellers: dict[Key, set[str]] = {}
    for telling in tellings:
        told = [(identities.leader(name_key(one)), one) for one in mentions_of(telling)]
        on_it[telling.record.id] = list(dict.fromkeys(key for key, _ in told))
        for key, actor in told:
            mentions.setdefault(key, []).append(actor)
            tellers.setdefault(key, set()).add(telling.teller)
    return _Side(on_it, mentions, tellers)


def _parties(side: _Side, tellings: Sequence[Telling]) -> list[Party]:
    """All on this side, those with the most support first."""
    supported = support(tellings, side.keys, sureness)
    parties = [_party(key, weight, side) for key, weight in supported.items()]
    return sorted(parties, key=_weakness)


def _weakness(party: Party) -> float:
    return -party.support


def _party(key: Key, weight: float, side: _Side) -> Party:
    mentions = side.mentions[key]
    return Party(
        key=key,
        actor=_fullest(mentions),
        named=any(is_named(actor) for actor in mentions),
        support=weight,
        tellers=len(side.tellers[key]),
    )


def _fullest(mentions: Sequence[Actor]) -> Actor:
    """The mention that says most, with what the others know beside it."""
    if len(mentions) == 1:
        return mentions[0]
    lead = max(mentions, key=_fullness)
    return replace(
        lead,
        country=lead.country or _first(actor.country for actor in mentions),
        sectors=lead.sectors or next((a.sectors for a in mentions if a.sectors), ()),
        office=lead.office or _first(actor.office for actor in mentions),
        wikidata=lead.wikidata or _first(actor.wikidata for actor in mentions),
    )


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value is not None), None)


def _fullness(actor: Actor) -> tuple[bool, bool, bool, int, float]:
    known = actor.wikidata is not None, actor.office is not None
    return is_named(actor), *known, len(actor.name or actor.text), actor.score


def _on_both(sides: Sequence[_Side], tellings: Sequence[Telling]) -> set[Key]:
    """Those whom one report has on both sides."""
    actors, recipients = sides
    return {key for each in tellings for key in actors.keys(each) if key in recipients.keys(each)}


def _without(
    parties: Sequence[Party], others: Sequence[Party], both: Collection[Key], *, yields: bool
) -> list[Party]:
    """The parties without those that rather belong to the other side; `yields` at equal support."""
    there = {party.key: party.support for party in others if party.key not in both}
    return [party for party in parties if not _outweighed(party, there, yields=yields)]


def _outweighed(party: Party, there: Mapping[Key, float], *, yields: bool) -> bool:
    other = there.get(party.key, 0.0)
    return other > party.support or (yields and other == party.support > 0.0)


def _kept(parties: Sequence[Party], side: _Side, tellings: Sequence[Telling]) -> tuple[Actor, ...]:
    """The parties with enough support; those described only beside a named one, or alone."""
    most = max((party.support for party in parties), default=0.0)
    enough = [party for party in parties if _has_enough(party, most)]
    named = {party.key for party in enough if party.named}
    if not named:
        return tuple(party.actor for party in enough)
    beside = {key for each in tellings for key in _beside(side.keys(each), named)}
    return tuple(party.actor for party in enough if party.named or party.key in beside)


def _beside(keys: Sequence[Key], named: set[Key]) -> Sequence[Key]:
    """Those of one report's side where a named one stands."""
    return keys if named & set(keys) else ()


def _has_enough(party: Party, most: float) -> bool:
    if party.tellers > 1 and party.support >= TOLD_TWICE * most:
        return True
    return party.support >= ENOUGH * most
