"""Names of countries, organisations and people as the builder takes them from the readable tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from dragoman.resolving.gazetteer import country_entries
from dragoman.resolving.lexicon import (
    NAMES,
    REIGN,
    SURNAMES,
    UNVERIFIED,
    Entry,
    Nature,
    Term,
)
from dragoman.resolving.names import name_key
from dragoman.resolving.tables import RESOURCES, listed, read_table, table_rows
from dragoman.resolving.words import phrase_key

#: The tables that the names are made of; the file remembers the sum of their bytes.
TABLES = (
    "countries.tsv",
    "country_cues.toml",
    "organisations.tsv",
    "persons.tsv",
    "leaders.tsv",
    "regions.tsv",
    "divisions.tsv",
)
FAMILY_NAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "HKG", "VNM", "KHM", "SGP"})
_SCHEMA = """
drop table if exists entry;
drop table if exists opener;
create table entry (
  table_name text, key text, rank integer, nature text, spelled text, name text, country text,
  sectors text, kind text, terms text, wikidata text, primary key (table_name, key, rank)
) without rowid;
create table opener (word text primary key, longest integer) without rowid;
"""


def fingerprint() -> str:
    """The sum of the readable tables: a gazetteer's file that tells another is out of date."""
    digest = sha256()
    for name in TABLES:
        digest.update((files(RESOURCES) / name).read_bytes())
    return digest.hexdigest()


def insert_names(db: sqlite3.Connection, persons: Path | None = None) -> int:
    """Put every name into an open file of the gazetteer; how many.

    `persons` is a table of people with Wikidata's numbers (`dragoman gazetteer update`); the
    people whom it tells replace those of the package.
    """
    db.executescript(_SCHEMA)
    people = [*_people(_person_rows(persons)), *_leaders()]
    named = [*country_entries(), *_organisations(), *people]
    by_name: dict[str, list[Entry]] = {}
    for entry in named:
        if entry.nature is not Nature.PERSON or " " in entry.spelled:
            by_name.setdefault(phrase_key(entry.spelled), []).append(entry)
    openers: dict[str, int] = {}
    for key in by_name:
        first, count = key.partition(" ")[0], key.count(" ") + 1
        openers[first] = max(openers.get(first, 0), count)
    _insert(db, NAMES, by_name.items())
    _insert(db, SURNAMES, _by_surname(people).items())
    db.executemany("insert into opener values (?, ?)", sorted(openers.items()))
    db.execute("insert or replace into meta values ('tables', ?)", (fingerprint(),))
    return len(by_name)


def _insert(
    db: sqlite3.Connection, table: str, found: Iterable[tuple[str, Sequence[Entry]]]
) -> None:
    rows = [
        (table, key, rank, *_cells(entry))
        for key, entries in sorted(found)
        for rank, entry in enumerate(entries)
    ]
    db.executemany("insert into entry values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _cells(entry: Entry) -> tuple[str, ...]:
    terms = [
        (t.country, t.office, ",".join(t.sectors), t.start, t.end, t.source) for t in entry.terms
    ]
    return (
        entry.nature,
        entry.spelled,
        entry.name,
        entry.country or "",
        ",".join(entry.sectors),
        entry.kind or "",
        json.dumps(terms, ensure_ascii=False) if terms else "",
        entry.wikidata,
    )


def _organisations() -> Iterable[Entry]:
    """The entries of organisations.tsv."""
    for row in read_table("organisations.tsv"):
        sectors = tuple(row["sectors"].split(","))
        for spelled in dict.fromkeys((row["name"], *listed(row["names"]))):
            yield Entry(Nature.ORGANISATION, spelled, row["name"], row["country"], sectors)


def _person_rows(persons: Path | None) -> list[dict[str, str]]:
    """The rows of persons.tsv, and of a user's table instead where that tells the same person."""
    own = list(read_table("persons.tsv"))
    if persons is None:
        return own
    told = list(table_rows(persons.read_text(encoding="utf-8"), persons.name))
    known = {(name_key(row["name"]), row["country"]) for row in told}
    return [row for row in own if (name_key(row["name"]), row["country"]) not in known] + told


def _people(rows: Iterable[dict[str, str]]) -> Iterable[Entry]:
    """People: one entry a spelling, with every term of that person."""
    terms: dict[str, list[Term]] = {}
    spelled: dict[str, dict[str, None]] = {}
    names: dict[str, tuple[str, str]] = {}
    for row in rows:
        number = row.get("wikidata", "")
        person = number or row["name"]
        sectors = tuple(row["sectors"].split(","))
        source = row["source"] or UNVERIFIED
        term = Term(row["country"], row["office"], sectors, row["start"], row["end"], source)
        terms.setdefault(person, []).append(term)
        names.setdefault(person, (row["name"], number))
        spelled.setdefault(person, {}).update(dict.fromkeys((row["name"], *listed(row["names"]))))
    for person, held in terms.items():
        name, number = names[person]
        for spelling in spelled[person]:
            yield replace(_person(spelling, name, held), wikidata=number)


def _leaders() -> Iterable[Entry]:
    """The entries of leaders.tsv, most of them surnames alone."""
    for row in read_table("leaders.tsv"):
        term = Term(row["country"], "", ("GOV",), row["start"], row["end"], REIGN)
        yield _person(row["name"], row["name"], [term])


def _person(spelled: str, name: str, terms: list[Term]) -> Entry:
    """A person's entry; the country is that of the latest term."""
    return Entry(
        Nature.PERSON, spelled, name, terms[-1].country, terms[-1].sectors, terms=tuple(terms)
    )


def _by_surname(people: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """People by the last word of each spelling, and by the whole where it is one word."""
    found: dict[str, dict[str, Entry]] = {}
    for entry in people:
        keys = phrase_key(entry.spelled).split(" ")
        for key in {
            keys[-1],
            keys[0] if entry.terms[-1].country in FAMILY_NAME_FIRST else keys[-1],
        }:
            found.setdefault(key, {}).setdefault(entry.name + entry.terms[0].start, entry)
    return {key: tuple(entries.values()) for key, entries in found.items()}
