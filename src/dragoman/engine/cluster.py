"""The only import of Ray: rows that flow through tasks and actors on many machines."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from dragoman.errors import SetupError

# Ray tells its maker of every cluster unless this is set before it starts.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
# And it lets the network in, on every system but two, unless this says that the cluster is one of
# this machine alone.
if not os.environ.get("RAY_ADDRESS"):
    os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
import ray
import ray.data
import ray.exceptions

Work = Callable[[pa.Table], pa.Table]
Item = str

#: Bytes that one task is given at a time: what a worker that dies has to do again.
BLOCK = 8 * 2**20
#: Bytes of memory in which rows wait between tasks, where this process starts the cluster.
WAITING = 256 * 2**20
#: Tasks of one kind for each core: few enough to start quickly, enough to share the work evenly.
_TASKS = 8
#: Of a core: what reads inputs must find room beside the coders, and not be one with them.
READING = 0.5


@dataclass(frozen=True)
class Rows:
    """Rows that are made when they are asked for, wherever there is room."""

    dataset: Any


@contextmanager
def open_cluster(address: str, workers: int) -> Iterator[None]:
    """The cluster at this address, or one on this machine alone where that is "".

    One that this process is connected with already is used as it is.
    """
    if ray.is_initialized():
        _prepare()
        yield
        return
    try:
        _start(address, workers)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise SetupError(f"no cluster could be started or reached: {error}") from error
    try:
        _prepare()
        yield
    finally:
        ray.shutdown()


def _start(address: str, workers: int) -> None:
    quiet = {"logging_level": logging.ERROR, "log_to_driver": False}
    if address:
        ray.init(address=address, **quiet)
        return
    ray.init(
        num_cpus=workers + 1,
        include_dashboard=False,
        object_store_memory=WAITING,
        _node_ip_address="127.0.0.1",
        **quiet,
    )


def _prepare() -> None:
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.target_max_block_size = BLOCK
    context.max_hash_shuffle_aggregators = max(1, cores())
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    # It advises on pools that are larger than an input of one file needs.
    warnings.filterwarnings("ignore", category=UserWarning, module=r"ray\.data")


def cores() -> int:
    """The cores of the whole cluster."""
    return int(ray.cluster_resources().get("CPU", 1))


def over(
    items: Sequence[Item], work: Callable[[Item], Iterator[pa.Table]], *, share: float = 1
) -> Rows:
    """What the work gives for each item; a task works at several, each on a `share` of a core."""

    def one(batch: pa.Table) -> Iterator[pa.Table]:
        for item in batch["item"].to_pylist():
            yield from work(item)

    tasks = min(len(items), cores() * _TASKS)
    rows = ray.data.from_items([{"item": item} for item in items], override_num_blocks=tasks)
    return Rows(rows.map_batches(one, batch_size=1, batch_format="pyarrow", num_cpus=share))


def in_actors(rows: Rows, actor: type, given: Sequence[object], *, actors: int, batch: int) -> Rows:
    """What calls of actors give, each made once with what is `given`; one that dies is replaced."""
    done = rows.dataset.map_batches(
        actor,
        fn_constructor_args=list(given),
        batch_size=batch,
        batch_format="pyarrow",
        compute=ray.data.ActorPoolStrategy(size=actors),
        num_cpus=1,
    )
    return Rows(done)


def grouped(rows: Rows, by: str | list[str], work: Work, *, buckets: int) -> Rows:
    """What the work gives for all rows that agree in a column."""

    def one(group: pa.Table) -> pa.Table:
        return work(group)

    groups = rows.dataset.groupby(by, num_partitions=buckets)
    return Rows(groups.map_groups(one, batch_format="pyarrow", num_cpus=1))


def collected(rows: Rows, schema: pa.Schema) -> pa.Table:
    """All rows, here."""
    return pa.concat_tables([schema.empty_table(), *streamed(rows, schema)])


def streamed(rows: Rows, schema: pa.Schema) -> Iterator[pa.Table]:
    """The rows as they are made."""
    try:
        for batch in rows.dataset.iter_batches(batch_size=None, batch_format="pyarrow"):
            if batch.num_rows:
                yield batch.select(schema.names).cast(schema)
    except (ray.exceptions.RayError, RuntimeError) as error:
        raise _as_ours(error) from error


def _as_ours(error: BaseException) -> SetupError:
    """The error of ours that a task met, else what the cluster complains of."""
    for one in _causes(error):
        if isinstance(one, SetupError):
            return type(one)(str(one).strip().splitlines()[-1])
    return SetupError(f"the cluster failed: {type(error).__name__}: {_last_line(error)}")


def _causes(error: BaseException | None) -> Iterable[BaseException]:
    while error is not None:
        yield error
        error = getattr(error, "cause", None) or error.__cause__


def _last_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1] if lines else ""
