"""GDELT 2.0, events (a row an event) and mentions (a row a report): tab-separated, no header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dragoman.exporting.choosing import (
    Happening,
    Wanted,
    happening,
    independent_publishers,
    leading_report,
)
from dragoman.exporting.codes import country_name, load_codes
from dragoman.exporting.days import day_of_event
from dragoman.exporting.ids import DOUBLE_BITS, number_of
from dragoman.exporting.places import CITY, COUNTRY, PROVINCE, is_a, is_found, province_of
from dragoman.exporting.rows import Cell, Empty, coordinate, tab_line
from dragoman.exporting.sentences import sentence_number
from dragoman.exporting.sides import cameo_country, cameo_types, name_of, pair_of
from dragoman.types import Actor, Event, Place, Report

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = (
    "_Type", "_FullName", "_CountryCode", "_ADM1Code", "_ADM2Code", "_Lat", "_Long", "_FeatureID",
)  # fmt: skip
EVENT_COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"{side}{part}" for side in ("Actor1", "Actor2") for part in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
    "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{side}{part}" for side in ("Actor1Geo", "Actor2Geo", "ActionGeo") for part in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTION_COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName",
    "MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset",
    "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone",
    "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
EVENTS_EMPTY: Empty = {
    "records are coded in PLOVER, which CAMEO cannot say": (
        "EventCode",
        "EventBaseCode",
        "EventRootCode",
    ),
    "peoples and faiths of actors are not coded": tuple(
        f"{side}{part}" for side in ("Actor1", "Actor2") for part in _ACTOR[4:7]
    ),
    "an event has one place, and actors none (their _Type is 0)": tuple(
        f"{side}{part}" for side in ("Actor1Geo", "Actor2Geo") for part in _GEO[1:]
    ),
    "provinces are known by name; the numbers of GeoNames are not those of GNS": (
        "ActionGeo_ADM1Code",
        "ActionGeo_ADM2Code",
        "ActionGeo_FeatureID",
    ),
    "tone is not measured": ("AvgTone",),
    "where paragraphs end is not kept": ("IsRootEvent",),
}
MENTIONS_EMPTY: Empty = {
    "tone is not measured": ("MentionDocTone",),
    "texts are coded in their own language": ("MentionDocTranslationInfo",),
}
STAMP = "%Y%m%d%H%M%S"
WEB, CITATION = 1, 2  # GDELT's kinds of mention: an address, or another way to cite
NOWHERE = -1  # GDELT's offset of an actor that is not in the text
NO_PLACE, IN_COUNTRY, US_STATE, US_CITY, WORLD_CITY, WORLD_PROVINCE = range(6)
USA = "USA"
DAYS_A_MONTH, DAYS_A_YEAR = 30, 365  # how GDELT makes a year's fraction


def event_lines(events: Iterable[Event], wanted: Wanted) -> Iterator[str]:
    """A line for each event."""
    for event in events:
        found = happening(event, wanted)
        if found is not None:
            yield tab_line(EVENT_COLUMNS, event_cells(found))


def mention_lines(events: Iterable[Event], wanted: Wanted) -> Iterator[str]:
    """A line for each report of each event that `event_lines` writes, as many as NumMentions."""
    for event in events:
        found = happening(event, wanted)
        if found is not None:
            for report in found.reports:
                yield tab_line(MENTION_COLUMNS, mention_cells(found, report))


def event_cells(found: Happening) -> dict[str, Cell]:
    """An event's cells by column."""
    event, told = found.event, found.told
    lead = leading_report(event)
    actor, recipient = pair_of(told.type, event.actors, event.recipients)
    return {
        "GLOBALEVENTID": number_of(event.id, bits=DOUBLE_BITS),
        **_days(day_of_event(event, lead)),
        **_actor("Actor1", actor),
        **_actor("Actor2", recipient),
        "IsRootEvent": None,
        "EventCode": None,
        "EventBaseCode": None,
        "EventRootCode": None,
        "QuadClass": told.quad,
        "GoldsteinScale": told.scale,
        "NumMentions": len(found.reports),
        "NumSources": independent_publishers(found.reports),
        "NumArticles": len({report.story.id for report in found.reports}),
        "AvgTone": None,
        **_place("Actor1Geo", None),
        **_place("Actor2Geo", None),
        **_place("ActionGeo", event.place),
        "DATEADDED": event.first_report.added.strftime(STAMP),
        "SOURCEURL": _source(event.first_report),
    }


def mention_cells(found: Happening, report: Report) -> dict[str, Cell]:
    """A report's cells by column."""
    event, record = found.event, report.record
    actor, recipient = pair_of(record.type, record.actors, record.recipients)
    return {
        "GLOBALEVENTID": number_of(event.id, bits=DOUBLE_BITS),
        "EventTimeDate": event.first_report.added.strftime(STAMP),
        "MentionTimeDate": report.added.strftime(STAMP),
        "MentionType": WEB if report.story.url else CITATION,
        "MentionSourceName": report.story.publisher,
        "MentionIdentifier": _source(report),
        "SentenceID": sentence_number(report),
        "Actor1CharOffset": _offset(actor),
        "Actor2CharOffset": _offset(recipient),
        "ActionCharOffset": record.trigger.start,
        "InRawText": 1,
        "Confidence": round(100 * record.score),
        "MentionDocLen": len(report.story.text) or None,
        "MentionDocTone": None,
        "MentionDocTranslationInfo": None,
        "Extras": _extras(report),
    }


def _days(day: date | None) -> dict[str, Cell]:
    if day is None:
        return dict.fromkeys(("SQLDATE", "MonthYear", "Year", "FractionDate"))
    written = f"{day.year:04}{day.month:02}{day.day:02}"
    passed = (day.month - 1) * DAYS_A_MONTH + min(day.day, DAYS_A_MONTH)
    return {
        "SQLDATE": written,
        "MonthYear": written[:6],
        "Year": written[:4],
        "FractionDate": f"{day.year + passed / DAYS_A_YEAR:.4f}",
    }


def _actor(side: str, actor: Actor | None) -> dict[str, Cell]:
    """GDELT writes names in capitals, and codes as country, group and types in a row."""
    cells: dict[str, Cell] = dict.fromkeys(f"{side}{part}" for part in _ACTOR)
    if actor is None:
        return cells
    country, types = cameo_country(actor), cameo_types(actor)
    group = load_codes().cameo_groups.get(actor.country or "")
    above = types[:1] if country is None and actor.country is not None else []
    parts = [country, *above, group, *types[len(above) :]]
    cells |= {
        f"{side}Code": "".join(part for part in parts if part) or None,
        f"{side}Name": name_of(actor).upper(),
        f"{side}CountryCode": country,
        f"{side}KnownGroupCode": group,
    }
    numbered = zip(("Type1Code", "Type2Code", "Type3Code"), types, strict=False)
    return cells | {f"{side}{column}": kind for column, kind in numbered}


def _place(side: str, place: Place | None) -> dict[str, Cell]:
    cells: dict[str, Cell] = dict.fromkeys(f"{side}{part}" for part in _GEO)
    if place is None or not is_found(place):
        return cells | {f"{side}_Type": NO_PLACE}
    return cells | {
        f"{side}_Type": _kind(place),
        f"{side}_FullName": _full_name(place),
        f"{side}_CountryCode": load_codes().fips.get(place.country or ""),
        f"{side}_Lat": coordinate(place.latitude),
        f"{side}_Long": coordinate(place.longitude),
    }


def _kind(place: Place) -> int:
    if is_a(place, COUNTRY):
        return IN_COUNTRY
    american = place.country == USA
    if is_a(place, PROVINCE):
        return US_STATE if american else WORLD_PROVINCE
    return US_CITY if american else WORLD_CITY


def _full_name(place: Place) -> str:
    """City, province, country, each once."""
    city = place.name if is_a(place, CITY) or not is_a(place, PROVINCE) else None
    parts = (city, province_of(place), country_name(place.country))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _source(report: Report) -> str:
    return report.story.url or report.story.id


def _offset(actor: Actor | None) -> int:
    return NOWHERE if actor is None else actor.span.start


def _extras(report: Report) -> str:
    """What GDELT has no column for, as its other lists of keys are written."""
    record = report.record
    label = record.type if record.mode is None else f"{record.type}-{record.mode}"
    return f"plover:{label};auxiliary:{record.auxiliary.value};record:{record.id}"
