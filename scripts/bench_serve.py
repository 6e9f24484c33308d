"""Measure `dragoman serve`: fifty readers of lists while a writer adds stories, into BENCH.json.

The server and the writer are processes of their own; the readers are this one, over sockets that
stay open.  Each asks again as soon as it has its answer (`--think` lets it wait), and what it asks is drawn
from some hundred questions, a few of them popular, as with people.
"""

from __future__ import annotations

import asyncio
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import click

from bench import Table
from bench_store import CHECKOUT, coded_stories
from dragoman.build.stores import open_store
from dragoman.cli.adding import Kept, keep, now, start_run
from dragoman.evaluation.bench import merged, read_bench, write_bench
from questions import read_questions
from reader import Read, Reader
from synthetic_stories import Teller, read_teller, told_anew

#: The floor: nobody waits longer for a list, but one reader in twenty.
FLOOR_MS = 300
#: Stories of one transaction: each makes all that was answered before old.
BATCH = 16
#: Stories a second: a million a day, which is what the world prints in English.
NEWS = 12.0
#: More stories than can be added meanwhile, told before the clock starts.
AHEAD = 1_000
#: Numbers of stories that no filling comes to.
FIRST_ADDED = 10_000_000
#: Stories that are filled in at once.
FILLED = 500
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Load:
    """How much is asked, and how quickly."""

    readers: int
    seconds: float
    think: float
    warm: float
    seed: int = 6


@dataclass
class Counted:
    """What came of it."""

    reads: list[Read] = field(default_factory=list)
    added: int = 0
    changes: int = 0
    others: float = 0.0


# --- the store -----------------------------------------------------------------------


def fill_events(path: Path, teller: Teller, events: int) -> None:
    """Stories added until there are so many events."""
    first, run = 0, start_run("bench")
    with closing(open_store(str(path))) as store:
        while store.read("select count(*) as n from events")["n"][0].as_py() < events:
            keep(store, told_anew(teller, first=first, count=FILLED), run, Kept())
            first += FILLED


def prepared(folder: Path, events: int, base: Path | None, teller: Teller) -> Path:
    """A store of its own for this run, with so many events at least."""
    ready = base or folder / f"{events}.duckdb"
    if base is None and not ready.exists():
        fill_events(ready, teller, events)
    path = folder / "served.duckdb"
    for file in folder.glob(f"{path.name}*"):
        file.unlink()
    shutil.copyfile(ready, path)
    return path


# --- the server and the writer -------------------------------------------------------


@contextmanager
def served(path: Path) -> Iterator[tuple[str, int]]:
    """Where `dragoman serve` listens, for as long as it is needed."""
    command = [sys.executable, "-m", "dragoman", "serve", "--store", str(path), "--port", "0"]
    server = subprocess.Popen([*command, "--no-open"], stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        words = next((line for line in server.stderr if "http://" in line), None)
        if words is None:
            raise click.ClickException("the server did not start")
        url = urlsplit(next(word for word in words.split() if word.startswith("http://")))
        assert url.hostname is not None
        assert url.port is not None
        yield url.hostname, url.port
    finally:
        server.terminate()
        server.wait(PATIENCE)


def write_stories(path: Path, teller: Teller, seconds: float) -> tuple[int, int]:
    """Add stories through the owner's socket as fast as the world's news come; how many, and in
    how many batches."""
    stories = told_anew(teller, first=FIRST_ADDED, count=AHEAD)
    batches = [list(islice(stories, BATCH)) for _ in range(AHEAD // BATCH)]
    run, added, changes = start_run("bench"), 0, 0
    with closing(open_store(str(path))) as store:
        print("ready", flush=True)
        sys.stdin.readline()
        began = time.monotonic()
        for batch in batches:
            time.sleep(max(0.0, began + added / NEWS - time.monotonic()))
            if time.monotonic() - began > seconds:
                break
            added, changes = added + store.add(batch, run, at=now()).coded, changes + 1
    return added, changes


@contextmanager
def writing(path: Path, gold: Path, folder: Path, load: Load) -> Iterator[subprocess.Popen[str]]:
    """The writer, which waits for a line before it begins."""
    command = [sys.executable, __file__, str(gold), "--folder", str(folder), "--write", str(path)]
    writer = subprocess.Popen(
        [*command, "--seconds", str(load.warm + load.seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    if writer.stdout.readline() != "ready\n":
        raise click.ClickException("the writer did not start")
    try:
        yield writer
    finally:
        if writer.poll() is None:
            writer.kill()
        writer.wait()


# --- the readers ---------------------------------------------------------------------


async def read_all(where: tuple[str, int], questions: Sequence[str], load: Load) -> list[Read]:
    """All that the readers had, in no order."""
    begun = time.perf_counter()
    until = begun + load.warm + load.seconds
    readers = [
        Reader(where, questions, random.Random(load.seed * 1_000 + number), load.think)
        for number in range(load.readers)
    ]
    several = await asyncio.gather(*(one.read_until(until) for one in readers))
    return [read for reads in several for read in reads if read.begun >= begun + load.warm]


def measured(path: Path, gold: Path, folder: Path, load: Load) -> Counted:
    """Serve, write and read at once."""
    counted, begun, before = Counted(), time.perf_counter(), _others()
    with served(path) as where, writing(path, gold, folder, load) as writer:
        questions = read_questions(f"http://{where[0]}:{where[1]}")
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
        counted.reads = asyncio.run(read_all(where, questions, load))
        counted.added, counted.changes = map(int, writer.stdout.readline().split())
    counted.others = (_others() - before) / (time.perf_counter() - begun)
    return counted


def _others() -> float:
    """Seconds that all cores have been busy with what is none of ours."""
    numbers = [int(one) for one in Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
    idle = numbers[3] + numbers[4]
    ours = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    spent = sum(one.ru_utime + one.ru_stime for one in ours)
    return (sum(numbers[:8]) - idle) / os.sysconf("SC_CLK_TCK") - spent


# --- the rows ------------------------------------------------------------------------


def figures(counted: Counted, load: Load) -> Iterator[tuple[str, float, str]]:
    """Names, values and units of what is told."""
    yield "errors", float(sum(not one.ok for one in counted.reads)), "requests"
    yield "requests a second", len(counted.reads) / load.seconds, "requests/s"
    seconds = [one.seconds for one in counted.reads]
    for cut in (50, 95, 99):
        yield f"lists p{cut}", _percentile(seconds, cut), "ms"
    yield (
        "stories added a second meanwhile",
        counted.added / (load.warm + load.seconds),
        "stories/s",
    )
    yield "cores that other programs took", counted.others, "cores"
    yield "changes of the store meanwhile", float(counted.changes), "changes"


def _percentile(seconds: Sequence[float], cut: int) -> float:
    if len(seconds) < 2:
        return 0.0
    return 1000 * statistics.quantiles(seconds, n=100)[cut - 1]


@click.command(help=__doc__)
@click.argument(
    "gold", type=click.Path(path_type=Path), default=CHECKOUT.parent / "shared/data/gold"
)
@click.option("--events", default=100_000, show_default=True, help="How many to fill in.")
@click.option(
    "--base", type=click.Path(path_type=Path, exists=True), help="A filled store to copy."
)
@click.option("--readers", default=50, show_default=True)
@click.option("--seconds", default=60.0, show_default=True)
@click.option(
    "--think", default=0.0, show_default=True, help="Seconds between answer and question."
)
@click.option("--warm", default=60.0, show_default=True, help="Seconds before what is counted.")
@click.option("--folder", type=click.Path(path_type=Path), default=CHECKOUT / "build/bench-serve")
@click.option("--out", type=click.Path(path_type=Path), default=CHECKOUT / "BENCH.json")
@click.option("--write", type=click.Path(path_type=Path), hidden=True)
def main(
    gold: Path,
    events: int,
    base: Path | None,
    readers: int,
    seconds: float,
    warm: float,
    think: float,
    folder: Path,
    out: Path,
    write: Path | None,
) -> None:
    """Fill, serve, read while stories are added, and write the rows."""
    folder.mkdir(parents=True, exist_ok=True)
    teller = read_teller(coded_stories(gold, folder / "coded.jsonl"))
    if write is not None:
        click.echo(" ".join(map(str, write_stories(write, teller, seconds))))
        return
    path, load = prepared(folder, events, base, teller), Load(readers, seconds, think, warm)
    command = f"python scripts/bench_serve.py --events {events}" + (
        f" --think {think:g}" if think else ""
    )
    bench, rows = Table(command, date.today()), []
    for name, value, unit in figures(measured(path, gold, folder, load), load):
        waiting = f", {think:g} s between" if think else ""
        rows.append(bench.row(f"serve: {name}, {readers} readers{waiting}", value, unit, cores=2))
        click.echo(f"{rows[-1].name:70} {rows[-1].value:10} {unit}")
    write_bench(merged(read_bench(out), rows), out)


if __name__ == "__main__":
    main()
