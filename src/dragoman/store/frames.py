"""Messages on a socket: a header in JSON and a body, cut into frames of bounded length."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from socket import socket
from typing import Any

from dragoman.errors import StoreError

#: A length that stands before each frame, and the most that it may say.
_LENGTH = struct.Struct(">I")
MOST_BYTES = 16 * 2**20
#: Frames of one body: 4 GiB, more than the largest answer that a person can use.
MOST_FRAMES = 256


class LostError(Exception):
    """The other side has gone before the message was whole."""


class NobodyError(LostError):
    """There is no other side."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent one way."""

    header: Mapping[str, Any]
    body: bytes = b""


def send(line: socket, message: Message) -> None:
    """Send all of a message; a LostError if nobody takes it."""
    parts = list(_cut(message.body))
    if len(parts) > MOST_FRAMES:
        raise StoreError("the answer is larger than 4 GiB: ask for less of it")
    header = json.dumps({**message.header, "frames": len(parts)}).encode()
    try:
        for part in (memoryview(header), *parts):
            line.sendall(_LENGTH.pack(len(part)))
            line.sendall(part)
    except OSError as error:
        raise LostError(str(error)) from error


def receive(line: socket) -> Message:
    """The next message; a LostError where the line ends, a StoreError where it is nonsense."""
    try:
        header = json.loads(_frame(line))
        count = int(header["frames"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"no message of a dragoman store: {error}") from error
    if not 0 <= count <= MOST_FRAMES:
        raise StoreError(f"a message of {count} frames is more than a store sends")
    return Message(header, b"".join(_frame(line) for _ in range(count)))


def _cut(body: bytes) -> Iterator[memoryview]:
    for at in range(0, len(body), MOST_BYTES):
        yield memoryview(body)[at : at + MOST_BYTES]


def _frame(line: socket) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(line, _LENGTH.size))
    if length > MOST_BYTES:
        raise StoreError(f"a frame of {length:,} bytes is more than a store sends")
    return _exactly(line, length)


def _exactly(line: socket, length: int) -> bytes:
    found = bytearray()
    while len(found) < length:
        try:
            part = line.recv(min(length - len(found), 2**20))
        except OSError as error:
            raise LostError(str(error)) from error
        if not part:
            raise LostError("the other side has gone")
        found += part
    return bytes(found)
