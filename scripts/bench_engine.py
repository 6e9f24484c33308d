"""Measure the engine beside one machine's own commands, into BENCH.json.

The same short stories (those of bench_memory.py, in several files) are coded by `dragoman code` with two
workers, added to a store by `dragoman add` with two workers, and coded into a lake by `--engine ray` with two
actors: whole commands, start and end included, in turn and several times, the median of each.  The lake is
linked, as the store is; the file of `code` is not.  "For one story" is what a command costs before and after
the stories.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bench import Table
from bench_memory import DAY, row
from dragoman.evaluation.bench import Measurement, merged, read_bench, write_bench

CHECKOUT = Path(__file__).resolve().parent.parent
FILES, DAYS = 8, 4
CODE, ADD, LAKE = "code", "add", "a lake"
#: How each command is given its workers and its target.
COMMANDS = {
    CODE: ("code", "--out", "coded.jsonl"),
    ADD: ("add", "--store", "record.duckdb"),
    LAKE: ("code", "--engine", "ray", "--out", "lake"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """The seconds of each command, in each round."""

    seconds: dict[str, list[float]]
    lake_bytes: int

    def median(self, name: str) -> float:
        """The median of a command's rounds."""
        return statistics.median(self.seconds[name])


def measured(count: int, *, workers: int, rounds: int) -> Told:
    """Every command once in each round, over so many stories."""
    seconds: dict[str, list[float]] = {name: [] for name in COMMANDS}
    size = 0
    with TemporaryDirectory() as folder:
        inputs = Path(folder, "in")
        write_stories(inputs, count)
        for number in range(rounds):
            place = Path(folder, str(number))
            place.mkdir()
            for name in COMMANDS:
                seconds[name].append(run(name, inputs, place, workers=workers))
                click.echo(f"{count:6} stories, {name:8} {seconds[name][-1]:8.1f} s", err=True)
            size = sum(one.stat().st_size for one in (place / "lake").rglob("*.parquet"))
    return Told(seconds, size)


def write_stories(folder: Path, count: int) -> None:
    """So many stories of a few days, shared among a few files."""
    folder.mkdir()
    for at in range(min(FILES, count)):
        words = "".join(map(of_a_few_days, range(at, count, FILES)))
        Path(folder, f"part-{at}.jsonl").write_text(words, encoding="utf-8")


def of_a_few_days(number: int) -> str:
    """Story number so and so; a day of a real lake has thousands of them."""
    day = DAY + timedelta(days=number % DAYS)
    return json.dumps({**json.loads(row(number)), "published": day.isoformat()}) + "\n"


def run(name: str, inputs: Path, place: Path, *, workers: int) -> float:
    """The seconds that a command takes."""
    verb, *options, target = COMMANDS[name]
    command = [sys.executable, "-m", "dragoman", verb, str(inputs), "--workers", str(workers)]
    began = time.perf_counter()
    told = subprocess.run([*command, *options, place / target], capture_output=True, text=True)
    if told.returncode:
        raise click.ClickException(f"{name} ended with {told.returncode}: {told.stderr[-2000:]}")
    return time.perf_counter() - began


def rows(table: Table, count: int, told: Told, one: Told, *, cores: int) -> Iterator[Measurement]:
    """What was measured, under the names of BENCH.json."""

    def speed(name: str) -> float:
        return count / told.median(name)

    def further(name: str) -> float:
        return count / (told.median(name) - one.median(name))

    code = table.row("engine: short stories, code", speed(CODE), "stories/s", cores=cores)
    add = table.row("engine: short stories, add", speed(ADD), "stories/s", cores=cores)
    yield from (code, add)
    yield table.row("engine: short stories, lake", speed(LAKE), "stories/s", cores=cores, to=code)
    yield table.row(
        "engine: short stories, lake beside add", speed(LAKE), "stories/s", cores=cores, to=add
    )
    plain = table.row(
        "engine: short stories, code, without start and end",
        further(CODE),
        "stories/s",
        cores=cores,
    )
    yield plain
    yield table.row(
        "engine: short stories, lake, without start and end",
        further(LAKE),
        "stories/s",
        cores=cores,
        to=plain,
    )
    for name in COMMANDS:
        yield table.row(f"engine: {name} of one story", one.median(name), "s", cores=cores)
    size = told.lake_bytes / count
    yield table.row("engine: bytes of lake a short story", size, "bytes", cores=cores)


@click.command(help=__doc__)
@click.option("--stories", "count", default=2_000, show_default=True)
@click.option("--workers", default=2, show_default=True)
@click.option("--rounds", default=3, show_default=True)
@click.option("--model", default="", help="A model folder instead of the one in the package.")
@click.option("--min-score", default="", help="The commands' own option.")
@click.option("--out", type=click.Path(path_type=Path), default=CHECKOUT / "BENCH.json")
def main(count: int, workers: int, rounds: int, model: str, min_score: str, out: Path) -> None:
    """Measure the commands in turn."""
    settings = {"model": model and str(Path(model).resolve()), "min-score": min_score}
    for name, value in settings.items():
        if value:
            os.environ[f"DRAGOMAN_{name.upper().replace('-', '_')}"] = value
    given = "".join(
        f" --{name} {value}"
        for name, value in (("model", model), ("min-score", min_score))
        if value
    )
    asked = f"python scripts/bench_engine.py --stories {count} --rounds {rounds}{given}"
    one = measured(1, workers=workers, rounds=rounds)
    told = measured(count, workers=workers, rounds=rounds)
    found = list(rows(Table(asked, date.today()), count, told, one, cores=workers))
    write_bench(merged(read_bench(out), found), out)
    for measurement in found:
        click.echo(f"{measurement.name:60} {measurement.value:10} {measurement.unit}")


if __name__ == "__main__":
    main()
