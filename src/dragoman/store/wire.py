"""Requests and answers as messages: JSON for what is small, Arrow for rows, no code either way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from dragoman.errors import DragomanError, SetupError, StoreError, StoryError, UsageError
from dragoman.store.frames import LostError, Message
from dragoman.store.indices import Index
from dragoman.store.outcome_rows import OUTCOMES, outcome_row, read_outcome_row
from dragoman.store.requests import (
    Add,
    Correct,
    Forget,
    Grave,
    Judge,
    Known,
    Read,
    Request,
    Run,
    Search,
    Withdraw,
)
from dragoman.types import Answer, Outcome

Json = dict[str, Any]

#: Raised whenever an older dragoman could not understand a newer one's messages.
VERSION = 1
#: What an owner answers that is about to go.
CLOSING = Message({"wire": VERSION, "closing": True})
_ERRORS: dict[str, type[SetupError]] = {
    kind.__name__: kind for kind in (StoreError, UsageError, SetupError)
}


def request_message(request: Request) -> Message:
    """A request on its way to the owner."""
    kind = type(request).__name__
    if isinstance(request, Add):
        row = {"run": _plain_fields(request.run), "at": _plain(request.at)}
        return Message({"wire": VERSION, "request": kind, **row}, _outcomes_body(request.outcomes))
    return Message({"wire": VERSION, "request": kind, **_plain_fields(request)})


def read_request(message: Message) -> Request:
    """The request again; a StoreError if it is none that this dragoman knows."""
    header = dict(message.header)
    if header.get("wire") != VERSION:
        raise StoreError("the store is open in another version of dragoman: end that one first")
    try:
        read = _READERS[header["request"]]
        return read({name: _rich(value) for name, value in header.items()}, message.body)
    except (KeyError, TypeError, ValueError, StoryError, pa.ArrowInvalid) as error:
        raise StoreError(f"no request of a store: {type(error).__name__}: {error}") from error


def answer_message(rows: pa.Table) -> Message:
    """Rows on their way back."""
    return Message({"wire": VERSION}, _packed(rows))


def fault_message(error: DragomanError) -> Message:
    """An error on its way back."""
    kind = next((name for name, one in _ERRORS.items() if isinstance(error, one)), "StoreError")
    return Message({"wire": VERSION, "error": kind, "message": str(error)})


def read_answer(message: Message) -> pa.Table:
    """The rows, or the owner's error raised here; a LostError where it is about to go."""
    if message.header.get("closing"):
        raise LostError("the owner is about to go")
    if "error" in message.header:
        raise _ERRORS.get(message.header["error"], StoreError)(message.header["message"])
    return _unpacked(message.body)


def _read_add(header: Mapping[str, Any], body: bytes) -> Add:
    run = {name: _rich(value) for name, value in header["run"].items()}
    return Add(tuple(map(read_outcome_row, _unpacked(body).to_pylist())), Run(**run), header["at"])  # type: ignore[arg-type]


def _read_judge(header: Mapping[str, Any], _: bytes) -> Judge:
    return Judge(**_fields(header) | {"answer": Answer(header["answer"])})


_READERS: dict[str, Callable[[Mapping[str, Any], bytes], Request]] = {
    "Add": _read_add,
    "Read": lambda header, _: Read(header["sql"], tuple(header["parameters"])),
    "Search": lambda header, _: Search(Index(header["index"]), tuple(header["phrases"])),
    "Known": lambda header, _: Known(header["coder"], tuple(header["ids"])),
    "Judge": _read_judge,
    "Correct": lambda header, _: Correct(**_fields(header)),
    "Withdraw": lambda header, _: Withdraw(**_fields(header)),
    "Forget": lambda header, _: Forget(**_fields(header) | {"kind": Grave(header["kind"])}),
}


def _fields(header: Mapping[str, Any]) -> Json:
    return {
        name: value for name, value in header.items() if name not in {"wire", "request", "frames"}
    }


def _plain_fields(part: Run | Request) -> Json:
    return {name: _plain(value) for name, value in asdict(part).items()}


def _plain(value: object) -> object:
    """As JSON; days and times under a name of their own."""
    match value:
        case datetime():
            return {"time": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case None | bool() | int() | float() | str():
            return value
    raise UsageError(f"a parameter cannot be {type(value).__name__}")


def _rich(value: object) -> object:
    match value:
        case {"time": str(words), **rest} if not rest:
            return datetime.fromisoformat(words)
        case {"day": str(words), **rest} if not rest:
            return date.fromisoformat(words)
        case list():
            return [_rich(one) for one in value]
    return value


def _outcomes_body(outcomes: Sequence[Outcome]) -> bytes:
    return _packed(pa.Table.from_pylist(list(map(outcome_row, outcomes)), schema=OUTCOMES))


def _packed(rows: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_table(rows)
    return bytes(sink.getvalue())


def _unpacked(body: bytes) -> pa.Table:
    with pa.ipc.open_stream(body) as reader:
        return reader.read_all()
