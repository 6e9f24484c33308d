"""One DuckDB file for many commands: the first owns it, the others ask the first.

DuckDB's own lock on the file elects the owner, so there are never two.  When it ends, by
itself or by force, whoever loses it tries anew: to own the file, or to reach its next owner.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock

import pyarrow as pa

from dragoman.errors import StoreError
from dragoman.settings import STORE_MEMORY
from dragoman.store.database import Database
from dragoman.store.duck import DuckDatabase, LockedStoreError, open_duck
from dragoman.store.frames import LostError, NobodyError
from dragoman.store.migrate import Origin
from dragoman.store.owner import Owner, socket_of
from dragoman.store.remote import ask_owner
from dragoman.store.requests import Read, Request

log = logging.getLogger(__name__)

Answer = Callable[[Database, Request], pa.Table]

#: How long nobody may answer for a file that is locked: an owner that starts reads its log
#: first, and one that ends writes it into the file.
PATIENCE = 30.0
_PAUSE = 0.05
#: Files that this process owns: the system's lock does not part two owners in one process.
_owned_here: set[Path] = set()
_owning = Lock()


class SharedFile:
    """A store in a DuckDB file, owned by this process or reached through the one that owns it."""

    def __init__(
        self, path: Path, origin: Origin, answer: Answer, *, memory: int = STORE_MEMORY
    ) -> None:
        """Own the file, in so many megabytes of memory, or find its owner.

        A StoreError says why neither can be.
        """
        self.path = path.resolve()
        self._origin, self._answer, self._memory = origin, answer, memory
        self._database: DuckDatabase | None = None
        self._owner: Owner | None = None
        self._closed = False
        with suppress(LockedStoreError):
            self._own()
        if not self.is_owner:
            self.ask(Read("select 1 as one"))

    @property
    def is_owner(self) -> bool:
        """Whether the file is this process's own."""
        return self._database is not None

    def ask(self, request: Request) -> pa.Table:
        """The answer to a request, whoever gives it."""
        until = time.monotonic() + PATIENCE
        while True:
            database = self._database
            if database is not None:
                return self._answer(database, request)
            try:
                return ask_owner(socket_of(self.path), request)
            except NobodyError:
                self._wait_or_own(until)
            except LostError:  # it was there until now, so the next one may just begin
                until = time.monotonic() + PATIENCE
                time.sleep(_PAUSE)

    def close(self) -> None:
        """Let the file go when all that others asked is answered."""
        with _owning:
            self._closed = True
            if self._owner is not None:
                self._owner.close()
            if self._database is not None:
                self._database.close()
                self._database = None
                _owned_here.discard(self.path)

    def _wait_or_own(self, until: float) -> None:
        try:
            if self._own():
                return
        except LockedStoreError:
            if time.monotonic() > until:
                raise
        if time.monotonic() > until:
            raise StoreError(f"{self.path} is in use in this process, and nobody answers for it")
        time.sleep(_PAUSE)

    def _own(self) -> bool:
        """Become the owner, if nobody is."""
        with _owning:
            if self._closed:
                raise StoreError(f"{self.path} was closed")
            if self._database is not None:
                return True
            if self.path in _owned_here:
                return False
            database = open_duck(self.path, self._origin, memory=self._memory)
            self._database = database
            _owned_here.add(self.path)
            self._owner = self._serving(database)
            return True

    def _serving(self, database: DuckDatabase) -> Owner | None:
        """The socket for others; None where the file's folder can have none."""
        try:
            return Owner(socket_of(self.path), lambda request: self._answer(database, request))
        except OSError as error:
            log.warning("%s: no other command can use it meanwhile: %s", self.path, error)
            return None
