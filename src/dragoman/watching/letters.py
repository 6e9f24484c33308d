"""An alert as it is sent: JSON for programs, and a few lines for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

from dragoman.store.filters import Kind
from dragoman.store.whole_rows import plain, whole_row
from dragoman.watching.clock import Clock
from dragoman.watching.ledger_alerts import AlertRows, Letter
from dragoman.watching.matching import Match

_TYPE = "dragoman.alert"
#: Sentences of an event that an alert quotes; `dragoman show` prints all.
_QUOTED = 5
_NOBODY = "—"


def letters_for(match: Match, rows: AlertRows, clock: Clock) -> Iterator[Letter]:
    """A letter to each target of the rule, unless the rule has told of this before."""
    before = rows.told(match.rule.name, match.covers)
    rows.note_told(match.rule.name, match.covers)
    if not before:
        body = _body(match, clock)
        for target in match.rule.to:
            yield Letter(_id(match, target), target, body, clock.wall())


def for_person(body: str) -> str:
    """The alert in a few lines: its rule, what happened, and who tells it."""
    data: Mapping[str, Any] = json.loads(body)["data"]
    quoted = (
        f"  {one['publisher']}: “{one['sentence']}”\n    {one['url']}" for one in data["reports"]
    )
    return "\n".join([headline(body), *quoted])


def headline(body: str) -> str:
    """The alert in one line."""
    data = json.loads(body)["data"]
    return f"{data['rule']}: {data['summary']} ({data['id']})"


def _id(match: Match, target: str) -> str:
    words = "\0".join((match.rule.name, target, match.id))
    return f"alert_{blake2b(words.encode(), digest_size=12).hexdigest()}"


def _body(match: Match, clock: Clock) -> str:
    data = {
        "rule": match.rule.name,
        "kind": match.rule.kind.value,
        "id": match.id,
        "summary": _summary(match),
        "reports": [_report(one) for one in _reports(match)],
        "row": whole_row(match.row),
    }
    at = clock.now().isoformat(timespec="seconds")
    message = {"type": _TYPE, "timestamp": at, "data": data}
    return json.dumps(message, ensure_ascii=False, default=plain)


def _reports(match: Match) -> list[Mapping[str, Any]]:
    row = match.row
    if match.rule.kind is Kind.RECORDS:
        return [{"publisher": row["publisher"], "url": row["url"], "sentence": row["evidence"]}]
    return list(match.reports[:_QUOTED])


def _report(row: Mapping[str, Any]) -> dict[str, str]:
    sentence = " ".join(row["sentence"].split())
    return {"publisher": row["publisher"], "url": row["url"], "sentence": sentence}


def _summary(match: Match) -> str:
    row = match.row
    if match.rule.kind is Kind.STORIES:
        return f"{row['publisher']}, {row['published'] or 'no day'}: {row['title']}"
    if match.rule.kind is Kind.VOICES:
        return f"{row['source'] or 'somebody'}: {' '.join(row['words'].split())}"
    mode = f"-{row['mode']}" if row["mode"] else ""
    sides = f"{_names(row['actor_names'])} → {_names(row['recipient_names'])}"
    where = ", ".join(str(one) for one in (row["place"], row["first"]) if one)
    return f"{row['type']}{mode}, {row['auxiliary']}: {sides}{f' ({where})' if where else ''}"


def _names(names: list[str]) -> str:
    return "; ".join(names) or _NOBODY
