"""Where a run on a cluster is put together: settings in, a job out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from dragoman.build import load
from dragoman.build.stores import load_linking
from dragoman.engine.job import Job, Joining, Link
from dragoman.errors import UsageError
from dragoman.keeping.events import events_among
from dragoman.keeping.linking import Linking
from dragoman.keeping.pairs import judge_pairs
from dragoman.settings import Settings
from dragoman.store.lakes.journal import make_lake
from dragoman.store.lakes.layout import Mark
from dragoman.store.requests import Run
from dragoman.types import Event, Judgement, Report

if TYPE_CHECKING:
    from dragoman.engine.run import Finished


@dataclass(frozen=True)
class Wanted:
    """What is to be coded into which lake, on which cluster ("": this machine)."""

    inputs: tuple[str, ...]
    lake: Path
    published: date | None
    address: str
    workers: int


def code_into_lake(settings: Settings, wanted: Wanted, tell: Callable[[int], None]) -> Finished:
    """Code the inputs into the lake, which is made if it is not there."""
    try:
        engine, cluster = (import_module(f"dragoman.engine.{name}") for name in ("run", "cluster"))
    except ImportError as error:
        raise UsageError(
            f"--engine ray needs Ray: pip install 'dragoman[engine]' ({error})"
        ) from error
    lake = wanted.lake.resolve()
    coder = load(settings)
    make_lake(lake, Mark(uuid4().hex, version("dragoman")))
    with cluster.open_cluster(wanted.address, wanted.workers):
        job = Job(
            lake=lake,
            inputs=wanted.inputs,
            run=Run(uuid4().hex, coder.coder, _now()),
            load=partial(load, settings),
            joining=load_joining(),
            published=wanted.published,
            max_bytes=settings.max_page_bytes,
            seconds=settings.story_seconds,
            actors=wanted.workers or max(1, cluster.cores() - 1),
        )
        finished: Finished = engine.run_job(job, tell, _now)
    return finished


def load_joining() -> Joining:
    """How records become events, as workers are told it."""
    linking = load_linking()
    return Joining(
        keys_of=linking.linker.keys_of,
        judge=partial(_judge, linking=linking),
        events=partial(_events, linking=linking),
    )


def _judge(
    pairs: Sequence[tuple[Report, Report]], at: datetime, *, linking: Linking
) -> list[Judgement]:
    return judge_pairs(pairs, linking.linker, at)


def _events(reports: Sequence[Report], same: Iterable[Link], *, linking: Linking) -> list[Event]:
    return events_among(reports, same, linking)


def _now() -> datetime:
    """This moment as a lake writes it: UTC, and not saying so."""
    return datetime.now(UTC).replace(tzinfo=None)
