"""Many sources in, as many outcomes out, in the same order: in = coded + set aside."""

from __future__ import annotations

import logging
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from hashlib import blake2b
from itertools import islice
from multiprocessing import get_context

from dragoman.coding.coder import StoryCoder
from dragoman.errors import SetupError, StoryError
from dragoman.reading import read
from dragoman.reading.identity import source_id
from dragoman.types import GivenText, Outcome, Page, SetAside

log = logging.getLogger(__name__)

Source = Page | GivenText | SetAside
Load = Callable[[], StoryCoder]

#: Sources that one worker gets at a time, and tasks that wait for each worker.
CHUNK, WAITING = 8, 3


def run(
    sources: Iterable[Source], load: Load, *, published: date | None = None, workers: int = 1
) -> Iterator[Outcome]:
    """An outcome for every source, in order and in constant memory.

    With several workers each is a process that calls `load` itself, so `load` must be
    picklable then; the outcomes are the same for any number of workers.
    """
    checked = _without_clashes(sources)
    if workers <= 1:
        coder = load()
        for source in checked:
            yield code_source(source, coder, published=published)
        return
    yield from _run_in_processes(checked, load, published, workers)


def code_source(source: Source, coder: StoryCoder, *, published: date | None = None) -> Outcome:
    """The source's records, or why it is set aside; never an exception."""
    if isinstance(source, SetAside):
        return source
    try:
        return coder.code(read(source, published=published))
    except StoryError as error:
        return SetAside(source_id(source), error.kind, error.message, url=source.url)
    except SetupError:
        raise
    except Exception as error:  # one story's surprise must not cost the others
        log.exception("story %s", source_id(source))
        message = f"{type(error).__name__}: {error}"
        return SetAside(source_id(source), "internal", message, url=source.url)


def _without_clashes(sources: Iterable[Source]) -> Iterator[Source]:
    """The sources; one whose given id stood on another text before is set aside."""
    text_by_id: dict[bytes, bytes] = {}
    for source in sources:
        if isinstance(source, GivenText) and source.id:
            key, text = _digest(source.id), _digest(source.text)
            if text_by_id.setdefault(key, text) != text:
                message = f"id {source.id} was given before with another text"
                yield SetAside(source.id, "duplicate-id", message, url=source.url)
                continue
        yield source


def _digest(words: str) -> bytes:
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _run_in_processes(
    sources: Iterator[Source], load: Load, published: date | None, workers: int
) -> Iterator[Outcome]:
    context = get_context("spawn")
    waiting: deque[Future[list[Outcome]]] = deque()
    with ProcessPoolExecutor(workers, context, _start_worker, (load, published)) as pool:
        try:
            for chunk in _chunks(sources):
                waiting.append(pool.submit(_code_chunk, chunk))
                if len(waiting) >= workers * WAITING:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise SetupError("a worker ended early; try fewer --workers") from error
        finally:
            for future in waiting:
                future.cancel()


def _chunks(sources: Iterator[Source]) -> Iterator[list[Source]]:
    while chunk := list(islice(sources, CHUNK)):
        yield chunk


#: The coder of this worker process, set once by its start.
_worker: list[tuple[StoryCoder, date | None]] = []


def _start_worker(load: Load, published: date | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker.append((load(), published))


def _code_chunk(sources: Sequence[Source]) -> list[Outcome]:
    coder, published = _worker[0]
    return [code_source(source, coder, published=published) for source in sources]
