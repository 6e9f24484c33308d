"""What the owner of a store does with each request."""

from __future__ import annotations

from dataclasses import asdict

import pyarrow as pa

from dragoman.keeping.add import add
from dragoman.keeping.forget import forget
from dragoman.keeping.judge import correct, judge, take_back
from dragoman.keeping.linking import Linking
from dragoman.store.database import Database
from dragoman.store.known import known
from dragoman.store.requests import (
    Add,
    Correct,
    Forget,
    Judge,
    Known,
    Read,
    Request,
    Search,
    Withdraw,
)


def answer(database: Database, request: Request, linking: Linking) -> pa.Table:
    """The answer to a request as a table; a DragomanError says why there is none."""
    match request:
        case Read():
            return database.read(request.sql, request.parameters)
        case Search():
            return database.search(request.index, request.phrases)
        case Known():
            return known(database, request)
        case Add():
            return pa.Table.from_pylist([asdict(add(database, request, linking))])
        case Judge():
            return _id(judge(database, request, linking))
        case Correct():
            return _id(correct(database, request, linking))
        case Withdraw():
            return _id(take_back(database, request, linking))
        case Forget():
            return pa.Table.from_pylist([asdict(forget(database, request, linking))])


def _id(words: str) -> pa.Table:
    return pa.table({"id": [words]})
