"""What a name means, as tables for reading."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.spans import printable
from dragoman.resolving.lexicon import Term
from dragoman.resolving.place_index import GeoPlace
from dragoman.tables.look_up import Known, Person


def print_known(console: Console, known: Known) -> None:
    """Print a table for each kind of thing that the name means."""
    for table in (_places(known), _countries(known), _organisations(known), _people(known)):
        if table.row_count:
            console.print(table)


def _table(title: str, *columns: str, numbers: tuple[str, ...] = ()) -> Table:
    table = Table(title=title, title_justify="left", box=None, header_style="dim", pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column in numbers else "left")
    return table


def _texts(*cells: str) -> tuple[Text, ...]:
    """The cells as they stand: "[" in a name is no mark-up."""
    return tuple(Text(printable(cell)) for cell in cells)


def _places(known: Known) -> Table:
    table = _table(
        "Places",
        *("name", "feature", "country", "province", "population", "coordinates", "GeoNames"),
        numbers=("population", "coordinates", "GeoNames"),
    )
    for place in known.places:
        table.add_row(*_texts(*_place_cells(place)))
    return table


def _place_cells(place: GeoPlace) -> tuple[str, ...]:
    return (
        place.name,
        place.feature,
        place.country or "",
        place.province or "",
        f"{place.population:,}" if place.population else "",
        f"{place.latitude:.3f} {place.longitude:.3f}",
        "" if place.geonames is None else str(place.geonames),
    )


def _countries(known: Known) -> Table:
    table = _table("Countries", "name", "code", "as", "capital")
    for one in known.countries:
        country = one.country
        called = f"{one.kind.value} “{one.name}”"
        table.add_row(*_texts(country.name, country.code, called, country.capital))
    return table


def _organisations(known: Known) -> Table:
    table = _table("Organisations", "name", "country", "sectors")
    for one in known.organisations:
        table.add_row(*_texts(one.name, one.country or "", " ".join(one.sectors)))
    return table


def _people(known: Known) -> Table:
    table = _table("People", "name", "country", "sectors", "office", "from", "to", "source")
    for person in known.people:
        for number, term in enumerate(person.terms):
            table.add_row(*_texts(*_term_cells(person, term, first=number == 0)))
    return table


def _term_cells(person: Person, term: Term, *, first: bool) -> tuple[str, ...]:
    return (
        person.name if first else "",
        term.country,
        " ".join(term.sectors),
        term.office,
        term.start,
        term.end,
        term.source,
    )
