"""Who held what when: people known from tables, as they were on the story's day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.resolving.lexicon import Entry, Term
from dragoman.resolving.view import StoryView


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person of the tables was on a day; `office` is None where none was held."""

    country: str
    sectors: tuple[str, ...]
    office: str | None


def standing(entry: Entry, day: date | None) -> Standing:
    """The person's country, sectors and office on this day; out of office is of the elite."""
    held = [term for term in entry.terms if day is not None and term.holds(day)]
    if held:
        term = held[-1]
        return Standing(term.country, term.sectors, term.office or None)
    latest = _nearest_term(entry, day)
    left = day is not None and latest.over(day) and latest.sectors in (("GOV",), ("LEG",))
    return Standing(latest.country, ("ELI",) if left else latest.sectors, None)


def known_surname(view: StoryView, key: str) -> Entry | None:
    """The person of the tables whom a bare surname means in this story, if one is plain.

    The story must name the person's country; an office held on the story's day decides
    between namesakes.
    """
    day = view.story.published.day
    found = view.gazetteer.lexicon.surnames.get(key, ())
    if key in view.gazetteer.gender_of_first_name:
        return None
    fitting = [entry for entry in found if view.tally.get(entry.country or "", 0.0) >= 1]
    if day is not None:
        fitting = [entry for entry in fitting if any(term.holds(day) for term in entry.terms)]
    return fitting[-1] if fitting else None


def _nearest_term(entry: Entry, day: date | None) -> Term:
    """The last term begun by this day, else the last of all."""
    if day is None:
        return entry.terms[-1]
    begun = [term for term in entry.terms if term.start and term.start <= f"{day:%Y-%m}"]
    return begun[-1] if begun else entry.terms[-1]
