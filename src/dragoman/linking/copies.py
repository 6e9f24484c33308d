"""Stories that repeat each other's text: sketches, the keys to find candidates, and the answer.

A sketch holds b-bit minhashes (datasketch) of the text's word shingles, once of the whole text
and once of its beginning, and the number of shingles.  From two sketches come the similarity
of the texts and how far the shorter is contained in the longer.
"""

from __future__ import annotations

import re
import struct
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from importlib import resources
from zlib import crc32

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from dragoman.ontology.table import Table
from dragoman.types import Span, Story

Pair = tuple[str, str]
Hashes = NDArray[np.uint16]
Reals = NDArray[np.float64]
Arrival = tuple[date, datetime, str]

WHOLE = 192  # minhashes of the whole text: similarity to 0.035, containment of a fifth to 0.12
LEAD = 60  # minhashes of the beginning, which only has to find candidates
ROWS = 4  # minhashes a band: half-similar texts share one of 48 bands with 0.95, strangers never
SEED = 1  # of the permutations: a store's sketches must stay comparable for good
CHUNK = 50_000  # pairs compared at a time, so that memory stays small
SCHEME = "affine32"  # likewise; datasketch's default may change again

_HEAD = struct.Struct("<I")  # the number of shingles stands before the minhashes
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Limits:
    """The table of copies.toml."""

    words: int
    similar: float
    contained: float
    lead_words: int
    least_shingles: int
    days: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are: the shared part of both, and of the shorter one."""

    similarity: float
    containment: float
    shingles: int

    @property
    def is_copy(self) -> bool:
        """Whether one repeats the other."""
        limits = load_limits()
        if self.shingles < limits.least_shingles:
            return self.similarity == 1.0
        return self.similarity >= limits.similar or self.containment >= limits.contained


@cache
def load_limits() -> Limits:
    """The table that the package brings, read once."""
    path = resources.files("dragoman") / "resources" / "copies.toml"
    table = Table("copies.toml", "", tomllib.loads(path.read_text(encoding="utf-8")))
    return Limits(
        words=int(table.number("words")),
        similar=table.number("similar"),
        contained=table.number("contained"),
        lead_words=int(table.number("lead_words")),
        least_shingles=int(table.number("least_shingles")),
        days=int(table.number("days")),
    )


def sketch(text: str, *, furniture: Iterable[Span] = ()) -> bytes:
    """The text in 508 bytes, without its furniture; the same in every process."""
    words = [word.lower() for word in _WORD.findall(_told(text, furniture))]
    limits = load_limits()
    whole = _shingles(words, limits.words)
    lead = _shingles(words[: limits.lead_words], limits.words)
    hashes = _minhashes(whole, WHOLE).tobytes() + _minhashes(lead, LEAD).tobytes()
    return _HEAD.pack(len(whole)) + hashes


def keys_of(sketched: bytes) -> tuple[int, ...]:
    """Signed 64-bit keys: two texts are worth comparing where they share one.

    A text without words has none.
    """
    count, whole, lead = _parts(sketched)
    if count == 0:
        return ()
    bands = [*_bands(b"whole", whole), *_bands(b"lead", lead)]
    return tuple(dict.fromkeys(bands))


def compare(left: bytes, right: bytes) -> Likeness:
    """How alike the texts of two sketches are."""
    (few, hashes, _), (many, others, _) = sorted((_parts(left), _parts(right)), key=_count)
    if few == 0:
        return Likeness(0.0, 0.0, 0)
    similarity = float(np.mean(hashes == others))
    shared = similarity * (few + many) / (1.0 + similarity)
    return Likeness(similarity, min(1.0, shared / few), few)


def is_copy(left: bytes, right: bytes) -> bool:
    """Whether the text of one sketch repeats the other's: alike, rewritten or shortened."""
    return compare(left, right).is_copy


def copies_among(sketch_of: Mapping[str, bytes], pairs: Sequence[Pair]) -> list[Pair]:
    """Those of the pairs of stories of which one repeats the other: `is_copy`, many at once."""
    at = {story: number for number, story in enumerate(sketch_of)}
    parts = [_parts(one) for one in sketch_of.values()]
    counts = np.array([count for count, _, _ in parts], np.float64)
    hashes = np.array([whole for _, whole, _ in parts], np.uint16).reshape(-1, WHOLE)
    found: list[Pair] = []
    for start in range(0, len(pairs), CHUNK):
        chunk = pairs[start : start + CHUNK]
        left, right = np.array([(at[one], at[other]) for one, other in chunk]).T
        similarity = (hashes[left] == hashes[right]).mean(axis=1)
        alike = _are_copies(similarity, counts[left], counts[right])
        found += [pair for pair, is_one in zip(chunk, alike.tolist(), strict=True) if is_one]
    return found


def _are_copies(similarity: Reals, one: Reals, other: Reals) -> NDArray[np.bool_]:
    """`Likeness.is_copy` for the similarities and numbers of shingles of many pairs."""
    limits, few = load_limits(), np.minimum(one, other)
    shared = similarity * (one + other) / (1.0 + similarity)
    contained = np.minimum(1.0, shared / np.maximum(few, 1.0))
    alike = (similarity >= limits.similar) | (contained >= limits.contained)
    return np.where(few < limits.least_shingles, similarity == 1.0, alike) & (few > 0)


def originals(order: Mapping[str, Arrival], copies: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each story in `order` the first story whose text it repeats, or itself.

    `order` gives the `arrival` of each id.  A copy of
    a copy leads to the first; two stories that one later roundup repeats are not joined by it.
    """
    first = {story: story for story in order}
    for pair in copies:
        early, late = sorted(pair, key=order.__getitem__)
        first[late] = min(first[late], early, key=order.__getitem__)
    for story in sorted(order, key=order.__getitem__):
        first[story] = first[first[story]]  # the earlier one's answer is final by now
    return first


def arrival(story: Story, added: datetime) -> Arrival:
    """What puts stories in order: the published day (one without comes last), then the rest."""
    return story.published.day or date.max, added, story.id


def _told(text: str, furniture: Iterable[Span]) -> str:
    """The text without its furniture."""
    kept, at = [], 0
    for span in sorted(furniture):
        kept.append(text[at : span.start])
        at = max(at, span.end)
    return " ".join([*kept, text[at:]])


def _shingles(words: Sequence[str], size: int) -> set[str]:
    """Neighbouring words; all of a text that has fewer."""
    if not words:
        return set()
    last = max(1, len(words) - size + 1)
    return {" ".join(words[at : at + size]) for at in range(last)}


def _minhashes(shingles: Iterable[str], number: int) -> Hashes:
    """The lowest 16 bits of each minhash: two differ by chance once in 65,536."""
    given = {"seed": SEED, "scheme": SCHEME, "permutations": _permutations(number)}
    found = MinHash(number, hashfunc=crc32, **given)
    found.update_batch(shingle.encode() for shingle in shingles)
    return found.hashvalues.astype(np.dtype("<u2"))  # type: ignore[no-any-return]


@cache
def _permutations(number: int) -> NDArray[np.uint32]:
    return MinHash(number, seed=SEED, scheme=SCHEME).permutations  # type: ignore[no-any-return]


def _parts(sketched: bytes) -> tuple[int, Hashes, Hashes]:
    """The number of shingles, the minhashes of the whole and of the beginning."""
    (count,) = _HEAD.unpack_from(sketched)
    hashes = np.frombuffer(sketched, np.dtype("<u2"), offset=_HEAD.size)
    return count, hashes[:WHOLE], hashes[WHOLE:]


def _count(parts: tuple[int, Hashes, Hashes]) -> int:
    return parts[0]


def _bands(name: bytes, hashes: Hashes) -> Iterator[int]:
    for at in range(0, len(hashes), ROWS):
        band = name + at.to_bytes(2, "little") + hashes[at : at + ROWS].tobytes()
        yield int.from_bytes(blake2b(band, digest_size=8).digest(), "little", signed=True)
