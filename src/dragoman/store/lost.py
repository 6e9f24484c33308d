"""A server that goes away in the middle: what was asked is asked once more."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pyarrow as pa

from dragoman.errors import StoreError
from dragoman.store.database import Database
from dragoman.store.requests import Request

log = logging.getLogger(__name__)

Answer = Callable[[Database, Request], pa.Table]


class LostServerError(StoreError):
    """The connection ended before the answer; nothing is half written."""


def answer_again(database: Database, answer: Answer, request: Request) -> pa.Table:
    """The answer to a request, over a new connection if the first is lost.

    Every request may be repeated, also where the answer alone was lost.
    """
    try:
        return answer(database, request)
    except LostServerError as error:
        log.warning("asked again: %s", error)
    return answer(database, request)
