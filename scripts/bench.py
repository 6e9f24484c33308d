"""Measure how fast dragoman codes stories, next to its encoder alone, into BENCH.json.

The stories are the dev splits of the gold, repeated; without the gold, the example pages.
Every figure is taken in a process of its own, held to as many cores as its name says.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path

import click

from dragoman.build import load
from dragoman.coding.coder import without_furniture
from dragoman.coding.numbers import numbers_by_trigger
from dragoman.coding.resolved import arcs_in, resolve_mentions
from dragoman.evaluation.bench import Measurement, merged, read_bench, write_bench
from dragoman.evaluation.gold import gold_folders, load_gold
from dragoman.pipeline import run
from dragoman.reading import read
from dragoman.resolving.dates import resolve_date
from dragoman.resolving.gazetteer import Gazetteer
from dragoman.tagging.tagger import decode_story
from dragoman.types import Coded, GivenText, Page, Role, Story, Tagging

CHECKOUT = Path(__file__).resolve().parent.parent
EXAMPLES = CHECKOUT / "examples"
STORIES = 2000
STARTS = 5  # a start is short and noisy: the median of five
KIB = 1024
MIB = 1024 * KIB
IMPORT = "import time; t = time.perf_counter(); import dragoman; print(time.perf_counter() - t)"


@dataclass(frozen=True, slots=True)
class Run:
    """What one measured process says: its seconds, and the peak memory of it and its workers.

    `encoder` are the seconds of the encoder in the same process, where they are told apart.
    """

    seconds: float
    encoder: float
    stories: int
    words: int
    peak: float


@dataclass(frozen=True, slots=True)
class Seconds:
    """What was measured took so long, and the encoder beside it, if that is told apart."""

    spent: float
    encoder: float = 0.0


# --- the stories ---------------------------------------------------------------------


def texts(gold: Path) -> list[GivenText]:
    """The dev stories of the gold, or the example pages where there is no gold."""
    if gold.is_dir():
        stories = [story for folder in gold_folders(gold) for story in load_gold(folder, "dev")]
        return [GivenText(story.text, id=story.id, published=story.published) for story in stories]
    pages = [Page(path.read_bytes(), str(path)) for path in sorted(EXAMPLES.glob("*.html"))]
    return [GivenText(read(page).text, id=page.url) for page in pages]


def repeated(stories: Sequence[GivenText], count: int) -> list[GivenText]:
    """So many stories, each with an id of its own."""
    return [
        GivenText(story.text, id=f"{number}", published=story.published)
        for number, story in enumerate(islice(cycle(stories), count))
    ]


# --- what a measured process does ----------------------------------------------------


def time_line(stories: Sequence[GivenText], cores: int) -> Seconds:
    """Seconds from given texts to records, the model loaded before."""
    coder = load()
    start = time.perf_counter()
    outcomes = list(run(stories, load if cores > 1 else lambda: coder, workers=cores))
    seconds = time.perf_counter() - start
    lost = sum(not isinstance(outcome, Coded) for outcome in outcomes)
    if lost or len(outcomes) != len(stories):
        raise click.ClickException(f"{lost} of {len(stories)} stories were not coded")
    return Seconds(seconds)


def time_encoder(stories: Sequence[GivenText], cores: int) -> Seconds:
    """Seconds that the encoder takes for the windows of the same stories, and nothing else."""
    tagger = load().tagger
    windows = [window for story in stories for window in tagger.windows(tagger.words(read(story)))]
    start = time.perf_counter()
    with ThreadPoolExecutor(cores) as pool:
        for _ in pool.map(tagger.session, windows):
            pass
    return Seconds(time.perf_counter() - start)


def time_resolvers(stories: Sequence[GivenText], cores: int) -> Seconds:
    """Seconds that all look-ups of the stories take, and the encoder before each; one core."""
    coder = load()
    spent = encoder = 0.0
    for story in map(read, stories):
        words = coder.tagger.words(story)
        windows = coder.tagger.windows(words)
        start = time.perf_counter()
        answers = [coder.tagger.session(window) for window in windows]
        encoder += time.perf_counter() - start
        tagging = decode_story(story.sentences, words, answers, coder.tagger.bundle.labels)
        kept = without_furniture(tagging, (*story.furniture, *tagging.furniture))
        start = time.perf_counter()
        resolve_all(story, kept, coder.gazetteer)
        spent += time.perf_counter() - start
    return Seconds(spent, encoder)


def resolve_all(story: Story, tagging: Tagging, gazetteer: Gazetteer) -> None:
    """Everything that the coder looks up for a story: who, where, when and how many."""
    resolve_mentions(story, tagging, gazetteer)
    dates = {arc.trigger: arc.mention for arc in arcs_in(tagging, {Role.DATE})}
    for number, trigger in enumerate(tagging.triggers):
        span = tagging.mentions[dates[number]].span if number in dates else None
        resolve_date(span, story, auxiliary=trigger.auxiliary)
    numbers_by_trigger(tagging.triggers, story)


MEASURED = {
    "stories from text": time_line,
    "encoder alone": time_encoder,
    "resolvers": time_resolvers,
}


def measure(what: str, gold: Path, *, cores: int, count: int) -> Run:
    """One run of this very process, held to its cores."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:cores]))
    stories = repeated(texts(gold), count)
    seconds = MEASURED[what](stories, cores)
    words = sum(len(story.text.split()) for story in stories)
    return Run(seconds.spent, seconds.encoder, count, words, peak_memory(cores))


def peak_memory(workers: int) -> float:
    """The MiB that this process took at most, with as much for each worker as the largest took."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + workers * largest) * KIB / MIB


# --- processes to measure ------------------------------------------------------------


def child(what: str, gold: Path, *, cores: int, count: int) -> Run:
    """The same in a fresh process."""
    options = ["--what", what, "--cores", str(cores), "--stories", str(count)]
    done = output_of([sys.executable, __file__, str(gold), *options])
    return Run(**json.loads(done.splitlines()[-1]))


def output_of(command: Sequence[str]) -> str:
    """What a command prints; one that fails ends the benchmark with its last line."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise click.ClickException(f"{' '.join(command)}: {done.stderr.strip()[-500:]}")
    return done.stdout


def import_time() -> float:
    """Milliseconds that `import dragoman` takes in a fresh process."""
    return 1000 * statistics.median(
        float(output_of([sys.executable, "-c", IMPORT])) for _ in range(STARTS)
    )


def first_record() -> float:
    """Seconds of the whole process that codes one saved page."""
    page = str(EXAMPLES / "summit.html")
    command = [sys.executable, "-m", "dragoman", "code", page, "--format", "jsonl"]
    return statistics.median(timed(command) for _ in range(STARTS))


def timed(command: Sequence[str]) -> float:
    """Seconds that a command takes."""
    start = time.perf_counter()
    output_of(command)
    return time.perf_counter() - start


# --- the rows ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one benchmark: the command and the day are the same for all."""

    command: str
    day: date

    def row(
        self, name: str, value: float, unit: str, *, cores: int, to: Measurement | None = None
    ) -> Measurement:
        """One row, with its ratio to another."""
        ratio = None if to is None else round(value / to.value, 3)
        target = None if to is None else to.name
        rounded = round(value, 2 if value < 100 else 0)
        return Measurement(
            name, rounded, unit, cores, ratio, target, self.command, self.day.isoformat()
        )

    def share(self, name: str, share: float, *, cores: int, of: Measurement) -> Measurement:
        """A share of another row's time, which is its ratio too."""
        row = self.row(name, share, "share", cores=cores)
        return replace(row, ratio=round(share, 3), ratio_to=of.name)


def speed_rows(table: Table, gold: Path, *, cores: int, count: int) -> list[Measurement]:
    """Stories and words a second on so many cores, beside the encoder alone."""
    line = child("stories from text", gold, cores=cores, count=count)
    encoder = child("encoder alone", gold, cores=cores, count=count)
    on = f"{cores} core" if cores == 1 else f"{cores} cores"
    alone = table.row(
        f"encoder alone, {on}", encoder.stories / encoder.seconds, "stories/s", cores=cores
    )
    stories, words = line.stories / line.seconds, line.words / line.seconds
    rows = [
        alone,
        table.row(f"stories from text, {on}", stories, "stories/s", cores=cores, to=alone),
        table.row(f"words from text, {on}", words, "words/s", cores=cores),
        table.row(f"peak memory, {on}", line.peak, "MiB", cores=cores),
    ]
    if cores > 1:
        return rows
    resolvers = child("resolvers", gold, cores=1, count=count)
    share = resolvers.seconds / resolvers.encoder
    name = f"resolvers, share of the encoder, {on}"
    return [*rows, table.share(name, share, cores=1, of=alone)]


def start_rows(table: Table) -> list[Measurement]:
    """How long a start takes."""
    return [
        table.row("import dragoman", import_time(), "ms", cores=1),
        table.row("first record of a page, whole process", first_record(), "s", cores=1),
    ]


@click.command(help=__doc__)
@click.argument(
    "gold", type=click.Path(path_type=Path), default=CHECKOUT.parent / "shared/data/gold"
)
@click.option("--stories", "count", default=STORIES, show_default=True, help="How many to code.")
@click.option("--out", type=click.Path(path_type=Path), default=CHECKOUT / "BENCH.json")
@click.option("--cores", type=int, multiple=True, default=(1, 2), show_default=True)
@click.option("--what", type=click.Choice(sorted(MEASURED)), hidden=True)
def main(gold: Path, count: int, out: Path, cores: tuple[int, ...], what: str | None) -> None:
    """Measure everything, or one thing in this process (`--what`)."""
    if what is not None:
        run_of = measure(what, gold, cores=cores[0], count=count)
        click.echo(json.dumps({name: getattr(run_of, name) for name in Run.__slots__}))
        return
    table = Table(f"python scripts/bench.py --stories {count}", date.today())
    rows = start_rows(table)
    for number in cores:
        rows += speed_rows(table, gold, cores=number, count=count)
    write_bench(merged(read_bench(out), rows), out)
    for row in rows:
        ratio = "" if row.ratio is None else f"  {row.ratio:.2f} of {row.ratio_to}"
        click.echo(f"{row.name:40} {row.value:10} {row.unit}{ratio}")


if __name__ == "__main__":
    main()
