"""What is compared of a record, as a row of numbers: texts as hashes, words as bits.

The row is what a store keeps of each record for its neighbours to come, so that they need not read
it again.  Who changes LAYOUT or what fills it empties those columns with a migration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.contract import vectors
from dragoman.linking.words import (
    figures,
    name_of,
    number_of,
    parts_of,
    stems,
    telling_words,
)
from dragoman.ontology import load_ontology
from dragoman.types import Actor, Auxiliary, Basis, Numbers, Place, Report

Ids = NDArray[np.int32]
Rows = NDArray[np.int64]
Bits = NDArray[np.uint64]
Reals = NDArray[np.float64]
Points = NDArray[np.float32]
Flags = NDArray[np.bool_]
Texts = tuple[str, ...] | frozenset[str]

#: Members of a side, words of a name: more tell nothing more.
MOST = 5
#: Bits of a set of words: enough that two sentences seldom share one by chance.
BITS = 2048
_PADDED = Struct(f"<{MOST}i")
#: No day, no number.
NONE = -1
#: Several records are of one sentence, and come one after the other.
_SENTENCES = 1_000
#: Names and triggers come again and again, from one story to the next.
_NAMES = 20_000
_NUMBERS = ("dead", "injured", "arrested", "participants")
_LARGEST = 2**31 - 1
_SIDES = ("actors", "recipients")
_OF_SIDE = ("names", "words", "countries", "close")

#: A face but for its vector, which follows it with one signed byte a dimension.
LAYOUT = np.dtype(
    [
        *((name, "<i4") for name in ("type", "mode", "first", "last", "published")),
        *((name, "<i4") for name in ("place", "province", "place_country")),
        *((name, "i1") for name in ("quad", "auxiliary")),
        *((name, "?") for name in ("said", "wide")),
        *((name, "<i8") for name in ("story", "group")),
        ("where", "<f4", (2,)),
        ("numbers", "<i4", (len(_NUMBERS),)),
        *((name, "<i4", (MOST,)) for name in ("trigger", "figures", "speakers")),
        *((f"{side}_{name}", "<i4", (MOST,)) for side in _SIDES for name in _OF_SIDE),
        ("words", "<u8", (BITS // 64,)),
    ]
)


@dataclass(frozen=True, slots=True)
class Side:
    """Actors or recipients: 0 fills a row.  `close` are country and sector together."""

    names: Ids
    words: Ids
    countries: Ids
    close: Ids


@dataclass(frozen=True, slots=True)
class Faces:
    """Many records, a row each.  Days are ordinals, both inclusive; NONE where unknown."""

    type: Ids
    quad: NDArray[np.int8]
    mode: Ids
    auxiliary: NDArray[np.int8]
    actors: Side
    recipients: Side
    first: Ids
    last: Ids
    said: Flags
    published: Ids
    place: Ids
    province: Ids
    place_country: Ids
    where: Points
    wide: Flags
    vector: NDArray[np.float32]
    trigger: Ids
    words: Bits
    figures: Ids
    numbers: Ids
    speakers: Ids
    story: NDArray[np.int64]
    group: NDArray[np.int64]


def packed(reports: Sequence[Report]) -> list[bytes]:
    """The face of each report as the bytes that a store keeps."""
    told = (vectors.packed(report.record.vector) for report in reports)
    return [row.tobytes() + vector for row, vector in zip(_rows(reports), told, strict=True)]


def unpacked(kept: Sequence[bytes]) -> Faces:
    """The faces again, in order."""
    rows = _joined(kept)
    told = rows["told"]
    column: dict[str, Any] = {name: np.ascontiguousarray(told[name]) for name in LAYOUT.names or ()}
    for side in _SIDES:
        column[side] = Side(**{name: column.pop(f"{side}_{name}") for name in _OF_SIDE})
    return Faces(**column, vector=_vectors(rows["vector"]))


def _joined(kept: Sequence[bytes]) -> NDArray[np.void]:
    """A row of LAYOUT and a vector for each; where one has none it is 0."""
    size = max(map(len, kept), default=LAYOUT.itemsize)
    layout = np.dtype([("told", LAYOUT), ("vector", np.int8, (size - LAYOUT.itemsize,))])
    return np.frombuffer(b"".join(one.ljust(size, b"\0") for one in kept), layout)


def faces(reports: Sequence[Report]) -> Faces:
    """The faces of these reports, in order."""
    return unpacked(packed(reports))


def number_of_type(name: str) -> int:
    """What stands for a type of PLOVER."""
    return _small(number_of(name))


def _rows(reports: Sequence[Report]) -> NDArray[np.void]:
    rows = np.zeros(len(reports), LAYOUT)
    for name, values in _columns(reports).items():
        rows[name] = values
    return rows


def _columns(reports: Sequence[Report]) -> dict[str, NDArray[Any]]:
    """The columns of LAYOUT by name."""
    records = [report.record for report in reports]
    places = [record.place for record in records]
    return {
        "type": _column(number_of_type(record.type) for record in records),
        "quad": _column(_quad(record.type) for record in records),
        "mode": _column(_number(record.mode) for record in records),
        "auxiliary": _column(list(Auxiliary).index(record.auxiliary) for record in records),
        **_side("actors", [record.actors for record in records]),
        **_side("recipients", [record.recipients for record in records]),
        "first": _column(_day(record.date.first) for record in records),
        "last": _column(_day(record.date.last) for record in records),
        "said": np.array([_is_said(record.date.basis) for record in records], np.bool_),
        "published": _column(_day(report.story.published.day) for report in reports),
        "place": _column(map(_place_name, places)),
        "province": _column(_number(place.province if place else None) for place in places),
        "place_country": _column(_number(place.country if place else None) for place in places),
        "where": np.array([*map(_point, places)], np.float32).reshape(-1, 2),
        "wide": np.array([*map(_is_country, places)], np.bool_),
        "trigger": _padded(_stems(report.trigger) for report in reports),
        "words": _bits(report.evidence for report in reports),
        "figures": _padded(_figures(report.evidence) for report in reports),
        "numbers": np.array([_counts(record.numbers) for record in records], np.int32).reshape(
            -1, len(_NUMBERS)
        ),
        "speakers": _padded(map(_speakers, reports)),
        "story": _column(number_of(report.story.id) for report in reports),
        "group": _column(number_of(f"{one.story.id} {one.record.event}") for one in reports),
    }


# --- columns -------------------------------------------------------------------------


def _column(values: Iterable[int]) -> Rows:
    return np.fromiter(values, np.int64)


def _small(number: int) -> int:
    """A signed number of 32 bits, never 0."""
    return ((number & 0xFFFFFFFF) - 2**31) or 1


def _number(words: str | None) -> int:
    return 0 if not words else _small(number_of(words.casefold()))


def _padded(rows: Iterable[Texts]) -> Ids:
    """The texts of each row as numbers, in an order of their own, 0 behind them."""
    return np.frombuffer(b"".join(map(_filled, rows)), "<i4").reshape(-1, MOST)


@lru_cache(maxsize=_NAMES)
def _filled(texts: Texts) -> bytes:
    numbers = [_small(each) for each in sorted({*map(number_of, texts)})[:MOST]]
    return _PADDED.pack(*numbers, *[0] * (MOST - len(numbers)))


def _bits(texts: Iterable[str]) -> Bits:
    """The telling words of each text as a set of bits."""
    return np.frombuffer(b"".join(map(_packed, texts)), np.uint64).reshape(-1, BITS // 64)


@lru_cache(maxsize=_SENTENCES)
def _packed(text: str) -> bytes:
    bits = 0
    for word in stems(text):
        bits |= 1 << (number_of(word) % BITS)
    return bits.to_bytes(BITS // 8, "little")


@lru_cache(maxsize=_NAMES)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))


@lru_cache(maxsize=_SENTENCES)
def _figures(text: str) -> frozenset[str]:
    return frozenset(figures(text))


def _vectors(rows: NDArray[np.int8]) -> NDArray[np.float32]:
    """Vectors of length 1; 0 where a record has none."""
    found = rows.astype(np.float32)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    np.divide(found, length, out=found, where=length > 0)
    return found


# --- what a record says --------------------------------------------------------------


def _side(side: str, rows: Sequence[tuple[Actor, ...]]) -> dict[str, Ids]:
    texts = dict(zip(_OF_SIDE, (_names, _words, _countries, _close), strict=True))
    return {
        f"{side}_{name}": _padded(_of_all(row, of_actor) for row in rows)
        for name, of_actor in texts.items()
    }


def _of_all(row: tuple[Actor, ...], texts: Callable[[Actor], tuple[str, ...]]) -> tuple[str, ...]:
    return texts(row[0]) if len(row) == 1 else tuple(chain.from_iterable(map(texts, row)))


def _names(actor: Actor) -> tuple[str, ...]:
    return parts_of(name_of(actor))


def _words(actor: Actor) -> tuple[str, ...]:
    return _telling_words(name_of(actor))


@lru_cache(maxsize=_NAMES)
def _telling_words(name: str) -> tuple[str, ...]:
    return tuple(word for key in parts_of(name) for word in telling_words(key))


def _countries(actor: Actor) -> tuple[str, ...]:
    return () if actor.country is None else (actor.country,)


def _close(actor: Actor) -> tuple[str, ...]:
    if not actor.country:
        return ()
    return tuple(f"{actor.country} {sector}" for sector in actor.sectors)


def _quad(name: str) -> int:
    types = load_ontology().types
    return types[name].quad if name in types else 0


def _day(day: date | None) -> int:
    return NONE if day is None else day.toordinal()


def _is_said(basis: Basis) -> bool:
    return basis not in (Basis.DEFAULT, Basis.NONE)


def _place_name(place: Place | None) -> int:
    if place is None or place.name is None:
        return 0
    parts = parts_of(place.name)
    return _small(number_of(parts[0])) if parts else 0


def _is_country(place: Place | None) -> bool:
    """Whether the place is a whole country, which tells little of where."""
    return place is not None and (place.feature or "").startswith("PCL")


def _point(place: Place | None) -> tuple[float, float]:
    if place is None or place.latitude is None or place.longitude is None:
        return np.nan, np.nan
    return place.latitude, place.longitude


def _counts(numbers: Numbers) -> list[int]:
    found = (getattr(numbers, name) for name in _NUMBERS)
    return [NONE if count is None else min(int(count), _LARGEST) for count in found]


def _speakers(report: Report) -> tuple[str, ...]:
    sources = (voice.source for voice in report.record.voices)
    return _of_all(tuple(source for source in sources if source is not None), _names)
