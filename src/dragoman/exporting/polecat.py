"""POLECAT, the files `ngecEvents.DV.*.txt`: tab-separated, with a header; a row an event in a story.

The part of the Event ID before the first `_` is the story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.exporting.choosing import Telling, Wanted, tellings
from dragoman.exporting.days import day_of_report
from dragoman.exporting.ids import part_of_id
from dragoman.exporting.places import city_of, district_of, province_of
from dragoman.exporting.rows import Cell, Empty, coordinate, day, header_line, joined, tab_line
from dragoman.exporting.sides import countries, name_of, sectors
from dragoman.ontology import load_ontology
from dragoman.types import Actor, Event, Place

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
    "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date",
    "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
EMPTY: Empty = {
    "Correlates of War numbers are not in our tables": ("Actor COW", "Recipient COW"),
    "actors have Wikidata numbers, not titles of Wikipedia": (
        "Wikipedia Actor ID",
        "Wikipedia Recipient ID",
    ),
    "a store keeps the names in records, not all those of a story": (
        "Story People",
        "Story Organizations",
        "Story Locations",
    ),
}
HEADER = header_line(COLUMNS)
MISSING = "None"
SEPARATOR = "; "


def lines(events: Iterable[Event], wanted: Wanted) -> Iterator[str]:
    """The header, then a line for each story that tells an event."""
    yield HEADER
    for event in events:
        yield from event_lines(event, wanted)


def event_lines(event: Event, wanted: Wanted) -> Iterator[str]:
    """A line for each story that tells the event."""
    for telling in tellings(event, wanted):
        yield tab_line(COLUMNS, cells(telling), missing=MISSING)


def event_id(telling: Telling) -> str:
    """STORY_TYPE_mode_n, where n is the event's own mark within its story ("e3")."""
    record = telling.report.record
    parts = (
        telling.report.story.id,
        telling.told.type,
        telling.told.mode or MISSING,
        record.event,
    )
    return "_".join(part_of_id(part) for part in parts)


def cells(telling: Telling) -> dict[str, Cell]:
    """A row's cells by column."""
    report, told = telling.report, telling.told
    record, story = report.record, report.story
    return {
        "Event ID": event_id(telling),
        "Event Date": day(day_of_report(record, report)),
        "Event Type": told.type,
        "Event Mode": told.mode,
        "Intensity": told.scale,
        "Quad Code": load_ontology().quads[told.quad].upper(),
        "Contexts": joined(record.contexts, SEPARATOR),
        **_side("Actor", record.actors),
        **_side("Recipient", record.recipients),
        **_place(record.place),
        "Source": story.publisher,
        "Publication Date": day(story.published.day),
        "Story People": None,
        "Story Organizations": None,
        "Story Locations": None,
        "Language": story.language,
        "Version": record.coder,
    }


def _side(side: str, actors: tuple[Actor, ...]) -> dict[str, Cell]:
    of_all = list(sectors(actors))
    return {
        f"{side} Name": joined(map(name_of, actors), SEPARATOR),
        f"{side} Country": joined(countries(actors), SEPARATOR),
        f"{side} COW": None,
        f"Primary {side} Sector": of_all[0] if of_all else None,
        f"{side} Sectors": joined(of_all, SEPARATOR),
        f"{side} Title": joined((actor.office for actor in actors), SEPARATOR),
        f"{side} Name Raw": joined((actor.text for actor in actors), SEPARATOR),
        f"Wikipedia {side} ID": None,
    }


def _place(place: Place | None) -> dict[str, Cell]:
    return {
        "Placename": None if place is None else place.name,
        "City": city_of(place),
        "District": district_of(place),
        "Province": province_of(place),
        "Country": None if place is None else place.country,
        "Latitude": None if place is None else coordinate(place.latitude),
        "Longitude": None if place is None else coordinate(place.longitude),
        "GeoNames ID": None if place is None else place.geonames,
        "Raw Placename": None if place is None else place.text,
        "Feature Type": None if place is None else place.feature,
    }
