"""What fits a rule among all that a batch of stories brought or touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.store.asked import Asked
from dragoman.store.conditions import ALIAS
from dragoman.store.filters import Kind
from dragoman.store.query import read_pages
from dragoman.store.selects import COLUMNS
from dragoman.watching.plan import Rule

Row = Mapping[str, Any]

_IDS = {
    Kind.EVENTS: (
        "select distinct m.event as id from membership m join records r on r.id = m.record "
        "where r.newest and r.story = any(cast($1 as text[]))"
    ),
    Kind.RECORDS: (
        "select r.id from records r where r.newest and r.story = any(cast($1 as text[]))"
    ),
}
_REPORTS = (
    "select m.event, m.record, r.evidence as sentence, s.url, s.publisher from membership m "
    "join records r on r.id = m.record and r.newest join stories s on s.id = r.story "
    "where m.event = any(cast($1 as text[])) order by r.published, m.record"
)


@dataclass(frozen=True, slots=True)
class Match:
    """A row that fits a rule.

    `covers` are the ids by which it is known again, for an event those of its records: an
    event that grows or is merged with another is the one that was told of.  `reports` are the
    sentences that an event was read from.
    """

    rule: Rule
    id: str
    row: Row
    covers: tuple[str, ...]
    reports: tuple[Row, ...] = ()


def find_matches(store: Asked, rule: Rule, stories: Sequence[str]) -> Iterator[Match]:
    """What fits the rule and is of these stories, or is an event that they tell of."""
    ids = _ids(store, rule.kind, stories)
    if not ids:
        return
    columns = COLUMNS[rule.kind]
    if rule.kind is not Kind.STORIES:
        columns += f", {ALIAS[rule.kind]}.body"
    for page in read_pages(store, rule.kind, replace(rule.chosen, id=ids), columns=columns):
        rows = page.rows.to_pylist()
        reports = _reports(store, rule.kind, [row["id"] for row in rows if "id" in row])
        for row in rows:
            yield _match(rule, row, reports)


def _ids(store: Asked, kind: Kind, stories: Sequence[str]) -> tuple[str, ...]:
    """The ids that a filter of this kind takes."""
    if kind not in _IDS:
        return tuple(stories)
    return tuple(store.read(_IDS[kind], [list(stories)])["id"].to_pylist())


def _reports(store: Asked, kind: Kind, events: Sequence[str]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    if kind is Kind.EVENTS and events:
        for row in store.read(_REPORTS, [list(events)]).to_pylist():
            found[row["event"]].append(row)
    return found


def _match(rule: Rule, row: Row, reports: Mapping[str, list[Row]]) -> Match:
    if rule.kind is Kind.VOICES:
        key = f"{row['story']} {row['position']}"
        return Match(rule, key, row, (key,))
    told = tuple(reports.get(row["id"], ()))
    return Match(rule, row["id"], row, (row["id"], *(one["record"] for one in told)), told)
