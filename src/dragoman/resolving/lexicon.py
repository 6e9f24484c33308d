"""Every name that the gazetteer knows, ready to be found in running text."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.resolving.words import Words

UNVERIFIED = "unverified"
REIGN = "REIGN 2021-03"
#: The two tables of a gazetteer's file that entries are kept in: by whole name, and by surname.
NAMES, SURNAMES = "name", "surname"
ABBREVIATION = 5  # up to this length a name in capitals is found in capitals only: "WHO", not "who"


class NameKind(StrEnum):
    """What a country's name is: of the whole, of a part, of its people, of its capital, of a house."""

    NAME = "name"
    PART = "part"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    SEAT = "seat"


class Nature(StrEnum):
    """What an entry names."""

    COUNTRY = "country"
    ORGANISATION = "organisation"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Term:
    """An office held from one date up to another, each a year, month or day as ISO writes it.

    Both ends belong to the term: "2013" begins with its first day and ends with its last.  An
    empty start tells no time, an empty end is still open.  `source` says where the term is
    from; UNVERIFIED ones are general knowledge.
    """

    country: str
    office: str
    sectors: tuple[str, ...]
    start: str
    end: str
    source: str = UNVERIFIED

    @property
    def verified(self) -> bool:
        """Whether the term is from a source that can be looked up."""
        return self.source != UNVERIFIED

    def holds(self, day: date) -> bool:
        """Whether the office was held on this day."""
        iso = day.isoformat()
        begun = bool(self.start) and self.start <= iso[: len(self.start)]
        return begun and not self.over(day)

    def over(self, day: date) -> bool:
        """Whether the office had been left by this day."""
        return bool(self.end) and self.end < day.isoformat()[: len(self.end)]


@dataclass(frozen=True, slots=True)
class Entry:
    """One name and what it names; `kind` is told of countries, `terms` of people.

    `wikidata` is the number of a person in Wikidata, empty where the table has none.
    """

    nature: Nature
    spelled: str
    name: str
    country: str | None
    sectors: tuple[str, ...] = ()
    kind: NameKind | None = None
    terms: tuple[Term, ...] = ()
    wikidata: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by key, the longest name that opens with a word, people by surname and by office.

    `pairs` are the first two words of every longer name: most words that open a name in the
    tables open none in a text, and the next word tells it.
    """

    entries: Mapping[str, tuple[Entry, ...]]
    longest: Mapping[str, int]
    surnames: Mapping[str, tuple[Entry, ...]]
    pairs: frozenset[str]
    holders: StoredHolders

    def match(self, words: Words, at: int) -> tuple[int, tuple[Entry, ...]]:
        """How many words the longest name here has, and what it can mean; 0 where there is none."""
        longest = self.longest.get(words.keys[at], 0)
        if not longest:
            return 0, ()
        longest = min(longest, len(words) - at)
        if longest > 1 and " ".join(words.keys[at : at + 2]) not in self.pairs:
            longest = 1
        for count in range(longest, 0, -1):
            key = " ".join(words.keys[at : at + count])
            if key in self.entries and _unbroken(words, at, count):
                found = self.entries[key]
                written = words.slice(at, at + count)
                fitting = tuple(entry for entry in found if fits(entry.spelled, written))
                if fitting:
                    return count, fitting
        return 0, ()


def fits(spelled: str, written: str) -> bool:
    """Whether the letters' cases allow the written words to be the name: "WHO" is not "who"."""
    if len(spelled.replace(".", "")) <= ABBREVIATION and spelled.isupper():
        return written.isupper()
    return spelled[0].isupper() == written[0].isupper()


_OPENERS = "select word, longest from opener"
_FIND = """
select nature, spelled, name, country, sectors, kind, terms, wikidata from entry
where table_name = ? and key = ? order by rank
"""


class StoredEntries(Mapping[str, tuple[Entry, ...]]):
    """Entries by key, read from the gazetteer's file when they are asked for.

    The keys themselves are in memory: most words of a text are asked for and no name.
    """

    def __init__(self, db: sqlite3.Connection, table: str) -> None:
        self._db, self._table = db, table
        found = db.execute("select distinct key from entry where table_name = ?", (table,))
        self._keys = frozenset(key for (key,) in found)
        self._read: dict[str, tuple[Entry, ...]] = {}

    def __getitem__(self, key: str) -> tuple[Entry, ...]:
        if key not in self._keys:
            raise KeyError(key)
        if key not in self._read:
            rows = self._db.execute(_FIND, (self._table, key)).fetchall()
            self._read[key] = tuple(_entry(row) for row in rows)
        return self._read[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._keys))

    def __len__(self) -> int:
        return len(self._keys)


_PEOPLE = """
select distinct nature, '', name, country, sectors, kind, terms, wikidata from entry
where table_name = ? and nature = ? and terms like ?
"""


class StoredHolders:
    """People by the country and the name of an office that they held, read when asked for."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._read: dict[str, dict[str, tuple[Entry, ...]]] = {}

    def of(self, country: str, office: str) -> tuple[Entry, ...]:
        """Everyone of the tables who ever held the office of the country."""
        if office not in self._read:
            self._read[office] = self._holders(office)
        return self._read[office].get(country, ())

    def _holders(self, office: str) -> dict[str, tuple[Entry, ...]]:
        """The holders of an office in every country."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for row in self._db.execute(_PEOPLE, (NAMES, Nature.PERSON, f'%"{office}"%')):
            entry = _entry(row)
            for country in {term.country for term in entry.terms if term.office == office}:
                found[country].append(entry)
        return {country: tuple(entries) for country, entries in found.items()}


def open_lexicon(db: sqlite3.Connection) -> Lexicon:
    """The lexicon in an open file of the gazetteer."""
    entries, openers = StoredEntries(db, NAMES), dict(db.execute(_OPENERS).fetchall())
    surnames, pairs = StoredEntries(db, SURNAMES), _pairs(entries)
    return Lexicon(entries, openers, surnames, pairs, StoredHolders(db))


def _pairs(keys: Iterable[str]) -> frozenset[str]:
    """The first two words of every key that has more than one."""
    words = (key.split(" ", 2) for key in keys)
    return frozenset(" ".join(parts[:2]) for parts in words if len(parts) > 1)


def _entry(row: tuple[str, str, str, str, str, str, str, str]) -> Entry:
    nature, spelled, name, country, sectors, kind, terms, wikidata = row
    return Entry(
        Nature(nature),
        spelled,
        name,
        country or None,
        tuple(sectors.split(",")) if sectors else (),
        NameKind(kind) if kind else None,
        tuple(_term(cells) for cells in json.loads(terms)) if terms else (),
        wikidata,
    )


def _term(cells: tuple[str, str, str, str, str, str]) -> Term:
    country, office, sectors, start, end, source = cells
    return Term(country, office, tuple(sectors.split(",")), start, end, source)


def _unbroken(words: Words, at: int, count: int) -> bool:
    """Whether nothing but spaces, hyphens and the stops of initials part the words of a name."""
    gaps = (words.gap(place) for place in range(at, at + count - 1))
    return all(gap in NAME_GAPS for gap in gaps)


NAME_GAPS = frozenset({" ", "-", "–", ". ", ".", " & ", ", ", "/", " (", "'", "’", "' ", "’ ", "‑"})
