"""PLOVER JSON, the interchange format of PLOVER's manual: one object a line, a record each.

The fields are the manual's; who says it, how it is told, where the words stand and the event
that the record is part of stand in fields of our own, which the manual leaves free.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dragoman.contract.writing import Json, json_line
from dragoman.exporting.choosing import Wanted
from dragoman.exporting.codes import country_name
from dragoman.exporting.days import day_of_report
from dragoman.exporting.places import city_of, district_of, province_of
from dragoman.exporting.rows import check_cells, day
from dragoman.exporting.sentences import sentence_number
from dragoman.ontology import load_ontology
from dragoman.types import Actor, Event, Numbers, Place, Record, Report, Span, Story, Voice

FIELDS = (
    "id", "has_event", "date", "enddate", "event", "actor", "recipient", "event_loc",
    "event_text", "quad_code", "event_scale", "mode", "context", "link", "text", "text_info",
    "cite_info", "coder", "coded_date", "coded_time", "size",
    "factuality", "attribution", "spans", "event_view",
)  # fmt: skip
ENTITY_FIELDS = (
    "code", "sector", "entity_text", "identifier_id", "identifier_text", "office", "start", "end",
)  # fmt: skip
LOCATION_FIELDS = (
    "extracted_place", "resolved_place", "geonameid", "lat", "lon", "city", "district",
    "province", "country", "country_code", "feature_class", "feature_code", "resolution",
)  # fmt: skip


def lines(events: Iterable[Event], wanted: Wanted) -> Iterator[str]:
    """A line for each report of each event, whatever its auxiliary: `factuality` tells it."""
    for event in events:
        yield from event_lines(event, wanted)


def event_lines(event: Event, wanted: Wanted) -> Iterator[str]:
    """A line for each report of the event."""
    view = _view(event)
    for report in event.reports:
        yield json_line(record_object(report, view, wanted)) + "\n"


def record_object(report: Report, view: Json, wanted: Wanted) -> Json:
    """One record as PLOVER's object; `view` is what is known of the whole event."""
    record, story = report.record, report.story
    row: Json = {
        "id": record.id,
        "has_event": True,
        "date": day(day_of_report(record, report)),
        "enddate": day(record.date.last or story.published.day),
        "event": [record.type],
        "actor": [_entity(actor) for actor in record.actors],
        "recipient": [_entity(actor) for actor in record.recipients],
        "event_loc": None if record.place is None else _location(record.place),
        "event_text": [report.trigger],
        "quad_code": record.quad,
        "event_scale": record.scale,
        "mode": [] if record.mode is None else [record.mode],
        "context": list(record.contexts),
        "link": view["id"],
        "text": report.evidence,
        "text_info": _text_info(report, wanted),
        "cite_info": _cite_info(story, record),
        "coder": record.coder,
        "coded_date": report.added.date().isoformat(),
        "coded_time": report.added.time().isoformat(timespec="seconds"),
        "size": _size(record.numbers),
        "factuality": {"auxiliary": record.auxiliary.value, "score": record.score},
        "attribution": [_attribution(voice, story.text) for voice in record.voices],
        "spans": _spans(record),
        "event_view": view,
    }
    check_cells(FIELDS, row)
    return row


def _view(event: Event) -> Json:
    stands = Counter(stance.stand.value for stance in event.stances)
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "auxiliary": event.auxiliary.value,
        "date": day(event.first),
        "enddate": day(event.last),
        "corroboration": event.corroboration,
        "disputed": event.disputed,
        "stances": dict(sorted(stands.items())),
    }


def _entity(actor: Actor) -> Json:
    row: Json = {
        "code": actor.country,
        "sector": list(actor.sectors),
        "entity_text": actor.text,
        "identifier_id": actor.wikidata,
        "identifier_text": actor.name,
        "office": actor.office,
        **_bounds(actor.span),
    }
    check_cells(ENTITY_FIELDS, row)
    return row


def _location(place: Place) -> Json:
    row: Json = {
        "extracted_place": place.text,
        "resolved_place": place.name,
        "geonameid": place.geonames,
        "lat": place.latitude,
        "lon": place.longitude,
        "city": city_of(place),
        "district": district_of(place),
        "province": province_of(place),
        "country": country_name(place.country),
        "country_code": place.country,
        "feature_class": _feature_class(place.feature),
        "feature_code": place.feature,
        "resolution": None,
    }
    check_cells(LOCATION_FIELDS, row)
    return row


def _feature_class(feature: str | None) -> str | None:
    """GeoNames's class of the codes that name a division (A) or a settlement (P)."""
    for start, letter in (("PPL", "P"), ("ADM", "A"), ("PCL", "A")):
        if feature is not None and feature.startswith(start):
            return letter
    return None


def _text_info(report: Report, wanted: Wanted) -> Json:
    """Where the evidence stands in the story; the story's sentences only where texts are wanted."""
    info = {"sequence": sentence_number(report), **_bounds(report.record.evidence)}
    return info | {"text_story": _sentences(report.story)} if wanted.with_text else info


def _sentences(story: Story) -> list[str]:
    """The sentences as they were cut, or the text whole."""
    return [span.of(story.text) for span in story.sentences] or [story.text]


def _cite_info(story: Story, record: Record) -> Json:
    return {
        "citation": story.id,
        "url": story.url,
        "title": story.title,
        "language": story.language,
        "publication": story.publisher,
        "published": day(story.published.day),
        "coder": record.coder,
        "codebook": load_ontology().version,
    }


def _size(numbers: Numbers) -> Json:
    return {
        "dead": numbers.dead,
        "injured": numbers.injured,
        "arrested": numbers.arrested,
        "participants": numbers.participants,
    }


def _attribution(voice: Voice, text: str) -> Json:
    """One voice, the outermost first; the cue's own words only where the text is at hand."""
    return {
        "source": None if voice.source is None else _entity(voice.source),
        "cue": None if voice.cue is None else {**_bounds(voice.cue), "text": _cue(voice, text)},
        "content": [_bounds(part) for part in voice.content],
        "manner": voice.manner.value,
        "verb": voice.verb.value,
    }


def _cue(voice: Voice, text: str) -> str | None:
    return None if voice.cue is None else voice.cue.of(text) or None


def _spans(record: Record) -> Json:
    place, date = record.place, record.date
    return {
        "trigger": _bounds(record.trigger),
        "evidence": _bounds(record.evidence),
        "place": None if place is None else _bounds(place.span),
        "date": None if date.span is None else _bounds(date.span),
        "date_text": date.text,
        "date_basis": date.basis.value,
    }


def _bounds(span: Span) -> Json:
    return {"start": span.start, "end": span.end}
