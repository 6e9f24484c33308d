"""A filter as the conditions of a where clause; every value is bound, none is spliced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import cos, degrees, radians

from dragoman.errors import UsageError
from dragoman.store.database import Dialect
from dragoman.store.dialects import among, fold, folded, holds, words_in
from dragoman.store.filters import OF_VOICES, Filter, Kind, Near, given

EARTH = 6371.0  # kilometres: its mean radius
#: One letter of each kind stands for its table in every statement.
ALIAS = {Kind.EVENTS: "e", Kind.RECORDS: "r", Kind.STORIES: "s", Kind.VOICES: "v"}
#: What separates the names of a list: no name holds it.
_SEPARATOR = " | "
#: Values of a list that are looked for one by one.
_FEW = 4


@dataclass(slots=True)
class Bound:
    """A statement under construction: whose SQL it is, and its values as $1, $2 ..."""

    dialect: Dialect
    values: list[object] = field(default_factory=list)

    def put(self, value: object) -> str:
        """The name under which the statement knows a value."""
        self.values.append(value)
        return f"${len(self.values)}"

    def texts(self, values: Iterable[str]) -> str:
        """The same for a list of texts."""
        return f"cast({self.put(list(values))} as text[])"


def conditions(kind: Kind, chosen: Filter, bound: Bound) -> list[str]:
    """All that must hold; `words` of records, events and stories are left to text search."""
    if kind is Kind.VOICES:
        return list(_of_voices(chosen, bound))
    if kind is Kind.STORIES:
        return list(_of_stories(chosen, bound))
    of_kind = _of_events if kind is Kind.EVENTS else _of_records
    return [*_of_claims(ALIAS[kind], chosen, bound), *of_kind(chosen, bound)]


# --- events and records --------------------------------------------------------------


def _of_claims(t: str, chosen: Filter, bound: Bound) -> Iterator[str]:
    """What events and records are asked alike."""
    if chosen.until is not None:
        yield f"{t}.first <= {bound.put(chosen.until)}"
    if chosen.since is not None:
        yield f"{t}.last >= {bound.put(chosen.since)}"
    for column in ("type", "auxiliary", "mode", "place_country"):
        values = getattr(chosen, column)
        if values:
            yield among(bound.dialect, f"{t}.{column}", bound.texts(values))
    if chosen.quad:
        quads = f"cast({bound.put(list(chosen.quad))} as integer[])"
        yield among(bound.dialect, f"{t}.quad", quads)
    if chosen.min_score is not None:
        yield f"{t}.score >= {bound.put(chosen.min_score)}"
    yield from _of_sides(t, chosen, bound)
    yield from _of_places(t, chosen, bound)


def _of_sides(t: str, chosen: Filter, bound: Bound) -> Iterator[str]:
    for name, columns in _LISTS.items():
        values = getattr(chosen, name)
        if values:
            yield _any(_shared(f"{t}.{column}", values, bound) for column in columns)
    for name, columns in _NAMES.items():
        values = getattr(chosen, name)
        if values:
            joined = [f"array_to_string({t}.{column}, '{_SEPARATOR}')" for column in columns]
            yield _any(named(text, words, bound) for text in joined for words in values)


_LISTS = {
    "context": ("contexts",),
    "actor_country": ("actor_countries",),
    "recipient_country": ("recipient_countries",),
    "country": ("actor_countries", "recipient_countries"),
    "sector": ("actor_sectors", "recipient_sectors"),
    "voice_country": ("voice_countries",),
}
_NAMES = {
    "actor": ("actor_names",),
    "recipient": ("recipient_names",),
    "party": ("actor_names", "recipient_names"),
    "voice": ("voice_names",),
}


def _of_places(t: str, chosen: Filter, bound: Bound) -> Iterator[str]:
    if chosen.place:
        texts = (f"{t}.place", f"{t}.province")
        yield _any(named(text, words, bound) for text in texts for words in chosen.place)
    if chosen.near is not None:
        yield from _within(t, chosen.near, bound)


def _of_events(chosen: Filter, bound: Bound) -> Iterator[str]:
    yield from _of_views("e", chosen, bound)
    if chosen.publisher:
        text = f"array_to_string(e.publishers, '{_SEPARATOR}')"
        yield _any(named(text, words, bound) for words in chosen.publisher)
    if chosen.id:
        ids = bound.texts(chosen.id)
        moved = f"select d.event from redirects d where d.old = any({ids})"
        yield f"(e.id = any({ids}) or e.id in ({moved}))"


def _of_views(t: str, chosen: Filter, bound: Bound) -> Iterator[str]:
    """What only an event can be asked."""
    if chosen.disputed is not None:
        yield f"{t}.disputed = {bound.put(chosen.disputed)}"
    if chosen.min_corroboration is not None:
        yield f"{t}.corroboration >= {bound.put(chosen.min_corroboration)}"


def _of_records(chosen: Filter, bound: Bound) -> Iterator[str]:
    yield "r.newest"
    if chosen.publisher:
        yield _any(named("r.publisher", words, bound) for words in chosen.publisher)
    if chosen.id:
        yield f"r.id = any({bound.texts(chosen.id)})"
    views = list(_of_views("e", chosen, bound))
    if views:
        yield (
            "r.id in (select m.record from membership m where m.event in "
            f"(select e.id from events e where {' and '.join(views)}))"
        )


# --- stories and voices --------------------------------------------------------------

#: What is asked of the story itself; the rest is asked of its records, of one of them at once.
_OF_THE_STORY = ("since", "until", "limit", "cursor", "publisher", "words", "id")


def _of_stories(chosen: Filter, bound: Bound) -> Iterator[str]:
    yield from _published("s", chosen, bound)
    if chosen.id:
        yield f"s.id = any({bound.texts(chosen.id)})"
    others = [name for name in given(chosen) if name not in _OF_THE_STORY]
    if others:
        of_records = Filter(**{name: getattr(chosen, name) for name in others})
        inner = " and ".join(conditions(Kind.RECORDS, of_records, bound))
        yield f"s.id in (select r.story from records r where {inner})"


def _of_voices(chosen: Filter, bound: Bound) -> Iterator[str]:
    others = [name for name in given(chosen) if name not in OF_VOICES]
    if others:
        allowed = ", ".join(sorted(OF_VOICES))
        raise UsageError(f"voices cannot be asked by {others[0]}; there are {allowed}")
    yield "v.newest"
    yield from _published("v", chosen, bound)
    if chosen.voice:
        yield _any(named("v.source", words, bound) for words in chosen.voice)
    if chosen.voice_country:
        yield among(bound.dialect, "v.country", bound.texts(chosen.voice_country))
    if chosen.sector:
        yield _shared("v.sectors", chosen.sector, bound)
    if chosen.id:
        yield f"v.story = any({bound.texts(chosen.id)})"
    for phrase in chosen.words:
        yield named("v.words", phrase, bound)


def _published(t: str, chosen: Filter, bound: Bound) -> Iterator[str]:
    if chosen.since is not None:
        yield f"{t}.published >= {bound.put(chosen.since)}"
    if chosen.until is not None:
        yield f"{t}.published <= {bound.put(chosen.until)}"
    if chosen.publisher:
        yield _any(named(f"{t}.publisher", words, bound) for words in chosen.publisher)


# --- names and circles ---------------------------------------------------------------


def named(text: str, words: str, bound: Bound) -> str:
    """Whether these words stand in the text as whole words, whatever their case and accents.

    The longest word alone is looked for first: that is cheap, and leaves little for the rest.
    """
    plain, whole = folded(bound.dialect, text), fold(words)
    likely = max(whole.split(), key=len)
    first = holds(bound.dialect, text, bound.put(likely))
    return f"({first} and {words_in(plain)} like {bound.put(f'% {whole} %')})"


def _within(t: str, near: Near, bound: Bound) -> Iterator[str]:
    """A band of latitudes first, then the distance over the globe."""
    reach = degrees(near.kilometres / EARTH)
    yield f"{t}.latitude >= {bound.put(near.latitude - reach)}"
    yield f"{t}.latitude <= {bound.put(near.latitude + reach)}"
    north = f"power(sin(radians({t}.latitude - {_number(near.latitude, bound)}) / 2), 2)"
    east = f"power(sin(radians({t}.longitude - {_number(near.longitude, bound)}) / 2), 2)"
    here = _number(cos(radians(near.latitude)), bound)
    half = f"sqrt(least(1.0, {north} + {here} * cos(radians({t}.latitude)) * {east}))"
    yield f"2 * {EARTH} * asin({half}) <= {_number(near.kilometres, bound)}"


def _number(value: float, bound: Bound) -> str:
    return f"cast({bound.put(value)} as double precision)"


def _shared(array: str, values: Sequence[str], bound: Bound) -> str:
    """Whether a list holds any of these; one by one is three times quicker where they are few."""
    if bound.dialect is Dialect.DUCKDB and len(values) <= _FEW:
        return _any(f"list_contains({array}, {bound.put(value)})" for value in values)
    return f"{array} && {bound.texts(values)}"


def _any(parts: Iterable[str]) -> str:
    """At least one of these."""
    return f"({' or '.join(parts)})"
