"""How well records agree with the gold's events.

A record matches a gold event when both have the same type and the record's trigger
starts inside the gold sentence; matches are one to one, those whose triggers overlap
first.  On top of a match the other fields are scored; a date or place that the gold
does not have counts against precision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from dragoman.evaluation.gold import GoldActor, GoldEvent
from dragoman.evaluation.tally import (
    Figures,
    Tally,
    counts,
    hits,
    plain_name,
    rate,
    row,
    same_name,
    total,
)
from dragoman.ontology import load_ontology
from dragoman.types import Actor, Basis, Place, Record, Span

ON_MATCHED = ", on matched events"
MODE_RATE = "mode accuracy where gold has one"
TASKS = (
    "event",
    "quad class",
    "trigger, untyped",
    *(
        f"{role} by {field}{ON_MATCHED}"
        for role in ("actors", "recipients")
        for field in ("country", "span", "name")
    ),
    f"date{ON_MATCHED}",
    f"place country{ON_MATCHED}",
    f"place name{ON_MATCHED}",
    f"attribution source{ON_MATCHED}",
    "event + spans of both sides",
    "event + countries of both sides",
    "event + countries + aux + attribution",
)
_NO_COUNTRY = "---"

Pair = tuple[GoldEvent, Record]


def score_events(events: Sequence[GoldEvent], records: Sequence[Record]) -> Tally:
    """The counts of one story."""
    pairs = match(events, records, same=same_type)
    alike = {
        "event": len(pairs),
        "quad class": len(match(events, records, same=_same_quad)),
        "trigger, untyped": len(match(events, records, same=_triggers_overlap)),
        "event + spans of both sides": sum(same_spans(*pair) for pair in pairs),
        "event + countries of both sides": sum(_same_countries(*pair) for pair in pairs),
        "event + countries + aux + attribution": sum(_same_whole(*pair) for pair in pairs),
    }
    whole = (
        counts(task, right=n, extra=len(records) - n, missed=len(events) - n)
        for task, n in alike.items()
    )
    return total([*whole, *(_score_pair(*pair) for pair in pairs)])


def event_figures(tally: Tally) -> Figures:
    """Every task's row and the rates, under the names that reports use."""
    figures: Figures = {task: row(tally, task) for task in TASKS}
    figures[f"aux accuracy{ON_MATCHED}"] = rate(tally, "aux")
    figures[f"aux macro F1{ON_MATCHED}"] = _auxiliary_macro_f1(tally)
    figures[MODE_RATE] = rate(tally, "mode")
    return figures


def match(
    events: Sequence[GoldEvent],
    records: Sequence[Record],
    *,
    same: Callable[[GoldEvent, Record], bool],
) -> list[Pair]:
    """Pairs one to one: overlapping triggers first, then those that start closest."""
    options = sorted(
        (
            not _triggers_overlap(event, record),
            abs(event.trigger.start - record.trigger.start),
            g,
            p,
        )
        for g, event in enumerate(events)
        for p, record in enumerate(records)
        if same(event, record) and _starts_in(record.trigger, event.sentence)
    )
    taken_g, taken_p, pairs = set[int](), set[int](), list[Pair]()
    for _, _, g, p in options:
        if g not in taken_g and p not in taken_p:
            taken_g.add(g)
            taken_p.add(p)
            pairs.append((events[g], records[p]))
    return pairs


# --- when two are the same -----------------------------------------------------------


def _starts_in(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start < sentence.end


def _overlap(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one.overlaps(other)


def _triggers_overlap(event: GoldEvent, record: Record) -> bool:
    return event.trigger.overlaps(record.trigger)


def same_type(event: GoldEvent, record: Record) -> bool:
    """Whether both are of one type."""
    return event.type == record.type


def _same_quad(event: GoldEvent, record: Record) -> bool:
    types = load_ontology().types
    return record.type in types and types[event.type].quad == types[record.type].quad


def _sides(event: GoldEvent, record: Record) -> tuple[_Side, _Side]:
    return (event.actors, record.actors), (event.recipients, record.recipients)


_Side = tuple[tuple[GoldActor, ...], tuple[Actor, ...]]


def same_spans(event: GoldEvent, record: Record) -> bool:
    """Whether both sides have as many members and every one of the gold is touched."""
    return all(
        len(gold) == len(coded) and _spans_found(gold, coded) == len(gold)
        for gold, coded in _sides(event, record)
    )


def _same_countries(event: GoldEvent, record: Record) -> bool:
    return all(_countries(gold) == _countries(coded) for gold, coded in _sides(event, record))


def _same_whole(event: GoldEvent, record: Record) -> bool:
    auxiliary = event.auxiliary == record.auxiliary
    return auxiliary and _same_countries(event, record) and _same_source(event, record)


def _same_source(event: GoldEvent, record: Record) -> bool:
    said, source = event.source, _source(record)
    if said is None or source is None:
        return said is None and source is None
    return _overlap(said.span, source.span) or same_name(said.name, source.name)


# --- what a matched pair counts for --------------------------------------------------


def _score_pair(event: GoldEvent, record: Record) -> Tally:
    roles = zip(("actors", "recipients"), _sides(event, record), strict=True)
    parts = [_score_role(role, *side) for role, side in roles]
    when, where, said = event.days, event.place, event.source
    day, spot, source = _days(record), _place(record), _source(record)
    country = where is not None and spot is not None and where.country == spot.country
    name = where is not None and spot is not None and same_name(where.name, spot.name)
    told = said is not None and source is not None and _same_source(event, record)
    optional = (
        ("date", when, day, when is not None and when == day),
        ("place country", where, spot, country),
        ("place name", where, spot, name),
        ("attribution source", said, source, told),
    )
    parts += [_score_optional(*task) for task in optional]
    return total([*parts, *_rates_of(event, record)])


def _score_role(role: str, gold: Sequence[GoldActor], coded: Sequence[Actor]) -> Tally:
    found = _spans_found(gold, coded)
    spans = counts(
        f"{role} by span{ON_MATCHED}",
        right=found,
        extra=max(0, len(coded) - found),
        missed=len(gold) - found,
    )
    names = Counter(plain_name(actor.name) for actor in gold)
    coded_names = Counter(plain_name(actor.name) for actor in coded)
    countries = _score_bags(f"{role} by country{ON_MATCHED}", _countries(gold), _countries(coded))
    return total([countries, spans, _score_bags(f"{role} by name{ON_MATCHED}", names, coded_names)])


def _score_bags(task: str, gold: Counter[str], coded: Counter[str]) -> Tally:
    both = (gold & coded).total()
    return counts(task, right=both, extra=coded.total() - both, missed=gold.total() - both)


def _score_optional(task: str, gold: object, coded: object, right: bool) -> Tally:
    """A field that either side may lack: right, or extra where coded and missed where in the gold."""
    extra = coded is not None and not right
    missed = gold is not None and not right
    return counts(f"{task}{ON_MATCHED}", right=int(right), extra=int(extra), missed=int(missed))


def _rates_of(event: GoldEvent, record: Record) -> Iterable[Tally]:
    yield hits("aux", int(event.auxiliary == record.auxiliary), 1)
    yield Counter({("aux pair", event.auxiliary, str(record.auxiliary)): 1})
    if event.mode is not None:
        yield hits("mode", int(event.mode == record.mode), 1)


def _auxiliary_macro_f1(tally: Tally) -> float:
    pairs = {key[1:]: n for key, n in tally.items() if key[0] == "aux pair" and n}
    labels = {gold for gold, _ in pairs}
    scores = []
    for label in sorted(labels):
        right = pairs.get((label, label), 0)
        in_gold = sum(n for (gold, _), n in pairs.items() if gold == label)
        coded = sum(n for (_, record), n in pairs.items() if record == label)
        scores.append(2 * right / max(1, in_gold + coded))
    return round(100 * sum(scores) / max(1, len(scores)), 1)


# --- what a record says --------------------------------------------------------------


def _countries(actors: Iterable[GoldActor | Actor]) -> Counter[str]:
    return Counter(actor.country or _NO_COUNTRY for actor in actors)


def _spans_found(gold: Sequence[GoldActor], coded: Sequence[Actor]) -> int:
    return sum(any(_overlap(actor.span, other.span) for other in coded) for actor in gold)


def _days(record: Record) -> tuple[date, date | None] | None:
    """The days of a record, None where it only fell back on the publication day."""
    first, basis = record.date.first, record.date.basis
    return None if first is None or basis is Basis.DEFAULT else (first, record.date.last)


def _place(record: Record) -> Place | None:
    place = record.place
    return place if place is not None and place.name and place.basis is not Basis.NONE else None


def _source(record: Record) -> Actor | None:
    """The speaker: the source of the innermost voice."""
    return record.voices[-1].source if record.voices else None
