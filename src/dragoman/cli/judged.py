"""Judgements and corrections written for reading and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

import click

from dragoman.cli.asked_table import print_plain
from dragoman.cli.forms import form_of
from dragoman.cli.output import open_output
from dragoman.cli.table import table_console
from dragoman.contract.report_writing import report_json
from dragoman.keeping.said import Corrected, Judged, Pair, State, read_said, training_pairs
from dragoman.store.asked import Asked

Json = dict[str, Any]


def write_said(
    store: Asked, form: tuple[str | None, Path | None], *, state: str | None, by: str | None
) -> None:
    """Write what people said."""
    said = [
        one
        for one in read_said(store)
        if state in (None, one.state.value) and by in (None, one.said.by)
    ]
    chosen = form_of(*form)
    with open_output(chosen.out) as stream:
        if chosen.name == "table":
            print_plain(table_console(stream), map(_row, said))
        else:
            _write_lines(stream, map(_line, said))
    if not said:
        click.echo("no judgements or corrections fit", err=True)


def write_training(store: Asked, out: Path | None, *, by: str | None) -> None:
    """Write pairs of reports with what was said of them."""
    pairs = [pair for pair in training_pairs(store) if by in (None, pair.judgement.by)]
    with open_output(out) as stream:
        _write_lines(stream, map(_training_line, pairs))
    click.echo(f"{len(pairs)} pairs", err=True)


def _write_lines(stream: IO[str], rows: Iterable[Json]) -> None:
    for row in rows:
        stream.write(f"{json.dumps(row, ensure_ascii=False)}\n")


def _line(one: Judged | Corrected) -> Json:
    said = one.said
    row: Json = {"kind": _kind(one), "state": one.state.value, "id": said.id}
    if isinstance(one, Judged):
        row |= {"left": one.said.left, "right": one.said.right, "answer": one.said.answer.value}
    else:
        change = one.said
        row |= {"record": change.record, "field": change.field, "value": json.loads(change.value)}
        row |= {"against": json.loads(change.against)}
        row |= {"now": None if one.now is None else json.loads(one.now)}
        row |= {"record_is_there": one.now is not None}
    row |= {"by": said.by, "at": said.at.isoformat(), "why": said.why}
    if said.withdrawn_at is not None:
        row |= {"withdrawn_by": said.withdrawn_by, "withdrawn_at": said.withdrawn_at.isoformat()}
    return row


def _row(one: Judged | Corrected) -> Mapping[str, str]:
    """What a person reads of it."""
    said = one.said
    taken = f"withdrawn by {said.withdrawn_by}" if one.state is State.WITHDRAWN else one.state.value
    about = f"{one.said.left} {one.said.right}" if isinstance(one, Judged) else one.said.record
    day = said.at.date().isoformat()
    return {
        "day": day,
        "by": said.by,
        "says": _words(one),
        "of": about,
        "state": taken,
        "id": said.id,
    }


def _words(one: Judged | Corrected) -> str:
    why = f" ({one.said.why})" if one.said.why else ""
    if isinstance(one, Judged):
        return f"{one.said.answer.value}{why}"
    change = one.said
    stale = "; the record is no more" if one.now is None else f"; the coder now: {one.now}"
    after = stale if one.state is State.STALE else ""
    return f"{change.field} is {change.value}, not {change.against}{after}{why}"


def _training_line(pair: Pair) -> Json:
    said = pair.judgement
    return {
        "answer": said.answer.value,
        "by": said.by,
        "at": said.at.isoformat(),
        "why": said.why,
        "left": report_json(pair.left),
        "right": report_json(pair.right),
    }


def _kind(one: Judged | Corrected) -> str:
    return "judgement" if isinstance(one, Judged) else "correction"
