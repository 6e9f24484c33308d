"""How many were killed, hurt, arrested or took part, as the trigger's sentence counts them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dragoman.ontology.table import Table
from dragoman.types import Numbers, Span, Trigger

_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+"
_ADVERBS = r"(?:(?:have|has|had|also|reported|reportedly|left) ?)+"
_PASSIVE = r"(?:(?:have|has|had) )?(?:were|was|are|is|been|being|reported|left)(?: (?:also|reported|being))?"
_NO_OBJECT = (
    r"(?=[,.;:]|$| (?:and|in|on|at|by|near|when|after|as|since|during|for|while|there|last)\b)"
)
_YEARS = range(1900, 2100)  # "in 1972 were arrested": no count without the people counted


@dataclass(frozen=True, slots=True)
class Counter:
    """What one field counts: for which types of event, and the pattern that finds it."""

    field: str
    types: frozenset[str]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class CountWords:
    """The table of numbers.toml, as patterns."""

    values: Mapping[str, int]
    scales: Mapping[str, int]
    refused: re.Pattern[str]
    counters: tuple[Counter, ...]


def numbers_of(trigger: Trigger, triggers: Sequence[Trigger], sentence: Span, text: str) -> Numbers:
    """The counts that the sentence gives for the event; two for one field are none.

    A count belongs to the nearest trigger of a type that can have it.
    """
    found: dict[str, list[int]] = {}
    for counter in load_count_words().counters:
        if trigger.type not in counter.types:
            continue
        rivals = [other.span for other in triggers if other.type in counter.types]
        for where, value in _counted(counter, sentence, text):
            if _nearest(where, rivals, text) == trigger.span:
                found.setdefault(counter.field, []).append(value)
    return Numbers(**{field: values[0] for field, values in found.items() if len(values) == 1})


@cache
def load_count_words() -> CountWords:
    """The words that the package brings, read once."""
    path = resources.files("dragoman") / "resources" / "numbers.toml"
    table = Table("numbers.toml", "", tomllib.loads(path.read_text(encoding="utf-8")))
    words, scales = table.table("words"), table.table("scales")
    counts = table.table("counts")
    return CountWords(
        values={name: int(words.number(name)) for name in words.values},
        scales={name: int(scales.number(name)) for name in scales.values},
        refused=_refused(table),
        counters=tuple(_counter(table, counts.table(name)) for name in counts.values),
    )


def _refused(table: Table) -> re.Pattern[str]:
    """What may not stand before a number; "and" only after a comma: else it is half a sum."""
    words = _either(table.texts("refused"))
    return re.compile(rf"(?:\b{words}|(?<!,) and) {_hedge(table)}$", re.IGNORECASE)


def _counter(table: Table, row: Table) -> Counter:
    """The patterns of one field: "12 soldiers were killed" and "killing 12 soldiers"."""
    number, hedge = _number_pattern(table), _hedge(table)
    people, between = _either(table.texts("people")), int(table.number("between"))
    who = rf"(?: (?:(?!(?:and|or)\b)\w[\w'’-]* ){{0,{between}}}?{people}\b)"
    counting = [rf"{_either(row.texts('after'))}\b"] if row.texts("after") else []
    if row.texts("participles"):
        passive = _either(row.texts("participles"))
        counting.append(rf"(?:{_PASSIVE} )?{passive}\b{_NO_OBJECT}")
    forms = [rf"\b(?P<later>{number})\b{who}? (?:{_ADVERBS} )?{_either(counting)}"]
    if row.texts("before"):
        before, single = _either(row.texts("before")), rf"(?! and {hedge}{number})"
        forms.append(rf"\b{before} {hedge}(?P<earlier>{number})\b(?:{who}|{_NO_OBJECT}){single}")
    return Counter(row.key, frozenset(row.texts("types")), re.compile("|".join(forms), re.I))


def _hedge(table: Table) -> str:
    return rf"(?:{_either(table.texts('hedges'))} )?"


def _number_pattern(table: Table) -> str:
    words = [*table.table("words").values, *table.table("scales").values]
    word = _either(sorted(words, key=len, reverse=True))
    return rf"(?:{_DIGITS}(?: {word})?|(?:a )?{word}(?:[- ](?:and )?{word})*)"


def _either(patterns: Sequence[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _counted(counter: Counter, sentence: Span, text: str) -> Iterator[tuple[Span, int]]:
    """Every count in the sentence, with the stretch that says it."""
    words = load_count_words()
    for match in counter.pattern.finditer(text, sentence.start, sentence.end):
        group = match.lastgroup or "later"
        before = text[sentence.start : match.start(group)]
        value = _value(match.group(group), words)
        if value not in _YEARS and value and not words.refused.search(before):
            yield Span(match.start(), match.end()), value


def _value(number: str, words: CountWords) -> int | None:
    """The number in digits or words: "1,200", "twenty-five", "two hundred and six"."""
    plain = number.replace(",", "").lower()
    total = part = 0
    for piece in re.split(r"[- ]", plain):
        if piece.isdigit():
            part += int(piece)
        elif piece in words.values:
            part += words.values[piece]
        elif piece == "hundred":
            part = max(part, 1) * words.scales[piece]
        elif piece in words.scales:
            total, part = total + max(part, 1) * words.scales[piece], 0
    return total + part or None


def _nearest(where: Span, triggers: Sequence[Span], text: str) -> Span | None:
    """The trigger closest to the stretch, with no semicolon in between."""
    near = [
        (_gap(where, span), span)
        for span in triggers
        if ";" not in text[min(where.end, span.end) : max(where.start, span.start)]
    ]
    return min(near)[1] if near else None


def _gap(one: Span, other: Span) -> int:
    return 0 if one.overlaps(other) else max(one.start - other.end, other.start - one.end)
