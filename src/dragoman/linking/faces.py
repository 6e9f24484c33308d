"""What is compared of records, as arrays with a row for each: texts as numbers, words as bits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from dragoman.linking.words import (
    figures,
    name_of,
    number_of,
    parts_of,
    stems,
    telling_words,
)
from dragoman.ontology import load_ontology
from dragoman.types import VECTOR_STEPS, Actor, Auxiliary, Basis, Numbers, Place, Report

Ids = NDArray[np.int64]
Bits = NDArray[np.uint64]
Reals = NDArray[np.float64]

#: Members of a side, words of a name: more tell nothing more.
MOST = 5
#: Bits of a set of words: enough that two sentences seldom share one by chance.
BITS = 2048
#: No day, no number.
NONE = -1
#: Several records are of one sentence, and come one after the other.
_SENTENCES = 1_000
_NUMBERS = ("dead", "injured", "arrested", "participants")


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
    quad: Ids
    mode: Ids
    auxiliary: Ids
    actors: Side
    recipients: Side
    first: Ids
    last: Ids
    said: NDArray[np.bool_]
    published: Ids
    place: Ids
    province: Ids
    place_country: Ids
    where: Reals
    wide: NDArray[np.bool_]
    vector: NDArray[np.float32]
    trigger: Ids
    words: Bits
    figures: Ids
    numbers: Ids
    speakers: Ids
    story: Ids
    group: Ids


def faces(reports: Sequence[Report]) -> Faces:
    """The rows of these reports, in order."""
    records = [report.record for report in reports]
    return Faces(
        type=_column(number_of(record.type) for record in records),
        quad=_column(_quad(record.type) for record in records),
        mode=_column(_number(record.mode) for record in records),
        auxiliary=_column(list(Auxiliary).index(record.auxiliary) for record in records),
        actors=_side([record.actors for record in records]),
        recipients=_side([record.recipients for record in records]),
        first=_column(_day(record.date.first) for record in records),
        last=_column(_day(record.date.last) for record in records),
        said=np.array([_is_said(record.date.basis) for record in records], np.bool_),
        published=_column(_day(report.story.published.day) for report in reports),
        place=_column(_place_name(record.place) for record in records),
        province=_column(
            _number(record.place.province if record.place else None) for record in records
        ),
        place_country=_column(
            _number(record.place.country if record.place else None) for record in records
        ),
        where=np.array([_point(record.place) for record in records], np.float64).reshape(-1, 2),
        wide=np.array([_is_country(record.place) for record in records], np.bool_),
        vector=_vectors([record.vector for record in records]),
        trigger=_padded([stems(report.trigger) for report in reports]),
        words=_bits(report.evidence for report in reports),
        figures=_padded(_figures(report.evidence) for report in reports),
        numbers=np.array([_counts(record.numbers) for record in records], np.int64).reshape(-1, 4),
        speakers=_padded([_speakers(report) for report in reports]),
        story=_column(number_of(report.story.id) for report in reports),
        group=_column(number_of(f"{report.story.id} {report.record.event}") for report in reports),
    )


# --- columns -------------------------------------------------------------------------


def _column(values: Iterable[int]) -> Ids:
    return np.fromiter(values, np.int64)


def _number(words: str | None) -> int:
    return 0 if not words else number_of(words.casefold())


def _padded(rows: Iterable[Iterable[str]]) -> Ids:
    """The texts of each row as numbers, in an order of their own, 0 behind them."""
    numbers = [sorted({*map(number_of, row)})[:MOST] for row in rows]
    sizes = np.fromiter(map(len, numbers), np.int64)
    found = np.zeros((len(numbers), MOST), np.int64)
    filled = np.arange(MOST) < sizes[:, None]
    found[filled] = np.fromiter(chain.from_iterable(numbers), np.int64)
    return found


def _bits(texts: Iterable[str]) -> Bits:
    """The telling words of each text as a set of bits."""
    return np.frombuffer(b"".join(map(_packed, texts)), np.uint64).reshape(-1, BITS // 64)


@lru_cache(maxsize=_SENTENCES)
def _packed(text: str) -> bytes:
    bits = 0
    for word in stems(text):
        bits |= 1 << (number_of(word) % BITS)
    return bits.to_bytes(BITS // 8, "little")


@lru_cache(maxsize=_SENTENCES)
def _figures(text: str) -> frozenset[str]:
    return frozenset(figures(text))


def _vectors(rows: Sequence[tuple[float, ...]]) -> NDArray[np.float32]:
    """Vectors of length 1, from the steps that a store keeps; 0 where a record has none."""
    size = max(map(len, rows), default=0)
    given = np.array([row or (0.0,) * size for row in rows], np.float64).reshape(len(rows), size)
    found = np.round(given * VECTOR_STEPS).astype(np.float32)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    np.divide(found, length, out=found, where=length > 0)
    return found


# --- what a record says --------------------------------------------------------------


def _side(rows: Sequence[tuple[Actor, ...]]) -> Side:
    def column(texts: Callable[[Actor], Sequence[str]]) -> Ids:
        return _padded(_of_all(row, texts) for row in rows)

    return Side(column(_names), column(_words), column(_countries), column(_close))


def _of_all(row: tuple[Actor, ...], texts: Callable[[Actor], Sequence[str]]) -> Sequence[str]:
    return texts(row[0]) if len(row) == 1 else [text for actor in row for text in texts(actor)]


def _names(actor: Actor) -> Sequence[str]:
    return parts_of(name_of(actor))


def _words(actor: Actor) -> Sequence[str]:
    return _telling_words(name_of(actor))


@lru_cache(maxsize=100_000)
def _telling_words(name: str) -> tuple[str, ...]:
    return tuple(word for key in parts_of(name) for word in telling_words(key))


def _countries(actor: Actor) -> Sequence[str]:
    return () if actor.country is None else (actor.country,)


def _close(actor: Actor) -> Sequence[str]:
    return [f"{actor.country} {sector}" for sector in actor.sectors if actor.country]


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
    return number_of(parts[0]) if parts else 0


def _is_country(place: Place | None) -> bool:
    """Whether the place is a whole country, which tells little of where."""
    return place is not None and (place.feature or "").startswith("PCL")


def _point(place: Place | None) -> tuple[float, float]:
    if place is None or place.latitude is None or place.longitude is None:
        return np.nan, np.nan
    return place.latitude, place.longitude


def _counts(numbers: Numbers) -> list[int]:
    found = (getattr(numbers, name) for name in _NUMBERS)
    return [NONE if count is None else int(count) for count in found]


def _speakers(report: Report) -> Iterable[str]:
    sources = (voice.source for voice in report.record.voices)
    return [part for source in sources if source for part in parts_of(name_of(source))]
