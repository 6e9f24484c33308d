"""Worker processes that code stories: a story that ends its worker costs no other story."""

from __future__ import annotations

import atexit
import logging
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import LifoQueue
from threading import Lock, Thread

from dragoman.coding.coder import StoryCoder
from dragoman.coding.source import Source, code_source, set_aside
from dragoman.coding.time_limit import deadly, too_slow
from dragoman.errors import SetupError, StoryError, WorkerLost
from dragoman.reading.identity import source_id
from dragoman.types import Outcome, SetAside

LOG_FORMAT = "%(asctime)s %(name)s: %(message)s"

Load = Callable[[], StoryCoder]

#: Signals by which a library dies that a story has led astray.
_CRASHES = (signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGFPE, signal.SIGILL)


@dataclass(frozen=True)
class Task:
    """What all workers do: how to load a coder, and within how many seconds to code a story."""

    load: Load
    seconds: float
    log_level: int


class Workers:
    """Processes that each code one chunk of sources at a time."""

    def __init__(self, task: Task, count: int) -> None:
        self._all = [_Worker(task) for _ in range(count)]
        self._idle: LifoQueue[_Worker] = LifoQueue()  # none starts before it is needed
        for worker in self._all:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="worker")
        atexit.register(self.close)  # workers ignore the signal by which Python would end them

    def warm(self) -> None:
        """Wait until one has loaded its coder; a SetupError where it cannot."""
        self._all[-1].at_work()

    def pids(self) -> list[int]:
        """The numbers of the processes that have started."""
        return [pid for worker in self._all if (pid := worker.pid()) is not None]

    def submit(
        self, chunk: Sequence[Source], *, published: date | None = None
    ) -> Future[list[Outcome]]:
        """An outcome for each source, in their order; a SetupError where a worker cannot work.

        `published` is the caller's word for their day.
        """
        return self._threads.submit(self._code, chunk, published)

    def close(self) -> None:
        """End them, whatever they are at."""
        atexit.unregister(self.close)
        for worker in self._all:
            worker.close()
        self._threads.shutdown(cancel_futures=True)

    def _code(self, chunk: Sequence[Source], published: date | None) -> list[Outcome]:
        worker = self._idle.get()
        try:
            return worker.code(chunk, published)
        finally:
            self._idle.put(worker)


@contextmanager
def open_workers(task: Task, count: int) -> Iterator[Workers]:
    """So many workers until the block ends."""
    workers = Workers(task, count)
    try:
        yield workers
    finally:
        workers.close()


class _Worker:
    """A process from its first use on, and the next one where a story has ended it."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._lock, self._is_closed = Lock(), False
        self._starting = Lock()
        self._at: _Process | None = None

    def code(self, sources: Sequence[Source], published: date | None) -> list[Outcome]:
        """An outcome for each source."""
        outcomes: list[Outcome] = []
        while len(outcomes) < len(sources):
            left = sources[len(outcomes) :]
            at = self.at_work()
            with suppress(EOFError, ConnectionError):
                at.line.send((left, published))
                for _ in left:
                    outcomes.append(at.hear())
                break
            self._at = None
            outcomes.append(self._lost(sources[len(outcomes)], at.ended_by()))
        return outcomes

    def at_work(self) -> _Process:
        """The process, once it has loaded its coder; a SetupError where it cannot."""
        with self._starting:  # only one may hear what a process that starts has to say
            if self._at is None:
                with self._lock:
                    if self._is_closed:
                        raise SetupError("coding was stopped")
                    self._at = _started(self._task)
                try:
                    self._at.wait()
                except SetupError:
                    self._at = None
                    raise
            return self._at

    def pid(self) -> int | None:
        """The number of the process, None before its first use."""
        return None if self._at is None else self._at.process.pid

    def close(self) -> None:
        """End the process; no other takes its place."""
        with self._lock:
            self._is_closed = True
        if self._at is not None:
            self._at.process.kill()
            self._at.ended_by()

    def _lost(self, source: Source, signal_number: int) -> Outcome:
        """What becomes of the source that ended the process; a WorkerLost if it is not to blame."""
        if isinstance(source, SetAside):
            raise _ended_early()
        name, seconds = source_id(source), self._task.seconds
        if signal_number == signal.SIGALRM and seconds:
            return set_aside(source, too_slow(name, seconds))
        if signal_number in _CRASHES:
            crash = signal.Signals(signal_number).name
            message = f"{name}: a library crashed at it ({crash})"
            return set_aside(source, StoryError("internal", message))
        raise _ended_early()


@dataclass(frozen=True)
class _Process:
    """A process, and our end of the line to it."""

    process: BaseProcess
    line: Connection

    def wait(self) -> None:
        """Wait until its coder is loaded; a SetupError where it cannot be."""
        try:
            fault: SetupError | None = self.line.recv()
        except (EOFError, ConnectionError):
            raise _ended_early() from None
        if fault is not None:
            raise fault

    def hear(self) -> Outcome:
        """The next outcome."""
        told: Outcome | SetupError = self.line.recv()
        if isinstance(told, SetupError):
            raise told
        return told

    def ended_by(self) -> int:
        """The number of the signal that ended it, 0 for none."""
        self.process.join()
        return max(0, -(self.process.exitcode or 0))


def _started(task: Task) -> _Process:
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(task, there), daemon=True)
    process.start()
    there.close()
    return _Process(process, here)


def _ended_early() -> WorkerLost:
    return WorkerLost("a worker ended early (out of memory?): try fewer workers")


# --- in the process ------------------------------------------------------------------


def _work(task: Task, line: Connection) -> None:
    """Load a coder, say so, and code what comes until nobody is there any more."""
    # Whoever stops a run often stops its whole group; workers end when the run does.
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGTSTP):
        signal.signal(one, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    logging.basicConfig(level=task.log_level, format=LOG_FORMAT)
    try:
        coder = task.load()
    except SetupError as error:
        line.send(error)
        return
    line.send(None)
    with suppress(EOFError):
        while True:
            sources, published = line.recv()
            for source in sources:
                with deadly(task.seconds):
                    outcome = _outcome(source, coder, published)
                line.send(outcome)


def _outcome(source: Source, coder: StoryCoder, published: date | None) -> Outcome | SetupError:
    try:
        return code_source(source, coder, published=published)
    except SetupError as error:
        return error


def _end_with_parent() -> None:
    """End this worker when its parent is killed: nobody else would, and it holds a model."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
