"""Events as the JSON of docs/event.md."""

from __future__ import annotations

from typing import Any

from dragoman.contract.writing import actor_json, place_json, voice_json
from dragoman.types import Change, Event, Figure, Report, Stance, Voice

Json = dict[str, Any]


def event_json(event: Event) -> Json:
    """The event, with a line on each of its reports; the records themselves are left out."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "auxiliary": event.auxiliary.value,
        "contexts": list(event.contexts),
        "quad": event.quad,
        "scale": event.scale,
        "first": None if event.first is None else event.first.isoformat(),
        "last": None if event.last is None else event.last.isoformat(),
        "corroboration": event.corroboration,
        "disputed": event.disputed,
        "score": event.score,
        **body_json(event),
        "reports": [_report_json(report) for report in event.reports],
    }


def body_json(event: Event) -> Json:
    """What a store keeps of an event beside the columns to ask by; reports as their ids."""
    return {
        "actors": [actor_json(actor) for actor in event.actors],
        "recipients": [actor_json(actor) for actor in event.recipients],
        "place": None if event.place is None else place_json(event.place),
        "numbers": [_figure_json(figure) for figure in event.numbers],
        "stances": [_stance_json(stance) for stance in event.stances],
        "history": [_change_json(change) for change in event.history],
        "first_report": event.first_report.record.id,
        "records": [report.record.id for report in event.reports],
    }


def _figure_json(figure: Figure) -> Json:
    return {
        "field": figure.field,
        "least": figure.least,
        "most": figure.most,
        "by_source": [{"source": name, "number": number} for name, number in figure.by_source],
    }


def _stance_json(stance: Stance) -> Json:
    return {
        "stand": stance.stand.value,
        "auxiliary": stance.auxiliary.value,
        "voice": None if stance.voice is None else _voice_json(stance.voice),
        "record": stance.record,
        "story": stance.story,
        "publisher": stance.publisher,
    }


def _voice_json(voice: Voice) -> Json:
    """The voice without the cue's words, which stand in the story's text."""
    cue = None if voice.cue is None else {"start": voice.cue.start, "end": voice.cue.end}
    return {**voice_json(voice, ""), "cue": cue}


def _change_json(change: Change) -> Json:
    return {
        "at": change.at.isoformat(),
        "record": change.record,
        "field": change.field,
        "before": change.before,
        "after": change.after,
    }


def _report_json(report: Report) -> Json:
    day = report.story.published.day
    return {
        "record": report.record.id,
        "story": report.story.id,
        "publisher": report.story.publisher,
        "url": report.story.url,
        "title": report.story.title,
        "published": None if day is None else day.isoformat(),
        "added": report.added.isoformat(),
        "copy_of": None if report.copy_of == report.story.id else report.copy_of,
        "trigger": report.trigger,
        "evidence": report.evidence,
    }
