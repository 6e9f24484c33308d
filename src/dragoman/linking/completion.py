"""A person's answer in full and checked: what they need not write down is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dragoman.errors import UsageError
from dragoman.ontology import load_ontology
from dragoman.types import Basis, Record

Json = dict[str, object]
Kinds = Mapping[str, tuple[type, ...]]

_TEXT, _REAL, _WHOLE, _NONE = (str,), (int, float), (int,), (type(None),)
_NAMED = {"name": _TEXT, "text": _TEXT, "start": _WHOLE, "end": _WHOLE, "score": _REAL}
_ACTOR = {
    **_NAMED,
    "id": _TEXT + _NONE,
    "country": _TEXT + _NONE,
    "sectors": (list,),
    "office": _TEXT + _NONE,
    "wikidata": _TEXT + _NONE,
    "basis": _TEXT,
}
_PLACE = {
    **_NAMED,
    "country": _TEXT + _NONE,
    "province": _TEXT + _NONE,
    "district": _TEXT + _NONE,
    "lat": _REAL + _NONE,
    "lon": _REAL + _NONE,
    "geonames": _WHOLE + _NONE,
    "feature": _TEXT + _NONE,
    "basis": _TEXT,
}
_DATE = {
    "first": _TEXT,
    "last": _TEXT,
    "text": _TEXT + _NONE,
    "start": _WHOLE + _NONE,
    "end": _WHOLE + _NONE,
    "granularity": _TEXT + _NONE,
    "basis": _TEXT,
}
_PLAIN = {"mode": _TEXT + _NONE, "auxiliary": _TEXT}

_SURE: Json = {"basis": Basis.EXACT.value, "score": 1.0}  # a person has looked
_UNSAID: Json = {"text": None, "start": None, "end": None, "granularity": "day"}


def completed(value: object, field: str, record: Record) -> object:
    """The JSON of docs/record.md for a field of which a person gave the part that counts.

    An actor or a place needs its `name` or its `text`, a date its `first` day.  Where no words
    of the story are given, the empty stretch before the evidence stands for them.
    """
    match field:
        case "actors" | "recipients":
            return [_actor(each, field, record) for each in _list(value, field)]
        case "contexts":
            return [_of_ontology(each, field) for each in _list(value, field)]
        case "place":
            return None if value is None else _named(value, _PLACE, field, record)
        case "date":
            return _date(_object(value, _DATE, field))
        case "type":
            return _of_ontology(value, field)
        case "mode" | "auxiliary":
            return _checked(value, _PLAIN[field], field)
    return _number(value, field)


def _actor(value: object, field: str, record: Record) -> Json:
    actor = _named(value, _ACTOR, field, record)
    actor["sectors"] = [_of_ontology(each, "sectors") for each in _list(actor["sectors"], field)]
    return actor


def _of_ontology(value: object, field: str) -> object:
    """A type, context or sector that there is."""
    ontology = load_ontology()
    known = {"type": ontology.types, "contexts": ontology.contexts, "sectors": ontology.sectors}
    if value not in list(known[field]):
        raise UsageError(f"no {field} {value!r}: one of {', '.join(known[field])}")
    return value


def _named(value: object, kinds: Kinds, field: str, record: Record) -> Json:
    given = _object(value, kinds, field)
    name = given.get("name") or given.get("text")
    if not name:
        raise UsageError(f"the correction of {field} needs a name: {value}")
    nowhere = {"start": record.evidence.start, "end": record.evidence.start}
    empty: Json = {key: [] if list in kind else None for key, kind in kinds.items()}
    return {**empty, **_SURE, **nowhere, "name": name, "text": name, **given}


def _date(given: Json) -> Json:
    first = _day(given.get("first"))
    last = _day(given.get("last", given.get("first")))
    if last < first:
        raise UsageError(f"a date's last day is not before its first: {given}")
    days = {"first": first.isoformat(), "last": last.isoformat()}
    return {**_UNSAID, "basis": Basis.EXACT.value, **given, **days}


def _day(words: object) -> date:
    try:
        return date.fromisoformat(str(words))
    except ValueError as error:
        raise UsageError(f"a date's days are written 2024-03-08, not {words!r}") from error


def _number(value: object, field: str) -> object:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
        raise UsageError(f"{field} is a whole number or null, not {value!r}")
    return value


def _object(value: object, kinds: Kinds, field: str) -> Json:
    """The JSON object with these keys at most, whose values are of these kinds."""
    if not isinstance(value, dict):
        raise UsageError(f"the correction of {field} needs an object of JSON, not {value!r}")
    if strange := sorted(set(value) - set(kinds)):
        raise UsageError(f"the correction of {field} has no {strange[0]!r}")
    return {key: _checked(part, kinds[key], f"{field}: {key}") for key, part in value.items()}


def _checked(value: object, kinds: tuple[type, ...], field: str) -> object:
    if not isinstance(value, kinds) or isinstance(value, bool):
        raise UsageError(f"the correction of {field} cannot be {value!r}")
    return value


def _list(value: object, field: str) -> list[object]:
    if not isinstance(value, list):
        raise UsageError(f"the correction of {field} needs a list of JSON, not {value!r}")
    return value
