"""Which mentions of actors in many stories are one actor."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.types import Actor, Basis

Key = tuple[str, str]

_GOVERNMENT = "GOV"
_DESCRIBED = (Basis.CONTEXT, Basis.DEFAULT, Basis.NONE)


def is_named(actor: Actor) -> bool:
    """Whether the mention names somebody ("the Norwegian police"), not just some ("gunmen")."""
    return actor.wikidata is not None or actor.basis not in _DESCRIBED


def name_key(actor: Actor) -> Key:
    """The name, or the words where there is none, however they are written."""
    return "name", (actor.name or actor.text).casefold()


def actor_keys(actor: Actor, story: str) -> list[Key]:
    """All that joins the mention with others: whoever shares one is the same.

    Somebody described is also joined with those of the same country and sectors ("five
    villagers", "civilians"), but not in a government: its minister is another name.
    """
    keys = [name_key(actor)]
    if actor.wikidata is not None:
        keys.append(("wikidata", actor.wikidata))
    if actor.id is not None:
        keys.append(("id", f"{story} {actor.id}"))
    if actor.sectors and _GOVERNMENT not in actor.sectors and not is_named(actor):
        keys.append(("kind", " ".join([actor.country or "", *sorted(actor.sectors)])))
    return keys


class Identities:
    """Joins keys as mentions show them to be of one actor."""

    def __init__(self) -> None:
        self._above: dict[Key, Key] = {}

    def join(self, keys: Iterable[Key]) -> None:
        """Take these keys as one actor's."""
        first, *others = [self.leader(key) for key in keys]
        for other in others:
            low, high = sorted((self.leader(first), other))
            self._above[high] = low

    def leader(self, key: Key) -> Key:
        """The key that stands for all that are joined with this one."""
        while (above := self._above.get(key, key)) != key:
            key = above
        return key
