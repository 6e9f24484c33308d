"""Whether a coded story that somebody hands in is one: every field of its kind, every span inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints

from dragoman.errors import StoryError
from dragoman.types import Coded, Span

#: Numbers beyond are no count, place or class of anything, and no store can keep them.
_LARGEST = 2**53
_QUADS = range(5)


def require_sound(coded: Coded) -> None:
    """Nothing; a StoryError that names the first field which is not what it must be."""
    length = len(coded.story.text) if isinstance(coded.story.text, str) else 0
    for where, what in _faults(coded, Coded, ""):
        raise StoryError("json", f"no line of the record contract: {where} is no {what}")
    for span in _spans(coded):
        if not 0 <= span.start <= span.end <= length:
            where = f"{span.start} to {span.end}"
            raise StoryError("json", f"no line of the record contract: {where} is not in the text")
    if any(record.quad not in _QUADS for record in coded.records):
        raise StoryError("json", "no line of the record contract: quad is no class from 0 to 4")


def _faults(value: object, hint: object, where: str) -> Iterator[tuple[str, str]]:
    """The places of fields that do not have their kind, each with the kind."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin is UnionType:
        hint = next(one for one in inside if one is not NoneType)
        yield from () if value is None else _faults(value, hint, where)
    elif origin is tuple:
        yield from _in_list(value, inside[0], where)
    elif origin is dict:
        yield from _in_table(value, inside[1], where)
    elif isinstance(hint, type) and is_dataclass(hint):
        for name, kind in _hints(hint):
            yield from _faults(getattr(value, name), kind, f"{where}.{name}".lstrip("."))
    elif isinstance(hint, type) and not _is(value, hint):
        yield where, hint.__name__


def _in_list(value: object, kind: object, where: str) -> Iterator[tuple[str, str]]:
    if not isinstance(value, tuple):
        yield where, "list"
        return
    for number, one in enumerate(value):
        yield from _faults(one, kind, f"{where}[{number}]")


def _in_table(value: object, kind: object, where: str) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        yield where, "object"
        return
    for name, one in value.items():
        yield from () if _is(name, str) else ((where, "name"),)
        yield from _faults(one, kind, f"{where}.{name}")


def _is(value: object, kind: type) -> bool:
    """Whether a plain value is of a kind: whole numbers are numbers, true and false are none."""
    if kind in (int, float):
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return (kind is float or isinstance(value, int)) and _is_kept(value)
    if kind is str:
        return isinstance(value, str) and _is_unicode(value)
    return isinstance(value, kind) and (kind is not date or type(value) is date)


def _is_kept(number: float) -> bool:
    return isfinite(number) and abs(number) <= _LARGEST


def _is_unicode(words: str) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


def _spans(value: object) -> Iterator[Span]:
    """Every span in a coded story."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _spans(one)
    elif isinstance(value, dict):
        yield from _spans(tuple(value.values()))
    elif is_dataclass(value) and not isinstance(value, type):
        for name, _ in _hints(type(value)):
            yield from _spans(getattr(value, name))


@cache
def _hints(kind: type) -> tuple[tuple[str, object], ...]:
    hints = get_type_hints(kind)
    return tuple((one.name, hints[one.name]) for one in fields(kind))
