"""What speaks for and against two records of one story telling of the same event."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import inf

from dragoman.ontology.table import Table
from dragoman.types import Actor, Auxiliary, Basis, EventDate, Place, Record, Span, Story

_WORD = re.compile(r"[^\W\d_]+")
_LONG_WORD = 4  # shorter words of a trigger ("held", "the") tell little
_STEM = 5  # letters that forms of one word share: "attac-ked", "attac-ks"
_BEFORE = 4  # words before a trigger in which a determiner is looked for


@dataclass(frozen=True, slots=True)
class Likeness:
    """The table of grouping.toml: points for each piece of evidence, and words of one kind."""

    threshold: float
    points: Mapping[str, float]
    families: Mapping[str, frozenset[str]]
    determiners: frozenset[str]
    two_sided: frozenset[str]
    barred: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sight:
    """A record as grouping sees it."""

    record: Record
    sentence: int
    words: frozenset[str]
    families: frozenset[str]
    definite: bool
    actors: _Side
    recipients: _Side
    sides: _Side


@dataclass(frozen=True, slots=True)
class _Side:
    """Those on one side: what tells them apart, and their countries."""

    keys: frozenset[str]
    countries: frozenset[str]


@cache
def load_likeness() -> Likeness:
    """The table that the package brings, read once."""
    path = resources.files("dragoman") / "resources" / "grouping.toml"
    table = Table("grouping.toml", "", tomllib.loads(path.read_text(encoding="utf-8")))
    points, families = table.table("points"), table.table("families")
    return Likeness(
        threshold=table.number("threshold"),
        points={name: points.number(name) for name in points.values},
        families=_families(families),
        determiners=frozenset(table.texts("determiners")),
        two_sided=frozenset(table.texts("two_sided")),
        barred=frozenset(table.texts("barred")),
    )


def _families(table: Table) -> dict[str, frozenset[str]]:
    """The kinds of happening that each word's stem can tell of."""
    found: dict[str, frozenset[str]] = {}
    for name in table.values:
        for word in table.texts(name):
            found[_stem(word)] = found.get(_stem(word), frozenset()) | {name}
    return found


def see(record: Record, story: Story, likeness: Likeness) -> Sight:
    """The record with the words of its trigger and where it stands."""
    words = frozenset(_stems(record.trigger.of(story.text)))
    number, sentence = _sentence(record.trigger, story.sentences)
    before = _WORD.findall(story.text[sentence.start : record.trigger.start].lower())[-_BEFORE:]
    return Sight(
        record=record,
        sentence=number,
        words=words,
        families=frozenset().union(*(likeness.families.get(word, ()) for word in words)),
        definite=any(word in likeness.determiners for word in before),
        actors=_side(record.actors),
        recipients=_side(record.recipients),
        sides=_side(record.actors + record.recipients),
    )


def points_for(earlier: Sight, later: Sight, likeness: Likeness) -> float:
    """How much speaks for one event: over the threshold they are joined, if nothing bars it."""
    found = set(evidence(earlier, later, likeness))
    if found & likeness.barred:
        return -inf
    return sum(likeness.points.get(name, 0.0) for name in sorted(found))


def evidence(earlier: Sight, later: Sight, likeness: Likeness) -> Iterator[str]:
    """The names of all that speaks for or against, as in grouping.toml."""
    one, other = earlier.record, later.record
    yield f"type {one.type}"
    yield f"trigger {_words(earlier, later)}"
    yield from _parties(earlier, later, two_sided=one.type in likeness.two_sided)
    yield _definiteness(later)
    yield f"mode {_modes(one.mode, other.mode)}"
    yield f"auxiliary {_auxiliaries(one.auxiliary, other.auxiliary)}"
    yield f"date {_dates(one.date, other.date)}"
    yield f"place {_places(one.place, other.place)}"
    yield f"distance {_distance(earlier, later)}"
    if earlier.sentence == 0:
        yield "lead"


def _words(one: Sight, other: Sight) -> str:
    if one.words & other.words:
        return "same"
    if one.families & other.families:
        return "kin"
    return "strange" if one.families and other.families else "other"


def _parties(one: Sight, other: Sight, *, two_sided: bool) -> Iterator[str]:
    prefix = "side" if two_sided else "role"
    yield f"{prefix} actors {_sides(one.actors, other.actors)}"
    yield f"{prefix} recipients {_sides(one.recipients, other.recipients)}"
    if two_sided:
        yield f"side any {_sides(one.sides, other.sides)}"


def _sides(one: _Side, other: _Side) -> str:
    """How two sides compare; a side that resolves to nothing may be anybody."""
    if not one.keys and not other.keys:
        return "none"
    if not one.keys or not other.keys:
        return "half"
    if one.keys & other.keys:
        return "same"
    if one.countries & other.countries:
        return "country"
    return "different" if one.countries and other.countries else "unknown"


def _side(actors: Sequence[Actor]) -> _Side:
    return _Side(
        keys=frozenset(actor.id or actor.text.casefold() for actor in actors),
        countries=frozenset(actor.country for actor in actors if actor.country is not None),
    )


def _definiteness(later: Sight) -> str:
    if not later.definite:
        return "indefinite"
    return "definite" if later.sides.keys else "definite alone"


def _modes(one: str | None, other: str | None) -> str:
    if one is None and other is None:
        return "none"
    if one is None or other is None:
        return "half"
    return "same" if one == other else "different"


def _auxiliaries(one: Auxiliary, other: Auxiliary) -> str:
    if one is other:
        return "same"
    if Auxiliary.HISTORICAL in (one, other):
        return "historical"
    return "+".join(sorted((one, other)))


def _dates(one: EventDate, other: EventDate) -> str:
    if not (_is_said(one) and _is_said(other)):
        return "unknown"
    apart = one.last < other.first or other.last < one.first  # type: ignore[operator]
    return "different" if apart else "same"


def _is_said(when: EventDate) -> bool:
    said = when.basis not in (Basis.DEFAULT, Basis.NONE)
    return said and when.first is not None and when.last is not None


def _places(one: Place | None, other: Place | None) -> str:
    if one is None or other is None or one.name is None or other.name is None:
        return "unknown"
    if one.name == other.name:
        return "same"
    return "country" if one.country == other.country else "different"


def _distance(earlier: Sight, later: Sight) -> str:
    apart = later.sentence - earlier.sentence
    return str(apart) if apart < 2 else "near" if apart < 5 else "far"


def _stems(words: str) -> Iterator[str]:
    found = _WORD.findall(words.lower())
    long = [word for word in found if len(word) >= _LONG_WORD]
    yield from (_stem(word) for word in long or found)


def _stem(word: str) -> str:
    return word[:_STEM] if len(word) > _STEM else word.rstrip("s")


def _sentence(trigger: Span, sentences: Sequence[Span]) -> tuple[int, Span]:
    """The number and the span of the sentence that the trigger starts in."""
    for number, sentence in enumerate(sentences):
        if sentence.start <= trigger.start < sentence.end:
            return number, sentence
    return 0, trigger
