"""Many sources in, as many outcomes out, in the same order: in = coded + set aside."""

from __future__ import annotations

import logging
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread

from dragoman.coding.coder import StoryCoder
from dragoman.coding.source import Source, clash, code_source
from dragoman.errors import SetupError
from dragoman.gathering.given_ids import GivenIds
from dragoman.types import GivenText, Outcome

log = logging.getLogger(__name__)

Load = Callable[[], StoryCoder]
Code = Callable[[Sequence[Source]], list[Outcome]]

LOG_FORMAT = "%(asctime)s %(name)s: %(message)s"
#: Sources that one worker gets at a time, and tasks that wait for each worker.
CHUNK, WAITING = 8, 3


def run(
    sources: Iterable[Source],
    load: Load,
    *,
    published: date | None = None,
    workers: int = 1,
    done: int = 0,
) -> Iterator[Outcome]:
    """An outcome for every source, in order and in constant memory.

    With several workers each is a process that calls `load` itself, so `load` must be
    picklable then; the outcomes are the same for any number of workers.  The first `done`
    sources were coded before: they give no outcome, but their ids are known.
    """
    checked = islice(_without_clashes(sources), done, None)
    if workers <= 1:
        coder = load()
        for source in checked:
            yield code_source(source, coder, published=published)
        return
    yield from _run_in_processes(checked, load, published, workers)


@contextmanager
def open_coding(load: Load, *, workers: int = 1) -> Iterator[Code]:
    """A function that codes a batch and keeps its coders for the next: for sources that trickle.

    An outcome for each source, in their order, as `run` gives them.
    """
    if workers <= 1:
        coder = load()
        yield lambda sources: [code_source(source, coder) for source in sources]
        return
    with _pool(_Start(load, None, log.getEffectiveLevel()), workers) as pool:
        yield lambda sources: list(_in_order(iter(sources), pool, most=workers * WAITING))


def _without_clashes(sources: Iterable[Source]) -> Iterator[Source]:
    """The sources; one whose given id stood on another text before is set aside."""
    with closing(GivenIds()) as known:
        for source in sources:
            if isinstance(source, GivenText) and source.id and known.clashes(source):
                yield clash(source.id, source.url)
            else:
                yield source


@dataclass(frozen=True)
class _Start:
    """What a worker needs to begin: how to load its coder, and how much to log."""

    load: Load
    published: date | None
    log_level: int


def _run_in_processes(
    sources: Iterator[Source], load: Load, published: date | None, workers: int
) -> Iterator[Outcome]:
    with _pool(_Start(load, published, log.getEffectiveLevel()), workers) as pool:
        yield from _in_order(sources, pool, most=workers * WAITING)


@contextmanager
def _pool(start: _Start, workers: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes until the block ends; a SetupError where one of them dies."""
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (start,))
    try:
        yield pool
    except BrokenProcessPool as error:
        raise SetupError("a worker ended early (out of memory?): try fewer workers") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    sources: Iterator[Source], pool: ProcessPoolExecutor, *, most: int
) -> Iterator[Outcome]:
    """Outcomes in the order of the sources, with at most so many chunks under way."""
    waiting: deque[Future[list[Outcome]]] = deque()
    for chunk in _chunks(sources):
        waiting.append(pool.submit(_code_chunk, chunk))
        while len(waiting) >= most or (waiting and waiting[0].done()):
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _chunks(sources: Iterator[Source]) -> Iterator[list[Source]]:
    while chunk := list(islice(sources, CHUNK)):
        yield chunk


@dataclass(frozen=True)
class _Worker:
    """A worker process: its coder, or why it has none."""

    coder: StoryCoder | SetupError
    published: date | None


#: This process's worker, set once by its start.
_workers: list[_Worker] = []


def _start_worker(start: _Start) -> None:
    """Load the coder; a fault is kept for the first chunk, as a start can only fail loudly."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    logging.basicConfig(level=start.log_level, format=LOG_FORMAT)
    try:
        _workers.append(_Worker(start.load(), start.published))
    except SetupError as error:
        _workers.append(_Worker(error, start.published))


def _end_with_parent() -> None:
    """End this worker when its parent is killed: nobody else would, and it holds a model."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _code_chunk(sources: Sequence[Source]) -> list[Outcome]:
    worker = _workers[0]
    if isinstance(worker.coder, SetupError):
        raise worker.coder
    return [code_source(source, worker.coder, published=worker.published) for source in sources]
