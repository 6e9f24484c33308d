"""ICEWS: tab-separated with a header, nothing quoted; a row an event in a story.

The three ids are whole numbers that R's integers hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.exporting.choosing import Telling, Wanted, tellings
from dragoman.exporting.codes import country_name, is_country, load_codes
from dragoman.exporting.days import day_of_report
from dragoman.exporting.ids import R_INTEGER_BITS, number_of
from dragoman.exporting.places import city_of, district_of, province_of
from dragoman.exporting.rows import Cell, Empty, coordinate, day, header_line, joined, tab_line
from dragoman.exporting.sentences import sentence_number
from dragoman.exporting.sides import name_of, pair_of
from dragoman.types import Actor, Event, Place

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip
EMPTY: Empty = {"records are coded in PLOVER, which CAMEO cannot say": ("CAMEO Code",)}
SEPARATOR = ","


def lines(events: Iterable[Event], wanted: Wanted) -> Iterator[str]:
    """The header, then a line for each story that tells an event."""
    yield header_line(COLUMNS)
    for event in events:
        for telling in tellings(event, wanted):
            yield tab_line(COLUMNS, cells(telling))


def cells(telling: Telling) -> dict[str, Cell]:
    """A row's cells by column."""
    report, told = telling.report, telling.told
    record, story = report.record, report.story
    actor, recipient = pair_of(told.type, record.actors, record.recipients)
    return {
        "Event ID": number_of(record.id, bits=R_INTEGER_BITS),
        "Event Date": day(day_of_report(record, report)),
        **_side("Source", actor),
        "Event Text": told.label,
        "CAMEO Code": None,
        "Intensity": told.scale,
        **_side("Target", recipient),
        "Story ID": number_of(story.id, bits=R_INTEGER_BITS),
        "Sentence Number": sentence_number(report),
        "Publisher": story.publisher,
        **_place(record.place),
    }


def _side(side: str, actor: Actor | None) -> dict[str, Cell]:
    return {
        f"{side} Name": None if actor is None else name_of(actor),
        f"{side} Sectors": None if actor is None else joined(_sectors(actor), SEPARATOR),
        f"{side} Country": None if actor is None else country_name(actor.country),
    }


def _sectors(actor: Actor) -> list[str]:
    """The sectors in the words of ICEWS, where they are known; what is above countries first."""
    words = load_codes().icews_sectors
    above = [] if actor.country is None or is_country(actor.country) else [actor.country]
    return [words.get(code, code) for code in (*above, *actor.sectors)]


def _place(place: Place | None) -> dict[str, Cell]:
    return {
        "City": city_of(place),
        "District": district_of(place),
        "Province": province_of(place),
        "Country": None if place is None else country_name(place.country),
        "Latitude": None if place is None else coordinate(place.latitude),
        "Longitude": None if place is None else coordinate(place.longitude),
    }
