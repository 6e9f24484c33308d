"""The alert rules of feeds.toml, in the language that stores are asked in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.errors import SetupError, UsageError
from dragoman.store.filter_reading import read_filter
from dragoman.store.filters import FIELDS, OF_VOICES, Filter, Kind, given
from dragoman.watching.plan import STDOUT, Rule
from dragoman.watching.toml_table import Table

#: What a rule looks at is what just came in: it has no pages, and no ids to ask for.
_NOT_FOR_RULES = frozenset(["id", "limit", "cursor"])


def read_rules(tables: Iterable[Table], targets: Sequence[str]) -> tuple[Rule, ...]:
    """The rules of these tables; a SetupError says what cannot be."""
    rules = [_rule(table, [STDOUT, *targets]) for table in tables]
    names = [rule.name for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise SetupError(f"two alerts are called {name!r}: give each a name of its own")
    return tuple(rules)


def _rule(table: Table, targets: Sequence[str]) -> Rule:
    kind = _kind(table)
    rule = Rule(table.text("name"), kind, _filter(table.table("where"), kind), _to(table, targets))
    table.done()
    return rule


def _kind(table: Table) -> Kind:
    name = table.text("of", Kind.EVENTS.value)
    if name not in [kind.value for kind in Kind]:
        raise table.wrong("of", f"one of {', '.join(Kind)}")
    return Kind(name)


def _to(table: Table, targets: Sequence[str]) -> tuple[str, ...]:
    names = table.texts("to") if table.has("to") else (STDOUT,)
    for name in names:
        if name not in targets:
            raise SetupError(f"{table.where}: no target {name!r}; there are {', '.join(targets)}")
    return tuple(dict.fromkeys(names))


def _filter(table: Table, kind: Kind) -> Filter:
    allowed = [name for name in FIELDS if name not in _NOT_FOR_RULES]
    if kind is Kind.VOICES:
        allowed = [name for name in allowed if name in OF_VOICES]
    for name in table.values:
        if name not in allowed:
            raise SetupError(
                f"{table.where}: {kind.value} have no filter {name!r}; there are {', '.join(allowed)}"
            )
    try:
        chosen = read_filter(**table.values)
    except UsageError as error:
        raise SetupError(f"{table.where}: {error}") from error
    if not given(chosen):
        raise SetupError(f"{table.where} asks for nothing, so everything would be told: narrow it")
    return chosen
