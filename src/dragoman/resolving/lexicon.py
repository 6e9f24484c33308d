"""Every name that tables know, ready to be found in running text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.resolving.tables import listed, read_table
from dragoman.resolving.words import Words, phrase_key

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
    """An office held from one month up to another ("2013-02"); an empty end is still open."""

    country: str
    office: str
    sectors: tuple[str, ...]
    start: str
    end: str

    def holds(self, day: date) -> bool:
        """Whether the office was held on this day."""
        month = f"{day:%Y-%m}"
        return bool(self.start) and self.start <= month and (not self.end or month <= self.end)

    def over(self, day: date) -> bool:
        """Whether the office had been left by this day."""
        return bool(self.end) and self.end < f"{day:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One name and what it names; `kind` is told of countries, `terms` of people."""

    nature: Nature
    spelled: str
    name: str
    country: str | None
    sectors: tuple[str, ...] = ()
    kind: NameKind | None = None
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by key, the longest name that opens with a word, and people by surname."""

    entries: dict[str, tuple[Entry, ...]]
    longest: dict[str, int]
    surnames: dict[str, tuple[Entry, ...]]

    def match(self, words: Words, at: int) -> tuple[int, tuple[Entry, ...]]:
        """How many words the longest name here has, and what it can mean; 0 where there is none."""
        longest = self.longest.get(words.keys[at], 0)
        if not longest:
            return 0, ()
        longest = min(longest, len(words) - at)
        for count in range(longest, 0, -1):
            found = self.entries.get(" ".join(words.keys[at : at + count]))
            if found is not None and _unbroken(words, at, count):
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


def build_lexicon(countries: Iterable[Entry]) -> Lexicon:
    """The lexicon of the countries' names and of the tables of organisations and people."""
    people = [*_people(), *_leaders()]
    entries: dict[str, list[Entry]] = {}
    for entry in [*countries, *_organisations(), *people]:
        if entry.nature is not Nature.PERSON or " " in entry.spelled:
            entries.setdefault(phrase_key(entry.spelled), []).append(entry)
    longest: dict[str, int] = {}
    for key in entries:
        first, count = key.partition(" ")[0], key.count(" ") + 1
        longest[first] = max(longest.get(first, 0), count)
    tables = {key: tuple(found) for key, found in entries.items()}
    return Lexicon(tables, longest, _by_surname(people))


def _unbroken(words: Words, at: int, count: int) -> bool:
    """Whether nothing but spaces, hyphens and the stops of initials part the words of a name."""
    gaps = (words.gap(place) for place in range(at, at + count - 1))
    return all(gap in NAME_GAPS for gap in gaps)


NAME_GAPS = frozenset({" ", "-", "–", ". ", ".", " & ", ", ", "/", " (", "'", "’", "' ", "’ ", "‑"})


def _organisations() -> Iterable[Entry]:
    """The entries of organisations.tsv."""
    for row in read_table("organisations.tsv"):
        sectors = tuple(row["sectors"].split(","))
        for spelled in dict.fromkeys((row["name"], *listed(row["names"]))):
            yield Entry(Nature.ORGANISATION, spelled, row["name"], row["country"], sectors)


def _people() -> Iterable[Entry]:
    """The entries of persons.tsv: one a spelling, with every term of that person."""
    terms: dict[str, list[Term]] = {}
    spelled: dict[str, dict[str, None]] = {}
    for row in read_table("persons.tsv"):
        sectors = tuple(row["sectors"].split(","))
        term = Term(row["country"], row["office"], sectors, row["start"], row["end"])
        terms.setdefault(row["name"], []).append(term)
        spelled.setdefault(row["name"], {}).update(
            dict.fromkeys((row["name"], *listed(row["names"])))
        )
    for name, held in terms.items():
        for spelling in spelled[name]:
            yield _person(spelling, name, held)


def _leaders() -> Iterable[Entry]:
    """The entries of leaders.tsv, most of them surnames alone."""
    for row in read_table("leaders.tsv"):
        term = Term(row["country"], "", ("GOV",), row["start"], row["end"])
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


FAMILY_NAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "HKG", "VNM", "KHM", "SGP"})
