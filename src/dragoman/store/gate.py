"""A gate that many pass at once, and that one can shut while nobody is inside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Gate:
    """Lets calls through until it is shut; who shuts it waits until all have come out."""

    def __init__(self) -> None:
        self._inside = 0
        self._shut = False
        self._changed = Condition()

    @contextmanager
    def passing(self) -> Iterator[None]:
        """While inside, the gate cannot be shut."""
        with self._changed:
            self._changed.wait_for(lambda: not self._shut)
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def shut(self) -> Iterator[None]:
        """While shut, nobody is inside."""
        with self._changed:
            self._changed.wait_for(lambda: not self._shut)
            self._shut = True
            self._changed.wait_for(lambda: self._inside == 0)
        try:
            yield
        finally:
            with self._changed:
                self._shut = False
                self._changed.notify_all()
