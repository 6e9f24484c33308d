"""From what a person writes to a Filter; each refusal says what is allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache, partial
from math import isfinite

from dragoman.errors import UsageError
from dragoman.ontology import load_ontology
from dragoman.store.filters import FIELDS, Filter, Near
from dragoman.store.phrases import phrases_of
from dragoman.types import Auxiliary

HALF_ROUND_THE_EARTH = 20_038.0  # kilometres: farther away there is nothing


def read_filter(**values: object) -> Filter:
    """The filter that these values ask for; a UsageError says which cannot be, and what can.

    A field with several values takes one value or a list; None is a field not asked for.
    """
    unknown = sorted(values.keys() - set(FIELDS))
    if unknown:
        raise UsageError(f"no filter {unknown[0]!r}; there are {', '.join(FIELDS)}")
    chosen = Filter(
        **{
            name: _READERS[name](name, value)  # type: ignore[arg-type]
            for name, value in values.items()
            if value is not None and value != () and value != []
        }
    )
    if chosen.since is not None and chosen.until is not None and chosen.since > chosen.until:
        raise UsageError(f"since {chosen.since} is after until {chosen.until}: exchange the two")
    return chosen


def _day(name: str, value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise UsageError(f"{name} must be a day as YYYY-MM-DD, not {value!r}") from error


def _several(value: object) -> tuple[object, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return (value,)
    return tuple(value)


def _names(name: str, value: object) -> tuple[str, ...]:
    """Names with a letter or digit in each."""
    names = tuple(str(one) for one in _several(value))
    for one in names:
        if not any(letter.isalnum() for letter in one):
            raise UsageError(f"{name} must be words of a name, not {one!r}")
    return names


def _texts(_: str, value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in _several(value))


def _words(name: str, value: object) -> tuple[str, ...]:
    return tuple(phrase for one in _several(value) for phrase in phrases_of(str(one)))


def _one_of(allowed: Callable[[], tuple[str, ...]], name: str, value: object) -> tuple[str, ...]:
    """Values of a closed list, however their letters are cased."""
    by_key = {one.casefold(): one for one in allowed()}
    for one in _several(value):
        if str(one).casefold() not in by_key:
            raise UsageError(f"no {name} {one!r}; there are {', '.join(allowed())}")
    return tuple(by_key[str(one).casefold()] for one in _several(value))


def _quads(name: str, value: object) -> tuple[int, ...]:
    return tuple(int(one) for one in _one_of(_quad_names, name, value))


def _countries(name: str, value: object) -> tuple[str, ...]:
    codes = tuple(str(one).upper() for one in _several(value))
    for code in codes:
        if len(code) != 3 or not (code.isascii() and code.isalpha()):
            raise UsageError(
                f"{name} must be a code of three letters (ISO 3166 alpha-3, or "
                f"{', '.join(load_ontology().nonstates)}), not {code!r}"
            )
    return codes


def _circle(name: str, value: object) -> Near:
    """Latitude, longitude and kilometres, as three numbers or as "59.4,28.2,50"."""
    if isinstance(value, Near):
        value = (value.latitude, value.longitude, value.kilometres)
    parts = value.split(",") if isinstance(value, str) else _several(value)
    try:
        latitude, longitude, kilometres = (float(str(part)) for part in parts)
    except ValueError as error:
        raise UsageError(f"{name} must be latitude,longitude,kilometres, not {value!r}") from error
    within = -90 <= latitude <= 90 and -180 <= longitude <= 180
    if not (within and 0 < kilometres <= HALF_ROUND_THE_EARTH):
        raise UsageError(
            f"{name} takes a latitude from -90 to 90, a longitude from -180 to 180 and more than "
            f"0 kilometres (at most {HALF_ROUND_THE_EARTH:g}), not {value!r}"
        )
    return Near(latitude, longitude, kilometres)


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise UsageError(f"{name} must be true or false, not {value!r}")
    return value


def _count(name: str, value: object) -> int:
    if isinstance(value, bool) or not str(value).isdecimal() or int(str(value)) < 1:
        raise UsageError(f"{name} must be a whole number from 1, not {value!r}")
    return int(str(value))


def _share(name: str, value: object) -> float:
    try:
        share = float(str(value))
    except ValueError as error:
        raise UsageError(f"{name} must be a number from 0 to 1, not {value!r}") from error
    if not (isfinite(share) and 0 <= share <= 1):
        raise UsageError(f"{name} must be a number from 0 to 1, not {value!r}")
    return share


def _text(_: str, value: object) -> str:
    return str(value)


def _types() -> tuple[str, ...]:
    return tuple(load_ontology().types)


@cache
def _modes() -> tuple[str, ...]:
    return tuple(sorted({mode for one in load_ontology().types.values() for mode in one.modes}))


def _quad_names() -> tuple[str, ...]:
    return tuple(str(quad) for quad in load_ontology().quads)


def _contexts() -> tuple[str, ...]:
    return load_ontology().contexts


def _sectors() -> tuple[str, ...]:
    return tuple(load_ontology().sectors)


def _auxiliaries() -> tuple[str, ...]:
    return tuple(one.value for one in Auxiliary)


_READERS: dict[str, Callable[[str, object], object]] = {
    "since": _day,
    "until": _day,
    "type": partial(_one_of, _types),
    "quad": _quads,
    "auxiliary": partial(_one_of, _auxiliaries),
    "mode": partial(_one_of, _modes),
    "context": partial(_one_of, _contexts),
    "actor": _names,
    "recipient": _names,
    "party": _names,
    "actor_country": _countries,
    "recipient_country": _countries,
    "country": _countries,
    "sector": partial(_one_of, _sectors),
    "place": _names,
    "place_country": _countries,
    "near": _circle,
    "publisher": _names,
    "voice": _names,
    "voice_country": _countries,
    "words": _words,
    "disputed": _flag,
    "min_corroboration": _count,
    "min_score": _share,
    "id": _texts,
    "limit": _count,
    "cursor": _text,
}
