"""Coded stories told anew: other days, places, names and publishers, the same for the same number.

Names are changed letter by letter, so that every span still holds, and so is every second of the
longer words: the vocabulary grows with the stories, as in real news, and none but wire copies
repeats another's text.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import blake2b
from random import Random
from typing import Any
from zlib import crc32

from dragoman.contract.reading import read_coded
from dragoman.contract.writing import coded_json
from dragoman.types import Coded

Json = dict[str, Any]

#: Days over which stories are spread, and the publishers that print them.
DAYS, PUBLISHERS = 3650, 400
#: A wire's copies come right after it: one story in so many is printed by so many outlets.
COPIED, COPIES = 8, 3
#: Degrees by which the places of a story move together.
FARTHEST = 4.0
#: Spellings of one name: enough that a name is rare, few enough that it returns.
SPELLINGS = 500
#: How far a dimension of a vector is moved.
APART = 0.03
#: The fields that hold words of the story.
WORDED = {"text", "title"}
VOWELS, CONSONANTS = "aeiou", "bdgklmnprst"
NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
WORD = re.compile(r"\b[a-z]{4,}\b")


@dataclass(frozen=True, slots=True)
class Teller:
    """The stories to tell anew, as the JSON of the contract, and the countries they know."""

    rows: tuple[str, ...]
    names: tuple[frozenset[str], ...]
    vectors: tuple[tuple[tuple[float, ...], ...], ...]
    countries: tuple[str, ...]


def read_teller(stories: Sequence[Coded]) -> Teller:
    """What is needed to tell these stories anew."""
    rows = [coded_json(coded) for coded in stories]
    names = tuple(frozenset(_names(row)) for row in rows)
    countries = sorted({code for row in rows for code in _countries(row)})
    lines = tuple(json.dumps(row, ensure_ascii=False) for row in rows)
    vectors = tuple(tuple(one.vector for one in coded.records) for coded in stories)
    return Teller(lines, names, vectors, tuple(countries))


def told_anew(teller: Teller, *, first: int, count: int) -> Iterator[Coded]:
    """Stories number `first` and on, in the order of their days."""
    for number in range(first, first + count):
        yield variant(teller, number, day=date(2015, 1, 1))


def variant(teller: Teller, number: int, *, day: date) -> Coded:
    """Story number `number`; wire copies share all but id, publisher and address."""
    wire = number - number % COPIES if number // COPIES % COPIED == 0 else number
    chance = Random(wire)
    which = chance.randrange(len(teller.rows))
    spelling = _spelling(chance.randrange(SPELLINGS))
    line = NAME.sub(_respeller(teller.names[which], spelling), teller.rows[which])
    row = _reworded(json.loads(line), spelling, chance.randbytes(4))
    _move(row, chance, teller.countries)
    _date(row, day + timedelta(days=chance.randrange(DAYS)))
    _sign(row, number)
    coded = read_coded(row)
    pairs = zip(coded.records, teller.vectors[which], strict=True)
    records = tuple(replace(one, vector=_turned(vector, chance)) for one, vector in pairs)
    return replace(coded, records=records)


def _turned(vector: Sequence[float], chance: Random) -> tuple[float, ...]:
    """A vector near this one, of length 1: no two sentences have the same."""
    moved = [value + chance.gauss(0, APART) for value in vector]
    length = math.hypot(*moved)
    return tuple(value / length for value in moved)


def _names(row: Json) -> Iterator[str]:
    for actor in _actors(row):
        yield from NAME.findall(actor["text"])
        yield from NAME.findall(actor["name"] or "")
    for record in row["records"]:
        if record["place"] is not None:
            yield from NAME.findall(record["place"]["text"])


def _countries(row: Json) -> Iterator[str]:
    for one in (*_actors(row), *_places(row)):
        if one["country"] is not None:
            yield one["country"]


def _actors(row: Json) -> Iterator[Json]:
    for record in row["records"]:
        yield from record["actors"]
        yield from record["recipients"]
    for voice in _voices(row):
        if voice["source"] is not None:
            yield voice["source"]


def _voices(row: Json) -> Iterator[Json]:
    yield from row["voices"]
    for record in row["records"]:
        yield from record["voices"]


def _places(row: Json) -> Iterator[Json]:
    yield from (record["place"] for record in row["records"] if record["place"] is not None)


def _spelling(seed: int) -> dict[int, str]:
    """One letter for another, vowels among vowels."""
    chance = Random(seed)
    pairs = [(group, chance.sample(group, len(group))) for group in (VOWELS, CONSONANTS)]
    return {
        ord(old): new for group, others in pairs for old, new in zip(group, others, strict=True)
    }


def _respeller(names: frozenset[str], spelling: dict[int, str]) -> Callable[[re.Match[str]], str]:
    def respelled(match: re.Match[str]) -> str:
        word = match[0]
        return word[0] + word[1:].translate(spelling) if word in names else word

    return respelled


def _reworded(row: Json, spelling: dict[int, str], salt: bytes) -> Json:
    """The same with every second word in another spelling, wherever words of the story stand."""

    def respelled(match: re.Match[str]) -> str:
        word = match[0]
        return word.translate(spelling) if crc32(salt + word.encode()) % 2 else word

    def reworded(key: str, value: object) -> object:
        if isinstance(value, dict):
            return {name: reworded(name, one) for name, one in value.items()}
        if isinstance(value, list):
            return [reworded(key, one) for one in value]
        return WORD.sub(respelled, value) if key in WORDED and value else value

    return {key: reworded(key, value) for key, value in row.items()}


def _move(row: Json, chance: Random, countries: Sequence[str]) -> None:
    """Every country becomes another one, and places move with them."""
    step, north, east = chance.randrange(len(countries)), _degrees(chance), _degrees(chance)
    number = {code: at for at, code in enumerate(countries)}
    for one in (*_actors(row), *_places(row)):
        if one["country"] is not None:
            one["country"] = countries[(number[one["country"]] + step) % len(countries)]
    for place in _places(row):
        if place["lat"] is not None:
            place["lat"] = round(max(-89.0, min(89.0, place["lat"] + north)), 4)
            place["lon"] = round((place["lon"] + east + 180) % 360 - 180, 4)


def _degrees(chance: Random) -> float:
    return chance.uniform(-FARTHEST, FARTHEST)


def _date(row: Json, day: date) -> None:
    """The story comes out on `day`, and its events move with it."""
    old = row["story"]["published"]
    shift = timedelta() if old is None else day - date.fromisoformat(old)
    row["story"]["published"] = day.isoformat()
    for record in row["records"]:
        for end in ("first", "last"):
            if record["date"][end] is not None:
                record["date"][end] = _shifted(record["date"][end], shift)


def _shifted(day: str, shift: timedelta) -> str:
    try:
        return (date.fromisoformat(day) + shift).isoformat()
    except OverflowError:  # a story of antiquity
        return day


def _sign(row: Json, number: int) -> None:
    """Ids, publisher and address of its own."""
    story, chance = row["story"], Random(~number)
    outlet = f"The {number % 7}{chance.randrange(PUBLISHERS)} Post"
    story["id"] = _digest(f"story {number}")
    story["publisher"] = outlet
    story["url"] = f"https://outlet-{outlet.split()[1]}.example/world/{story['published']}/{number}"
    for record in row["records"]:
        record["id"] = _digest(f"{record['id']} {number}")


def _digest(words: str) -> str:
    return blake2b(words.encode(), digest_size=8).hexdigest()
