"""Measure a store of a million records: adding to it, asking it, its size; into BENCH.json.

The stories are the dev split of the gold and the example pages, coded once and told anew with
other days, places, names and words (synthetic_stories.py), and added as any others.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

import click

from bench import EXAMPLES, Table, texts
from dragoman.build import load
from dragoman.build.stores import open_store
from dragoman.cli.adding import Kept, keep, start_run
from dragoman.contract.reading import read_coded
from dragoman.contract.writing import outcome_line
from dragoman.evaluation.bench import Measurement, merged, read_bench, write_bench
from dragoman.keeping.store import Store
from dragoman.pipeline import run
from dragoman.store.counts import count
from dragoman.store.dimensions import read_dimensions
from dragoman.store.filter_reading import read_filter
from dragoman.store.filters import Kind
from dragoman.store.query import read_page
from dragoman.types import Coded, GivenText, Page
from synthetic_stories import Teller, read_teller, told_anew

CHECKOUT = Path(__file__).resolve().parent.parent
#: Stories that are filled in at once, and those whose adding is measured.
BATCH = 1_000
ADDED = 1_000
#: A query is asked so often, the first time not counted; the median of the rest.
TIMES = 6
SHOWN = 100


# --- filling -------------------------------------------------------------------------


def coded_stories(gold: Path, cache: Path) -> list[Coded]:
    """The stories to tell anew, coded once and kept in a file."""
    if not cache.exists():
        pages = [Page(path.read_bytes(), str(path)) for path in sorted(EXAMPLES.glob("*.html"))]
        sources: list[GivenText | Page] = [*texts(gold), *pages]
        cache.parent.mkdir(exist_ok=True)
        coded = (one for one in run(sources, load) if isinstance(one, Coded) and one.records)
        cache.write_text("".join(f"{_line(one)}\n" for one in coded))
    return [_read_line(line) for line in cache.read_text().splitlines()]


def _line(coded: Coded) -> str:
    """The contract's line, with the vectors that it leaves out."""
    row = json.loads(outcome_line(coded))
    return json.dumps(row | {"vectors": [one.vector for one in coded.records]})


def _read_line(line: str) -> Coded:
    row = json.loads(line)
    coded = read_coded(row)
    pairs = zip(coded.records, row["vectors"], strict=True)
    records = tuple(replace(record, vector=tuple(vector)) for record, vector in pairs)
    return replace(coded, records=records)


def fill(path: Path, teller: Teller, records: int) -> int:
    """Add stories to a store until it has so many records; how many stories that took."""
    stories, kept, run, start = 0, Kept(), start_run("bench"), time.perf_counter()
    with closing(open_store(str(path))) as store:
        while kept.records < records:
            keep(store, told_anew(teller, first=stories, count=BATCH), run, kept)
            stories += BATCH
            click.echo(f"{kept.records} records in {time.perf_counter() - start:.0f} s", err=True)
    return stories


# --- measuring -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds that a question takes."""

    name: str
    value: float


def ask_everything(store: Store) -> Iterator[Timed]:
    """Every filter for itself, then counts."""
    for kind, filters in _questions(store):
        chosen = read_filter(limit=SHOWN, **filters)
        yield Timed(
            f"{kind.value} by {_asked(filters)}",
            _median(lambda c=chosen, k=kind: read_page(store, k, c)),
        )
    for by in ("month,type", "month,type,actor-country", "dyad", "voice-country"):
        dimensions, chosen = read_dimensions(by), read_filter()
        yield Timed(
            f"events counted by {by}",
            _median(lambda d=dimensions, c=chosen: count(store, Kind.EVENTS, d, c)),
        )


def _asked(filters: dict[str, object]) -> str:
    """The filters' names; of words, the words themselves, since how common they are matters."""
    shown = (f'words "{value}"' if name == "words" else name for name, value in filters.items())
    return ", ".join(shown) or "everything"


def _questions(store: Store) -> list[tuple[Kind, dict[str, object]]]:
    """A common value for each filter, so that much is found."""
    actor, recipient, voice, publisher = (
        _commonest(store, f"unnest({column})")
        for column in ("actor_names", "recipient_names", "voice_names", "publishers")
    )
    country, place = _commonest(store, "place_country"), _commonest(store, "place")
    latitude, longitude = _somewhere(store)
    asked: list[dict[str, object]] = [
        {},
        {"since": "2019-03-01", "until": "2019-03-31"},
        {"type": "ASSAULT"},
        {"quad": 1},
        {"auxiliary": "negation"},
        {"mode": "arrest"},
        {"context": "military"},
        {"actor": actor},
        {"recipient": recipient},
        {"party": actor},
        {"actor_country": country},
        {"recipient_country": country},
        {"country": country},
        {"sector": "GOV"},
        {"place": place},
        {"place_country": country},
        {"near": (latitude, longitude, 200)},
        {"publisher": publisher},
        {"voice": voice},
        {"voice_country": country},
        {"words": "police protest"},
        {"words": "police"},
        {"disputed": True},
        {"min_corroboration": 2},
        {"min_score": 0.9},
        {"type": "ASSAULT", "actor_country": country, "since": "2019-01-01"},
    ]
    return [
        *((Kind.EVENTS, one) for one in asked),
        *((Kind.RECORDS, one) for one in asked if "min_corroboration" not in one),
        *((Kind.STORIES, one) for one in ({"words": "police"}, {"type": "PROTEST"}, {})),
        *((Kind.VOICES, one) for one in ({"words": "police"}, {"voice": voice}, {})),
    ]


def _commonest(store: Store, column: str) -> str:
    rows = store.read(
        f"select one, count(*) as n from (select {column} as one from events) taken "
        "where one is not null and length(one) > 2 group by one order by n desc, one limit 1"
    )
    return str(rows["one"][0])


def _somewhere(store: Store) -> tuple[float, float]:
    [row] = store.read(
        "select latitude, longitude from events where latitude is not null order by id limit 1"
    ).to_pylist()
    return row["latitude"], row["longitude"]


def _median(ask: object) -> float:
    seconds = []
    for _ in range(TIMES):
        start = time.perf_counter()
        ask()  # type: ignore[operator]
        seconds.append(time.perf_counter() - start)
    return 1000 * statistics.median(seconds[1:])


def add_stories(store: Store, teller: Teller, first: int) -> float:
    """Seconds that a thousand coded stories take, with linking."""
    stories = list(islice(told_anew(teller, first=first, count=ADDED), ADDED))
    start = time.perf_counter()
    kept = Kept()
    keep(store, stories, start_run("bench"), kept)
    seconds = time.perf_counter() - start
    if kept.coded != ADDED:
        raise click.ClickException(f"{kept.coded} of {ADDED} stories were added")
    return seconds


def size(path: Path) -> int:
    """Bytes of the store with all that lies beside it."""
    return sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))


# --- the rows ------------------------------------------------------------------------


@click.command(help=__doc__)
@click.argument(
    "gold", type=click.Path(path_type=Path), default=CHECKOUT.parent / "shared/data/gold"
)
@click.option("--records", default=1_000_000, show_default=True, help="How many to fill in.")
@click.option("--folder", type=click.Path(path_type=Path), default=CHECKOUT / "build/bench-store")
@click.option("--out", type=click.Path(path_type=Path), default=CHECKOUT / "BENCH.json")
@click.option("--keep", "kept", is_flag=True, help="Ask the store that an earlier run left.")
def main(gold: Path, records: int, folder: Path, out: Path, kept: bool) -> None:
    """Fill, add, ask, and write the rows."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{records}.duckdb"
    teller = read_teller(coded_stories(gold, folder / "coded.jsonl"))
    last = 0
    if not kept:
        for file in folder.glob(f"{path.name}*"):
            file.unlink()
        open_store(str(path)).close()
        last = fill(path, teller, records)
    rows = _rows(
        path, teller, Table(_command(records), date.today()), last or _unused(path, records)
    )
    write_bench(merged(read_bench(out), rows), out)


def _unused(path: Path, records: int) -> int:
    """The number of a story that no earlier run has added to the store that it left."""
    with closing(open_store(str(path))) as store:
        return records + int(store.read("select count(*) as n from stories")["n"][0].as_py())


def _command(records: int) -> str:
    return f"python scripts/bench_store.py --records {records}"


def _rows(path: Path, teller: Teller, bench: Table, last: int) -> list[Measurement]:
    rows = []

    def put(name: str, value: float, unit: str) -> None:
        rows.append(bench.row(f"store: {name}", value, unit, cores=2))
        click.echo(f"{name:60} {rows[-1].value:10} {unit}")

    with closing(open_store(str(path))) as store:
        start = time.perf_counter()
        read_page(store, Kind.RECORDS, read_filter(words="police", limit=1))
        put("search file made", time.perf_counter() - start, "s")
        times = list(ask_everything(store))
        for one in times:
            put(one.name, one.value, "ms")
        put("slowest question", max(one.value for one in times), "ms")
        put(f"adding {ADDED} coded stories", add_stories(store, teller, last), "s")
        records = store.read("select count(*) as n from records")["n"][0].as_py()
    put("bytes a record", size(path) / records, "bytes")
    return rows


if __name__ == "__main__":
    main()
