"""The two ways to fail, and what a person is told.

    DragomanError
    ├── SetupError            nothing can work: stop            exit 2, HTTP 500
    │   ├── UsageError        the command cannot be run as asked  exit 2, HTTP 400
    │   ├── StoreError        the store cannot be used as it is    exit 2, HTTP 503
    │   └── WorkerLost        a process that coded was ended from outside   exit 2, HTTP 503
    └── StoryError            this story is set aside, the run goes on   exit 1, HTTP 422

A message says what, which one, and what to do.  A StoryError has a `kind`, a short
word that a program can count: empty, binary, too-large, too-complex, too-slow, broken, encoding, json, row,
language, no-text, fetch, cut, robots, unreadable, unknown, duplicate-id, forgotten, internal.
"""

from __future__ import annotations


class DragomanError(Exception):
    """The root of every error that dragoman raises on purpose."""

    exit_code = 2
    status = 500


class SetupError(DragomanError):
    """Nothing can work until this is mended, so the run stops."""


class UsageError(SetupError):
    """The command cannot be run as it was asked."""

    status = 400


class StoreError(SetupError):
    """The store cannot be opened, read or written: the message says which one and what to do."""

    status = 503


class WorkerLost(SetupError):
    """A process that coded was ended by somebody else, as by a machine without memory."""

    status = 503


class StoryError(DragomanError):
    """One story is set aside and counted; the run goes on with the next."""

    exit_code = 1
    status = 422

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
