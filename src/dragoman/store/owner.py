"""The owner's side of a socket: requests of other commands answered, each in its own thread."""

from __future__ import annotations

import logging
import os
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, Thread

import pyarrow as pa

from dragoman.errors import DragomanError, StoreError
from dragoman.store.frames import LostError, Message, receive, send
from dragoman.store.requests import Request
from dragoman.store.wire import answer_message, fault_message, read_request

log = logging.getLogger(__name__)

Ask = Callable[[Request], pa.Table]

#: The longest path that every system takes for a socket.
_LONGEST = 100
_ONLY_MINE = 0o600
_WAITING = 64  # clients that may knock at once
#: A client that takes nothing of its answer for so long is given up.
_PATIENCE = struct.pack("ll", 60, 0)


def socket_of(store: Path) -> Path:
    """Where the owner of this store listens: beside it, so that whoever finds one finds both."""
    return store.with_name(f".{store.name}.socket")


@contextmanager
def short(path: Path) -> Iterator[str]:
    """A name for this socket that is short enough to be one, whatever folder it is in."""
    if len(os.fsencode(path)) <= _LONGEST:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


class Owner:
    """Answers requests at a socket until it is closed.

    Who makes one holds the store's lock, so a socket that is still there is of an owner that
    has gone, and is replaced.
    """

    def __init__(self, path: Path, ask: Ask) -> None:
        self._path, self._ask = path, ask
        self._open: dict[socket.socket, Thread] = {}
        self._changing = Lock()
        self._closing = False
        self._door = self._listen()
        self._porter = Thread(target=self._let_in, name="store owner", daemon=True)
        self._porter.start()

    def close(self) -> None:
        """Let in nobody more, answer what was asked, and go."""
        with self._changing:
            self._closing = True
            self._path.unlink(missing_ok=True)
            waiting = dict(self._open)
        for line in (self._door, *waiting):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RD)  # whoever listens hears the end
        self._porter.join()
        self._door.close()
        for thread in waiting.values():
            thread.join()

    def _listen(self) -> socket.socket:
        """A socket that only this user can reach before anybody can knock."""
        self._path.unlink(missing_ok=True)
        door = socket.socket(socket.AF_UNIX)
        with short(self._path) as name:
            door.bind(name)
            os.chmod(name, _ONLY_MINE)
        door.listen(_WAITING)
        return door

    def _let_in(self) -> None:
        while True:
            try:
                line, _ = self._door.accept()
            except OSError:
                return
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, _PATIENCE)
            with self._changing:
                if self._closing:
                    line.close()
                    return
                thread = Thread(target=self._serve, args=(line,), daemon=True)
                self._open[line] = thread
                thread.start()

    def _serve(self, line: socket.socket) -> None:
        """Answer one client until it leaves."""
        with line:
            with suppress(LostError):
                while True:
                    send(line, self._answer(line))
            with self._changing:
                self._open.pop(line, None)

    def _answer(self, line: socket.socket) -> Message:
        try:
            return answer_message(self._ask(read_request(receive(line))))
        except DragomanError as error:
            return fault_message(error)
        except LostError:
            raise
        except Exception as error:  # one client's surprise must not cost the others
            log.exception("a request failed")
            return fault_message(StoreError(f"internal fault, {type(error).__name__}: {error}"))
