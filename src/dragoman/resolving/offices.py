"""Who held what when: people known from tables, as they were on the story's day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.resolving.lexicon import REIGN, UNVERIFIED, Entry, Term
from dragoman.resolving.view import StoryView

HEAD = re.compile(
    r"president|prime minister|premier|chancellor|king|queen|emir|pope|supreme leader"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person of the tables was on a day; `office` is None where none was held.

    `source` says where the term is from, "unverified" where it is general knowledge.
    """

    country: str
    sectors: tuple[str, ...]
    office: str | None
    source: str = UNVERIFIED


def at(entry: Entry, day: date | None) -> Standing:
    """The person's country, sectors and office on this day; out of office is of the elite (ELI)."""
    held = [term for term in entry.terms if day is not None and term.holds(day)]
    if held:
        term = held[-1]
        return Standing(term.country, term.sectors, term.office or None, term.source)
    latest = _nearest_term(entry, day)
    left = day is not None and latest.over(day) and latest.sectors in (("GOV",), ("LEG",))
    return Standing(latest.country, ("ELI",) if left else latest.sectors, None, latest.source)


def known_surname(view: StoryView, key: str) -> Entry | None:
    """The person of the tables whom a bare surname means in this story, if one is plain.

    The story must name the person's country; of namesakes who hold an office on the story's day
    the head of state or government is meant, and nobody where that decides nothing.
    """
    day = view.story.published.day
    found = view.gazetteer.lexicon.surnames.get(key, ())
    if key in view.gazetteer.gender_of_first_name:
        return None
    fitting = [entry for entry in found if view.tally.get(entry.country or "", 0.0) >= 1]
    if day is not None:
        fitting = [entry for entry in fitting if any(term.holds(day) for term in entry.terms)]
    return _only(fitting) or _only([entry for entry in fitting if _is_head(entry, day)])


def holder(view: StoryView, country: str, office: str) -> tuple[Entry, Standing] | None:
    """The one person who leads a country under this title on the story's day, as far as tables tell."""
    day = view.story.published.day
    if day is None or not HEAD.fullmatch(office):
        return None
    found = view.gazetteer.lexicon.holders.of(country, office)
    held = [(entry, at(entry, day)) for entry in found]
    held = [(entry, now) for entry, now in held if (now.country, now.office) == (country, office)]
    return held[0] if len({entry.name for entry, _ in held}) == 1 else None


def _only(entries: Sequence[Entry]) -> Entry | None:
    """The one person that all entries name; None where they name several or nobody."""
    return entries[-1] if len({entry.name for entry in entries}) == 1 else None


def _is_head(entry: Entry, day: date | None) -> bool:
    """Whether the person leads a state or government on this day: news names those bare."""
    held = entry.terms if day is None else [term for term in entry.terms if term.holds(day)]
    return any(HEAD.fullmatch(term.office) or term.source == REIGN for term in held)


def _nearest_term(entry: Entry, day: date | None) -> Term:
    """The last term begun by this day, else the last of all."""
    if day is None:
        return entry.terms[-1]
    begun = [t for t in entry.terms if t.start and t.start <= day.isoformat()[: len(t.start)]]
    return begun[-1] if begun else entry.terms[-1]
