"""The user's table of people in office, written from Wikidata (CC0)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path

from dragoman.errors import SetupError
from dragoman.tables.asking import Patience
from dragoman.tables.offices import CLASSES
from dragoman.tables.terms import PersonTerm, read_codes, terms
from dragoman.tables.wikidata import Source, answers

#: Told which class of offices is done, and how many terms there are by now.
Told = Callable[[str, int], object]

_HEAD = """\
# People in office, one term a line, tab-separated; lists use ";" (names) and "," (sectors).
# Wikidata (https://www.wikidata.org/), CC0; written by "dragoman gazetteer update" on {day}.
# start and end are days, months or years, as exact as they are known; an empty end means that the term ran on that day.
"""


def update_people(path: Path, *, endpoint: str, patience: Patience, told: Told) -> int:
    """How many terms were written to `path`, which stays as it was until all are there."""
    source = Source(endpoint, path.with_name(f"{path.name}.part"), patience)
    _make_folder(source.folder)
    codes = read_codes()
    found: list[PersonTerm] = []
    for office in CLASSES:
        found += terms(office, answers(office, source), codes)
        told(office.key, len(found))
    kept = distinct(found)
    if not kept:
        raise SetupError(f"{endpoint} knows nobody in office: {path} stays as it was")
    _write(path, people_table(kept, day=f"{patience.now():%Y-%m-%d}"))
    shutil.rmtree(source.folder)
    return len(kept)


def distinct(found: Iterable[PersonTerm]) -> list[PersonTerm]:
    """Each term once, by name and time; an office that two classes tell is told by the first.

    One person's terms lie together and in order, as the reader of the table wants them.
    """
    kept: dict[tuple[str, str, str, str], PersonTerm] = {}
    for term in found:
        key = (term.wikidata, term.country, term.office, term.start)
        other = kept.setdefault(key, term)
        if other.end < term.end:  # one of two statements has an end
            kept[key] = term
    return sorted(kept.values(), key=_order)


def _order(term: PersonTerm) -> tuple[str, ...]:
    return term.name, term.wikidata, term.start, term.end or "9999", term.country, term.office


def people_table(found: Iterable[PersonTerm], *, day: str) -> str:
    """The terms as a table with the columns of persons.tsv, wikidata and source."""
    columns = [field.name for field in fields(PersonTerm)]
    lines = ["\t".join(columns), *map(_line, found)]
    return _HEAD.format(day=day) + "\n".join(lines) + "\n"


def _line(term: PersonTerm) -> str:
    return "\t".join(
        (
            term.country,
            term.sectors,
            term.name,
            ";".join(term.names),
            term.office,
            term.start,
            term.end,
            term.wikidata,
            term.source,
        )
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(f"cannot write in {folder.parent}: {error.strerror}") from error


def _write(path: Path, text: str) -> None:
    """Write the table beside the old one and put it in its place."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8")
        os.replace(part, path)
    except OSError as error:
        raise SetupError(f"cannot write {path}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
