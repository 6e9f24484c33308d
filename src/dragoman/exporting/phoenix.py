"""Phoenix, as the pipeline of the Open Event Data Alliance wrote it: 26 fields, no header.

A row an event, with the ids, addresses and publishers of all its reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from dragoman.exporting.choosing import Happening, Wanted, happening, leading_report
from dragoman.exporting.codes import country_name, is_country, load_codes
from dragoman.exporting.days import day_of_event
from dragoman.exporting.ids import DOUBLE_BITS, number_of
from dragoman.exporting.places import province_of
from dragoman.exporting.rows import Cell, Empty, clean, coordinate, joined, tab_line
from dragoman.exporting.sides import pair_of
from dragoman.types import Actor, Event, Place, Report

COLUMNS = (
    "id_version", "date", "year", "month", "day",
    "source", "source_root", "source_agent", "source_others",
    "target", "target_root", "target_agent", "target_others",
    "code", "root_code", "quad_class", "goldstein", "issues",
    "lat", "lon", "placeName", "stateName", "countryName", "ids", "urls", "sources",
)  # fmt: skip
EMPTY: Empty = {"records are coded in PLOVER, which CAMEO cannot say": ("code", "root_code")}
SEPARATOR = ";"
SEPARATOR_IN_ADDRESS = "%3B"
CODE_LENGTH = 3


def lines(events: Iterable[Event], wanted: Wanted) -> Iterator[str]:
    """A line for each event."""
    for event in events:
        found = happening(event, wanted)
        if found is not None:
            yield tab_line(COLUMNS, cells(found))


def cells(found: Happening) -> dict[str, Cell]:
    """An event's cells by column."""
    event, told = found.event, found.told
    actor, recipient = pair_of(told.type, event.actors, event.recipients)
    return {
        "id_version": number_of(event.id, bits=DOUBLE_BITS),
        **_days(day_of_event(event, leading_report(event))),
        **_side("source", actor),
        **_side("target", recipient),
        "code": None,
        "root_code": None,
        "quad_class": told.quad,
        "goldstein": told.scale,
        "issues": _issues(found.reports),
        **_place(event.place),
        **_reports(found.reports),
    }


def actor_code(actor: Actor) -> str:
    """Country or what stands above it, then the types: USAGOV, IGOUNO."""
    codes = load_codes()
    types = {**codes.cameo_types, **codes.phoenix_types}
    root = actor.country if is_country(actor.country) else None
    above = codes.cameo_nonstates.get(actor.country or "")
    group = codes.cameo_groups.get(actor.country or "")
    found = [root, above, group, *(types.get(sector) for sector in actor.sectors)]
    return "".join(dict.fromkeys(code for code in found if code))


def _days(day: date | None) -> dict[str, Cell]:
    if day is None:
        return dict.fromkeys(("date", "year", "month", "day"))
    year, month, of_month = f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"
    return {"date": year + month + of_month, "year": year, "month": month, "day": of_month}


def _side(side: str, actor: Actor | None) -> dict[str, Cell]:
    """The code taken apart as Phoenix's writer does: root, first agent, all others."""
    code = "" if actor is None else actor_code(actor)
    parts = [code[at : at + CODE_LENGTH] for at in range(0, len(code), CODE_LENGTH)]
    codes = load_codes()
    has_root = bool(parts) and (is_country(parts[0]) or parts[0] in codes.phoenix_roots)
    root, rest = (parts[0], parts[1:]) if has_root else ("", parts)
    has_agent = bool(rest) and rest[0] in codes.phoenix_agents
    agent, others = (rest[0], rest[1:]) if has_agent else ("", rest)
    return {
        side: code,
        f"{side}_root": root,
        f"{side}_agent": agent,
        f"{side}_others": SEPARATOR.join(others),
    }


def _issues(reports: Iterable[Report]) -> str | None:
    """Our contexts, each with the number of reports that have it."""
    counts = Counter(context for report in reports for context in report.record.contexts)
    return joined((f"{context},{count}" for context, count in counts.items()), SEPARATOR)


def _place(place: Place | None) -> dict[str, Cell]:
    """Phoenix leaves all five out unless the place was found with its coordinates."""
    columns = ("lat", "lon", "placeName", "stateName", "countryName")
    if place is None or place.name is None or place.latitude is None:
        return dict.fromkeys(columns)
    found = (
        coordinate(place.latitude),
        coordinate(place.longitude),
        place.name,
        province_of(place),
        country_name(place.country),
    )
    return dict(zip(columns, found, strict=True))


def _reports(reports: Iterable[Report]) -> dict[str, Cell]:
    """Three lists in step, an entry each story, empty where it has no address or publisher."""
    stories = list({report.story.id: report.story for report in reports}.values())
    return {
        "ids": _in_step(story.id for story in stories),
        "urls": _in_step(story.url.replace(SEPARATOR, SEPARATOR_IN_ADDRESS) for story in stories),
        "sources": _in_step(story.publisher for story in stories),
    }


def _in_step(parts: Iterable[str]) -> str:
    return SEPARATOR.join(clean(part).replace(SEPARATOR, ",") for part in parts)
