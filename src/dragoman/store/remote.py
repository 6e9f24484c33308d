"""The client's side of a socket: one connection a request."""

from __future__ import annotations

import socket
from pathlib import Path

import pyarrow as pa

from dragoman.store.frames import NobodyError, receive, send
from dragoman.store.owner import short
from dragoman.store.requests import Request
from dragoman.store.wire import read_answer, request_message


def ask_owner(path: Path, request: Request) -> pa.Table:
    """What the owner behind this socket answers; a LostError if it goes meanwhile.

    Where nobody is behind the socket that is a NobodyError.
    """
    message = request_message(request)
    with socket.socket(socket.AF_UNIX) as line:
        try:
            with short(path) as name:
                line.connect(name)
        except OSError as error:
            raise NobodyError(str(error)) from error
        send(line, message)
        return read_answer(receive(line))
