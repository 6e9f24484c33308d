"""Sources on their way to a coder, as rows: bytes as they are, all else as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from dragoman.coding.source import Source
from dragoman.types import GivenText, Page, SetAside

#: From which file, which of it, and the source; after the last of a file a row without one,
#: whose `at` is how many there were.
SOURCES = pa.schema(
    {"file": pa.string(), "at": pa.int64(), "source": pa.string(), "body": pa.binary()}
)
_KINDS: dict[str, type[Source]] = {kind.__name__: kind for kind in (Page, GivenText, SetAside)}


def source_columns(source: Source) -> dict[str, object]:
    """The columns `source` and `body`; letters that no table takes are escaped by JSON."""
    told = asdict(source)
    body = told.pop("body", None)
    return {"source": json.dumps([type(source).__name__, told]), "body": body}


def read_source(row: Mapping[str, Any]) -> Source:
    """The source of a row with these columns."""
    kind, told = json.loads(row["source"])
    return _KINDS[kind](**told if row["body"] is None else {**told, "body": row["body"]})
