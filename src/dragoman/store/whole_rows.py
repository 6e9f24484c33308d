"""A row with all that is kept of it, as JSON holds it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

#: Columns to ask by, of which the body says more.
_SAID_BETTER = re.compile(
    r"(actor|recipient|voice)_(names|countries|sectors)|place_country|province|latitude|longitude"
)


def whole_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with what its body says in the place of the columns to ask by."""
    if "body" not in row:
        return dict(row)
    body = json.loads(row["body"])
    if "trigger" in row:  # a record's own `event` counts inside its story
        body |= {"event": row["event"], "event_in_story": body["event"]}
        body["sentence"] = row["evidence"]
    columns = {name: value for name, value in row.items() if not _SAID_BETTER.fullmatch(name)}
    return {name: value for name, value in (columns | body).items() if name != "body"}


def plain(value: object) -> str:
    """A value that JSON does not know, as a text."""
    return value.isoformat() if isinstance(value, date) else str(value)
