"""Measure memory while many short stories are coded to JSONL and added to a store; into BENCH.json.

The stories are numbered, each with words, names and a day of its own, and are handed over one after the
other through a pipe, so that it is known how far the command is.  What is measured is what the command and
its workers hold together (resident, from /proc); "at the start" is when models are loaded.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import click

from bench import MIB, Table
from dragoman.evaluation.bench import Measurement, merged, read_bench, write_bench

CHECKOUT = Path(__file__).resolve().parent.parent
#: Memory is looked at after every hundredth part of the stories.
LOOKS = 100
#: Stories that wait in the pipe and for workers while these load: nothing is coded before.
FIRST = 1_000
#: The share after which all that is loaded once is loaded.
WARM = 0.1
#: Stories for which the slope is stated.
SLOPE = 10_000
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")

DAY = date(2015, 1, 1)
DAYS = 3_650
CONSONANTS, VOWELS = "bdfgklmnprstv", "aeiou"
WHO = ("Police", "Rebels", "Soldiers", "Farmers", "Students", "Workers", "Nurses", "Militants")
DID = (
    "arrested {n} people in {town} on Friday",
    "attacked a convoy near {town} and killed {n} soldiers",
    "marched through {town} to protest against higher prices",
    "met the mayor of {town} for talks",
    "rejected the offer of the mayor of {town}",
    "blocked the road to {town} for {n} hours",
    "signed an agreement with {name} in {town}",
    "accused {name} of fraud",
)
TOLD = ("said {name}", "{name} denied it", "the mayor of {town} said", "a witness told reporters")


@dataclass(frozen=True, slots=True)
class Look:
    """So many MiB when so many stories were handed over."""

    stories: int
    memory: float


# --- the stories ---------------------------------------------------------------------


def row(number: int) -> str:
    """Story number so and so, as a line of JSONL; the same for the same number."""
    chance = Random(number)
    told = {
        "n": chance.randrange(2, 90),
        "town": _name(chance),
        "name": f"{_name(chance)} {_name(chance)}",
    }
    who, did, more = chance.choice(WHO), chance.choice(DID), chance.choice(TOLD)
    text = f"{who} {did.format(**told)}, {more.format(**told)}. It was report number {number}."
    day = DAY + timedelta(days=chance.randrange(DAYS))
    line = {
        "id": f"memory-{number}",
        "url": f"https://paper{number % 400}.example/{number}",
        "text": text,
        "published": day.isoformat(),
    }
    return json.dumps(line) + "\n"


def _name(chance: Random) -> str:
    syllables = (chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(3))
    return "".join(syllables).capitalize() + chance.choice(CONSONANTS)


# --- what a command holds ------------------------------------------------------------


def looks(command: Sequence[str], count: int) -> list[Look]:
    """How much memory a command holds while it is given so many stories."""
    found: list[Look] = []
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdin is not None
    with process.stdin as line:
        for number in range(count):
            line.write(row(number))
            if number >= FIRST and number % max(1, count // LOOKS) == 0:
                line.flush()
                found.append(Look(number, resident(process.pid)))
                _tell(found[-1])
    if process.wait():
        raise click.ClickException(f"{' '.join(command)} ended with {process.returncode}")
    return found


def _tell(look: Look) -> None:
    click.echo(f"{time.strftime('%X')} {look.stories:8} {look.memory:8.1f} MiB", err=True)


def resident(pid: int) -> float:
    """The MiB that a process and all below it hold."""
    pages = 0
    for one in (pid, *below(pid)):
        try:
            pages += int(Path(f"/proc/{one}/statm").read_text().split()[1])
        except OSError:  # it has just ended
            continue
    return pages * PAGE_BYTES / MIB


def below(pid: int) -> Iterator[int]:
    """The processes that a process has started, and those that they have."""
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, listed.read_text().split()):
            yield child
            yield from below(child)


def slope(found: Sequence[Look]) -> float:
    """MiB for every SLOPE more stories: the line that fits best."""
    mean_x = sum(look.stories for look in found) / len(found)
    mean_y = sum(look.memory for look in found) / len(found)
    over = sum((look.stories - mean_x) * (look.memory - mean_y) for look in found)
    return SLOPE * over / sum((look.stories - mean_x) ** 2 for look in found)


# --- the rows ------------------------------------------------------------------------


def rows(table: Table, what: str, found: Sequence[Look], *, cores: int) -> list[Measurement]:
    """What was seen, under the names of BENCH.json."""
    warm = [look for look in found if look.stories >= WARM * found[-1].stories]
    seen = {
        "at the start": found[0].memory,
        "after 10 % of the stories": warm[0].memory,
        "at the end": found[-1].memory,
        "peak": max(look.memory for look in found),
    }
    told = [
        table.row(f"memory: {what}, {name}", mib, "MiB", cores=cores) for name, mib in seen.items()
    ]
    name = f"memory: {what}, growth for {SLOPE:,} stories after the first 10 %"
    return [*told, table.row(name, slope(warm), "MiB", cores=cores)]


@click.command(help=__doc__)
@click.option("--stories", "count", default=100_000, show_default=True)
@click.option("--workers", default=2, show_default=True)
@click.option("--model", default="", help="A model folder instead of the one in the package.")
@click.option("--min-score", default="", help="The commands' own option.")
@click.option("--what", type=click.Choice(["code", "add"]), multiple=True, default=("code", "add"))
@click.option("--out", type=click.Path(path_type=Path), default=CHECKOUT / "BENCH.json")
def main(
    count: int, workers: int, model: str, min_score: str, what: tuple[str, ...], out: Path
) -> None:
    """Measure the commands one after the other."""
    settings = {"model": model, "min-score": min_score}
    given = "".join(f" --{name} {value}" for name, value in settings.items() if value)
    for name, value in settings.items():
        if value:
            os.environ[f"DRAGOMAN_{name.upper().replace('-', '_')}"] = value
    for one in what:
        asked = f"python scripts/bench_memory.py --what {one} --stories {count}{given}"
        table = Table(asked, date.today())
        with TemporaryDirectory() as folder:
            target = {
                "code": ["--out", f"{folder}/coded.jsonl"],
                "add": ["--store", f"{folder}/s.duckdb"],
            }
            command = [sys.executable, "-m", "dragoman", one, "-", "--workers", str(workers)]
            found = looks([*command, *target[one]], count)
        told = rows(table, one, found, cores=workers)
        write_bench(merged(read_bench(out), told), out)
        for measured in told:
            click.echo(f"{measured.name:60} {measured.value:10} {measured.unit}")


if __name__ == "__main__":
    main()
