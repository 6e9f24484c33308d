"""What a lake answers to each request: all that is asked, and what is to be forgotten."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pyarrow as pa

from dragoman.errors import UsageError
from dragoman.keeping.lake_forget import forget_in_lake
from dragoman.keeping.linking import Linking
from dragoman.store.known import known
from dragoman.store.lakes.database import LakeDatabase
from dragoman.store.requests import Forget, Known, Read, Request, Search


def answer_lake(lake: LakeDatabase, request: Request, linking: Linking) -> pa.Table:
    """The answer as a table; a UsageError for what would have to be written into single rows."""
    match request:
        case Read():
            return lake.read(request.sql, request.parameters)
        case Search():
            return lake.search(request.index, request.phrases)
        case Known():
            return known(lake, request)
        case Forget():
            return pa.Table.from_pylist([asdict(forget_in_lake(lake, request, linking))])
    raise UsageError(_read_only(lake.path))


def _read_only(lake: Path) -> str:
    return (
        f"{lake} is a lake, which can only be asked: `dragoman add --coded {lake} --store "
        "record.duckdb` makes a store of it, which can be added to, judged and corrected"
    )
