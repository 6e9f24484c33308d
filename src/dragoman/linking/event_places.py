"""Where an event was, from the places that its reports give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dragoman.linking.tellings import Telling, support, sureness
from dragoman.types import Basis, Place

Key = tuple[str, ...]

_COUNTRY, _PROVINCE, _DISTRICT, _SPOT = range(4)
_LEVELS = {"PCL": _COUNTRY, "ADM1": _PROVINCE, "ADM2": _DISTRICT}  # GeoNames features, by prefix


def place_of(tellings: Sequence[Telling]) -> Place | None:
    """The most exact place that others contain: a town, where others tell of its province.

    Between places that exclude each other the better supported one stands.  A place that
    resolves to nothing stands only where no report gives a known one, and one that lies in no
    country ("Central Asia", "the border") where no report gives one that does.
    """
    placed = [each for each in tellings if each.record.place is not None]
    if len(placed) < 2:
        return placed[0].record.place if placed else None
    clearest = max(_clearness(_place(each)) for each in placed)
    clear = [each for each in placed if _clearness(_place(each)) == clearest]
    candidates = _candidates(clear)
    agreed = support(clear, _agreeing(candidates), sureness)
    own = support(clear, _own, sureness)
    chosen = max(candidates, key=lambda key: (agreed[key], _level(candidates[key]), own[key]))
    return candidates[chosen]


def holds(outer: Place, inner: Place) -> bool:
    """Whether the inner place lies in the outer one, or is it."""
    level = _level(outer)
    if level >= _level(inner):
        return _key(outer) == _key(inner)
    if outer.country is None or outer.country != inner.country:
        return False
    if level == _COUNTRY:
        return True
    if level == _PROVINCE:
        return inner.province in {outer.province, outer.name} - {None}
    return inner.district in {outer.district, outer.name} - {None}


def _place(telling: Telling) -> Place:
    place = telling.record.place
    assert place is not None
    return place


def _clearness(place: Place) -> int:
    """Whether a place is known at all, and whether its country is."""
    if place.name is None or place.basis is Basis.NONE:
        return 0
    return 1 if place.country is None else 2


def _candidates(placed: Sequence[Telling]) -> Mapping[Key, Place]:
    """Each place once, in the mention that the resolver is surest of."""
    found: dict[Key, Place] = {}
    for place in map(_place, placed):
        other = found.get(_key(place))
        found[_key(place)] = place if other is None or place.score > other.score else other
    return found


def _agreeing(candidates: Mapping[Key, Place]) -> Callable[[Telling], list[Key]]:
    """What gives the candidates that a telling's place is or holds."""
    held = {
        name: [key for key, inner in candidates.items() if holds(outer, inner)]
        for name, outer in candidates.items()
    }

    def keys(telling: Telling) -> list[Key]:
        return held[_key(_place(telling))]

    return keys


def _own(telling: Telling) -> list[Key]:
    return [_key(_place(telling))]


def _key(place: Place) -> Key:
    if place.geonames is not None:
        return (str(place.geonames),)
    name = (place.name or place.text).casefold()
    return place.country or "", place.province or "", place.district or "", name


def _level(place: Place) -> int:
    """How exact a place is, a country least."""
    feature = place.feature or ""
    return next((level for start, level in _LEVELS.items() if feature.startswith(start)), _SPOT)
