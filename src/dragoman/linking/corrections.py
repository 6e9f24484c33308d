"""What people corrected in a record, applied to a copy of it; the coder's own stays as it is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from dragoman.contract.reading import read_record
from dragoman.contract.writing import Json, record_json
from dragoman.errors import UsageError
from dragoman.linking.completion import completed
from dragoman.ontology import load_ontology
from dragoman.types import Correction, Record, Report

FIELDS = (
    "type",
    "mode",
    "auxiliary",
    "contexts",
    "actors",
    "recipients",
    "date",
    "place",
    "numbers.dead",
    "numbers.injured",
    "numbers.arrested",
    "numbers.participants",
)
_SURENESS = ("score", "basis")  # how an answer came about, which is no part of it


def apply_corrections(record: Record, corrections: Iterable[Correction]) -> Record:
    """The record as people corrected it; of one field the latest correction counts.

    Left out are corrections that were withdrawn and those that are stale.  A field that cannot
    be corrected, a value that doesn't fit it or isn't of the ontology is a UsageError.
    """
    applied = record
    for correction in _sorted(record, corrections, stale=False):
        applied = _corrected(applied, correction)
    return record if applied is record else _of_its_type(applied)


def correct(report: Report, corrections: Iterable[Correction]) -> Report:
    """The report with its record as people corrected it."""
    return replace(report, record=apply_corrections(report.record, corrections))


def stale_corrections(record: Record, corrections: Iterable[Correction]) -> list[Correction]:
    """Those that are not applied and need another look, the earliest first.

    They were made against an answer that the coder no longer gives, or correct the mode to one
    that the type of now does not have.
    """
    return _sorted(record, corrections, stale=True)


def check_correction(
    record: Record, correction: Correction, others: Iterable[Correction] = ()
) -> None:
    """Refuse, with a UsageError, a new correction that could not be applied beside the others."""
    together = [*others, correction]
    apply_corrections(record, together)
    if correction not in stale_corrections(record, together):
        return
    if _is_stale(record, correction):
        now = field_json(record, correction.field)
        raise UsageError(f"the coder's {correction.field} is {now}, not {correction.against}")
    modes = ", ".join(load_ontology().type(_type(record, together)).modes) or "none"
    raise UsageError(f"no such mode of the type: {correction.value} is none of {modes}")


def field_json(record: Record, field: str) -> str:
    """The record's answer for a field as JSON, to be corrected and kept as `against`."""
    return json.dumps(_value(record, field), ensure_ascii=False)


def _time(correction: Correction) -> tuple[datetime, str]:
    return correction.at, correction.id


def _sorted(record: Record, corrections: Iterable[Correction], *, stale: bool) -> list[Correction]:
    """The standing corrections that are stale, or those that are not, the earliest first."""
    standing = sorted((one for one in corrections if one.withdrawn_at is None), key=_time)
    event_type = _type(record, standing)
    return [
        one
        for one in standing
        if (_is_stale(record, one) or _is_strange_mode(one, event_type)) is stale
    ]


def _type(record: Record, corrections: Iterable[Correction]) -> str:
    """The type as people corrected it."""
    for one in corrections:
        if one.field == "type" and not _is_stale(record, one):
            record = _corrected(record, one)
    return record.type


def _is_strange_mode(correction: Correction, event_type: str) -> bool:
    mode = _parsed(correction.value, correction.field) if correction.field == "mode" else None
    return isinstance(mode, str) and not load_ontology().known(event_type, mode)


def _is_stale(record: Record, correction: Correction) -> bool:
    against = _parsed(correction.against, correction.field)
    return _answer(against) != _answer(_value(record, correction.field))


def _answer(value: object) -> object:
    """The JSON without what says how sure it is."""
    if isinstance(value, dict):
        return {key: _answer(part) for key, part in value.items() if key not in _SURENESS}
    return [_answer(part) for part in value] if isinstance(value, list) else value


def _value(record: Record, field: str) -> object:
    top, below = _path(field)
    row = record_json(record, "")
    return row[top][below] if below else row[top]


def _path(field: str) -> tuple[str, str]:
    if field not in FIELDS:
        raise UsageError(f"a record's {field!r} cannot be corrected: one of {', '.join(FIELDS)}")
    top, _, below = field.partition(".")
    return top, below


def _parsed(words: str, field: str) -> object:
    try:
        return json.loads(words)
    except ValueError as error:
        raise UsageError(f"the correction of {field} is no JSON: {words!r}") from error


def _corrected(record: Record, correction: Correction) -> Record:
    """The record with this field read from the correction's JSON, all else untouched."""
    top, below = _path(correction.field)
    value = completed(_parsed(correction.value, correction.field), correction.field, record)
    row = record_json(record, "")
    row[top] = _with_figure(row[top], below, value) if below else value
    try:
        read = read_record(row)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{correction.value} does not fit a record's {correction.field}: {error}"
        raise UsageError(message) from error
    return replace(record, **{top: getattr(read, top)})


def _with_figure(numbers: Json, field: str, value: object) -> Json:
    """The numbers with one figure as a person gave it, which no words of the story say."""
    words = {name: count for name, count in numbers["words"].items() if name != field}
    return {**numbers, field: value, "words": words}


def _of_its_type(record: Record) -> Record:
    """The record with the quad class and scale of its type, and no mode of another type."""
    ontology = load_ontology()
    mode = record.mode if ontology.known(record.type, record.mode) else None
    quad, scale = ontology.quad(record.type), ontology.scale(record.type, mode)
    return replace(record, mode=mode, quad=quad, scale=scale)
