"""Measure how fast dragoman codes stories, next to its encoder alone, into BENCH.json.

The stories are the dev splits of the gold, repeated; without the gold, the example pages.
Saved pages are those of the article extraction benchmark, repeated under other addresses; what is
measured from them stands beside the encoder on the very stories that they hold.
Every figure is taken in a process of its own, held to as many cores as its name says.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from dragoman.build import load, open_store
from dragoman.cli.adding import Kept, keep, start_run
from dragoman.coding.coder import without_furniture
from dragoman.coding.numbers import numbers_by_trigger
from dragoman.coding.resolved import arcs_in, resolve_mentions
from dragoman.errors import StoryError
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
#: Words of a usual news story.
USUAL_WORDS = 450
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


def saved_pages(folder: Path, count: int) -> list[Page]:
    """So many saved pages, each under an address of its own; the examples where there are none."""
    files = sorted(folder.glob("*.html.gz")) or sorted(EXAMPLES.glob("*.html"))
    bodies = [
        gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        for file in files
    ]
    return [
        Page(body, f"https://bench.example/{number}.html")
        for number, body in enumerate(islice(cycle(bodies), count))
    ]


def readable(pages: Sequence[Page]) -> list[Story]:
    """The stories that the pages hold."""
    stories = []
    for page in pages:
        with suppress(StoryError):
            stories.append(read(page))
    return stories


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


def time_html(pages: Sequence[Page], cores: int) -> Seconds:
    """Seconds from saved pages to records, workers started within."""
    coder = load()
    start = time.perf_counter()
    for _ in run(pages, load if cores > 1 else lambda: coder, workers=cores):
        pass
    return Seconds(time.perf_counter() - start)


def time_store(pages: Sequence[Page], cores: int) -> Seconds:
    """Seconds from saved pages to a new store, with linking."""
    with TemporaryDirectory() as folder, closing(open_store(f"{folder}/bench.duckdb")) as store:
        start = time.perf_counter()
        keep(store, run(pages, load, workers=cores), start_run("bench"), Kept())
        return Seconds(time.perf_counter() - start)


def time_encoder(sources: Sequence[GivenText], cores: int) -> Seconds:
    """Seconds that the encoder takes for the windows of the same stories, and nothing else."""
    return _time_encoder(list(map(read, sources)), cores)


def time_encoder_of_pages(pages: Sequence[Page], cores: int) -> Seconds:
    """The same for the stories of saved pages."""
    return _time_encoder(readable(pages), cores)


def _time_encoder(stories: Sequence[Story], cores: int) -> Seconds:
    tagger = load().tagger
    windows = [window for story in stories for window in tagger.windows(tagger.words(story))]
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
MEASURED_FROM_PAGES = {
    "stories from html": time_html,
    "stories from html to store": time_store,
    "encoder alone on pages": time_encoder_of_pages,
}


def measure(what: str, gold: Path, *, cores: int, count: int) -> Run:
    """One run of this very process, held to its cores."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:cores]))
    if what in MEASURED_FROM_PAGES:
        pages = saved_pages(gold.parent / "page_extraction_dev/html", count)
        seconds, stories = MEASURED_FROM_PAGES[what](pages, cores), readable(pages)
        words = sum(len(story.text.split()) for story in stories)
        return Run(seconds.spent, seconds.encoder, len(stories), words, peak_memory(cores))
    told = repeated(texts(gold), count)
    seconds = MEASURED[what](told, cores)
    words = sum(len(story.text.split()) for story in told)
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
        return [*rows, *page_rows(table, gold, alone, cores=cores, count=count)]
    resolvers = child("resolvers", gold, cores=1, count=count)
    share = resolvers.seconds / resolvers.encoder
    name = f"resolvers, share of the encoder, {on}"
    return [*rows, table.share(name, share, cores=1, of=alone)]


def page_rows(
    table: Table, gold: Path, alone: Measurement, *, cores: int, count: int
) -> list[Measurement]:
    """From saved pages, to records and to a store; ratios are those of the encoder's seconds for the
    very same stories."""
    encoder = child("encoder alone on pages", gold, cores=cores, count=count)
    rows = []
    for what in ("stories from html", "stories from html to store"):
        found = child(what, gold, cores=cores, count=count)
        row = table.row(
            f"{what}, {cores} cores", found.stories / found.seconds, "stories/s", cores=cores
        )
        ratio = round(encoder.seconds / found.seconds, 3)
        usual = found.words / found.seconds / USUAL_WORDS
        rows += [
            replace(row, ratio=ratio, ratio_to=alone.name),
            table.row(
                f"{what}, of {USUAL_WORDS} words, {cores} cores", usual, "stories/s", cores=cores
            ),
        ]
    return rows


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
@click.option("--what", type=click.Choice(sorted({**MEASURED, **MEASURED_FROM_PAGES})), hidden=True)
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
