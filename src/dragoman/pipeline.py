"""Many sources in, as many outcomes out, in the same order: in = coded + set aside."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from itertools import islice

from dragoman.coding.source import Source, clash, code_source
from dragoman.gathering.given_ids import GivenIds
from dragoman.types import GivenText, Outcome
from dragoman.workers import Load, Task, open_workers

log = logging.getLogger(__name__)

Code = Callable[[Sequence[Source]], list[Outcome]]
_Begin = Callable[[Sequence[Source]], Future[list[Outcome]]]

#: Sources that one worker gets at a time, and tasks that wait for each worker.
CHUNK, WAITING = 8, 3


def run(
    sources: Iterable[Source],
    load: Load,
    *,
    published: date | None = None,
    workers: int = 1,
    done: int = 0,
    seconds: float = 0.0,
) -> Iterator[Outcome]:
    """An outcome for every source, in order and in constant memory.

    With several workers each is a process that calls `load` itself, so `load` must be
    picklable then; the outcomes are the same for any number of workers.  The first `done`
    sources were coded before: they give no outcome, but their ids are known.  A story that
    takes longer than so many seconds is set aside (0: none is; time_limit.py says how).
    """
    checked = islice(_without_clashes(sources), done, None)
    if workers <= 1:
        coder = load()
        for source in checked:
            yield code_source(source, coder, published=published, seconds=seconds)
        return
    task = Task(load, seconds, log.getEffectiveLevel())
    with open_workers(task, workers) as processes:
        code = partial(processes.submit, published=published)
        yield from _in_order(checked, code, most=workers * WAITING)


@contextmanager
def open_coding(load: Load, *, workers: int = 1, seconds: float = 0.0) -> Iterator[Code]:
    """A function that codes a batch and keeps its coders for the next: for sources that trickle.

    An outcome for each source, in their order, as `run` gives them.  It may be called in any
    thread, so where there is a limit of seconds even one worker is a process.
    """
    if workers <= 1 and not seconds:
        coder = load()
        yield lambda sources: [code_source(source, coder) for source in sources]
        return
    task = Task(load, seconds, log.getEffectiveLevel())
    with open_workers(task, workers) as processes:
        processes.warm()  # what cannot work is told before anything comes
        most = workers * WAITING
        yield lambda sources: list(_in_order(iter(sources), processes.submit, most=most))


def _without_clashes(sources: Iterable[Source]) -> Iterator[Source]:
    """The sources; one whose given id stood on another text before is set aside."""
    with closing(GivenIds()) as known:
        for source in sources:
            if isinstance(source, GivenText) and source.id and known.clashes(source):
                yield clash(source.id, source.url)
            else:
                yield source


def _in_order(sources: Iterator[Source], code: _Begin, *, most: int) -> Iterator[Outcome]:
    """Outcomes in the order of the sources, with at most so many chunks under way."""
    waiting: deque[Future[list[Outcome]]] = deque()
    for chunk in _chunks(sources):
        waiting.append(code(chunk))
        while len(waiting) >= most or (waiting and waiting[0].done()):
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _chunks(sources: Iterator[Source]) -> Iterator[list[Source]]:
    while chunk := list(islice(sources, CHUNK)):
        yield chunk
