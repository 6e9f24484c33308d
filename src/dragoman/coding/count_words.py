"""The words of numbers.toml as patterns: what a quantity is, and what says what it counts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dragoman.ontology.table import Table

Pattern = re.Pattern[str]

#: A billion people take part in nothing: longer runs of digits are no counts.
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,3}\.\d(?= (?:million|thousand)\b)|\d{1,9})(?![\d%:/]|[.,]\d)"
)
_START = r"(?<![\w$€£¥.,:/-])"
_END = r"(?!\w|-(?!strong|odd|plus)\w)"
_ADVERBS = (
    r"(?:(?:have|has|had|were|are|also|then|later|since|overall|reported|confirmed|left|\w+ly) "
    r"|(?:are|were) (?:known|said|reported|confirmed) to have ){0,3}"
)
_PASSIVE = (
    r"(?:(?:have|has|had|also|since|now|reportedly) ){0,3}(?:were|was|are|is|been)"
    r"(?: (?:also|being|reported|reportedly|later|confirmed|\w+ly)){0,2}"
)
#: What ends a passive: "12 soldiers were killed" and no object, as in "12 soldiers killed a man".
_NO_OBJECT = (
    r"(?=[,.;:)”\"]|$| (?:and|or|in|on|at|by|near|when|after|as|since|during|for|while|there|last|"
    r"amid|outside|inside|before|but|over|across|along|from|under|with|within|to|every|today|"
    r"yesterday|overnight|earlier|this|that|so|if|because|around|following|\w+days?)\b)"
)


@dataclass(frozen=True, slots=True)
class Counter:
    """What one field counts: for which types of event, and what stands around its number.

    It is for events of `types`, or of `also` where a sentence has none of those.
    `before` is searched up to the number and ends there; `after` is matched behind it, as are
    `whom`, the people behind a number with a word of `before`, and `nouns`.
    """

    field: str
    types: frozenset[str]
    also: frozenset[str]
    before: Pattern
    after: Pattern
    nouns: Pattern


@dataclass(frozen=True, slots=True)
class CountWords:
    """The table of numbers.toml."""

    values: Mapping[str, int]
    scales: Mapping[str, int]
    vague: Mapping[str, int]
    kinds: Mapping[str, str]
    share: float
    quantity: Pattern
    whom: Pattern
    refused: Pattern
    years: Pattern
    counters: tuple[Counter, ...]


@cache
def load_count_words() -> CountWords:
    """The words that the package brings, read once."""
    path = resources.files("dragoman") / "resources" / "numbers.toml"
    table = Table("numbers.toml", "", tomllib.loads(path.read_text(encoding="utf-8")))
    around, counts = table.table("around"), table.table("counts")
    return CountWords(
        values=_whole_numbers(table.table("words")),
        scales=_whole_numbers(table.table("scales")),
        vague=_whole_numbers(table.table("vague")),
        kinds=_kinds(table),
        share=table.table("margin").number("share"),
        quantity=_quantity(table),
        whom=_whom(table),
        refused=_compiled(rf"\b{_either(around.texts('refused'))} $"),
        years=_compiled(rf"\b{_either(around.texts('years'))} (?:\d\d?,? )?$"),
        counters=tuple(_counter(table, counts.table(name)) for name in counts.values),
    )


def _whole_numbers(table: Table) -> dict[str, int]:
    return {name: int(table.number(name)) for name in table.values}


def _kinds(table: Table) -> dict[str, str]:
    """What each hedge says of its number, by its words."""
    return {
        words: kind
        for part in (table.table("hedges"), table.table("trailing"))
        for kind in part.values
        for words in part.texts(kind)
    }


def _quantity(table: Table) -> Pattern:
    """A quantity with all that belongs to it: "at least 20", "between 20 and 30", "dozens"."""
    around, number = table.table("around"), _number(table)
    hedge = rf"(?:(?P<hedge>{_words_of(table.table('hedges'))}) )?"
    more = rf"(?:{_either(around.texts('more'))} )?"
    forms = (
        rf"between (?P<low>{number}) and (?P<high>{number})",
        rf"(?P<first>{number})(?: (?:to|or) |(?<=\d)[-–](?=\d))(?P<last>{number})",
        rf"(?P<one>{number})(?P<trailing>{_words_of(table.table('trailing'))})?",
        rf"(?P<vague>{_longest(table.table('vague').values)})",
        rf"(?P<nobody>{_either(around.texts('nobody'))})",
        r"(?P<no>no)",
    )
    return _compiled(rf"{_START}{hedge}{more}{_either(forms)}{_END}")


def _number(table: Table) -> str:
    """A number in digits or words.  (Nobody says one of more than eight words.)"""
    word = _longest([*table.table("words").values, *table.table("scales").values])
    scale = _longest(table.table("scales").values)
    spoken = rf"(?:half a |an? )?{word}(?:[- ](?:and )?{word}){{0,7}}"
    return rf"(?:{_DIGITS}(?: {scale}\b)?|{spoken}\b)"


def _whom(table: Table) -> Pattern:
    """The people behind "killing 12", or an end; no second member of a sum may follow."""
    number = rf"(?:{_words_of(table.table('hedges'))} )?{_number(table)}"
    own_verb = r" (?:\w+ ){0,3}?(?:were|was|have|had|injured|wounded|hurt|killed|dead|arrested)\b"
    single = rf"(?!(?:,| and|, and| or|,? as well as) (?:an? |{number}\b(?!{own_verb})))"
    return _compiled(rf"(?:{_people(table)}|{_NO_OBJECT}){single}")


def _counter(table: Table, row: Table) -> Counter:
    """The patterns of one field: "12 soldiers were killed" and "killing 12 soldiers"."""
    passive = rf"{_either(row.texts('participles'))}\b{_NO_OBJECT}"
    verb = rf"{_either(row.texts('after'))}\b(?! \w+ (?:fish|bod))"
    return Counter(
        row.key,
        frozenset(row.texts("types")),
        frozenset(row.texts("also")),
        before=_compiled(rf"\b{_either(row.texts('before'))} $"),
        after=_compiled(_either(_after(table, verb, passive))),
        nouns=_compiled(rf"(?: (?:more|new|confirmed|reported|\w+-related))?"
                        rf" {_either(row.texts('nouns'))}\b(?! toll)"),
    )  # fmt: skip


def _after(table: Table, verb: str, passive: str) -> tuple[str, ...]:
    """What may stand behind a number that a verb counts, from the plain to the long."""
    people, step, things = _people(table), _step(table), table.table("around").texts("things")
    noun = rf"(?:(?: of)? {step}{{0,3}}?(?!{_either(things)}\b)[\w-]+s)"
    aside = r"(?:, [^,;.]{1,60},)"
    word = rf"(?:(?!{_either(table.table('around').texts('stops'))}\b)[A-Za-z][\w'’-]*)"
    inside = rf"(?: (?:of|from|in|at|on|aboard) (?:the )?{word}(?: {word}){{0,4}}?)"
    return (
        rf"{people}? {_ADVERBS}(?:{verb}|(?:{_PASSIVE} )?{passive})",
        rf"{people}(?:{aside}|{inside}) (?:{_ADVERBS}{verb}|{_PASSIVE} {passive})",
        rf"{noun}{inside}? {_PASSIVE} {passive}",
    )


def _people(table: Table) -> str:
    """The people counted: " Pakistani army soldiers", " of the attackers", " Danes"."""
    around = table.table("around")
    things = rf"(?!{_either(around.texts('things'))}\b)"
    ending = rf"[a-z]+{_either(around.texts('endings'))}"
    head = rf"(?:{_either(around.texts('people'))}|(?-i:[A-Z][a-z]+(?:s|ese)|{ending}))"
    of = r"(?: of(?: (?:the|those|these|their|its|his|her))?)?"
    them = r" of (?:them|these|those)"
    many = rf"{{0,{int(around.number('between'))}}}?"
    return rf"(?:{them}|{of} {_step(table)}{many}{things}{head}\b)"


def _step(table: Table) -> str:
    """A word on the way from a number to its people: no other number, "three of fifty men"."""
    around, numbers = table.table("around"), [*table.table("words").values]
    barred = _either([*around.texts("stops"), *around.texts("things"), *numbers])
    return rf"(?:(?!{barred}\b)[A-Za-z][\w'’-]* )"


def _words_of(table: Table) -> str:
    return _longest([words for key in table.values for words in table.texts(key)])


def _longest(words: Sequence[str] | Mapping[str, object]) -> str:
    """Any of the words, the longest first, so that "sixty" is no "six"."""
    return _either([re.escape(word) for word in sorted(words, key=len, reverse=True)])


def _either(patterns: Sequence[str]) -> str:
    """Any of the patterns; of none, what never matches."""
    return f"(?:{'|'.join(patterns)})" if patterns else r"(?!)"


def _compiled(pattern: str) -> Pattern:
    return re.compile(pattern, re.IGNORECASE)
