"""Compare ways of keeping the names of places: time to open, to look up, and size.

usage: bench_places.py [--names 20000]

Kept so that the choice of docs/design/008-gazetteer.md can be made again: SQLite (as shipped),
DuckDB, a MARISA trie (needs marisa-trie) and a pickled dictionary, all made from the shipped
file.  Half of the names that are looked up are known.
"""

from __future__ import annotations

import csv
import pickle
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click
import duckdb

from dragoman.resolving.gazetteer import shipped_places
from dragoman.resolving.place_index import open_places

SEED = 7
Find = Callable[[str], object]


def rows(path: Path) -> list[tuple[str, int]]:
    """Every name with the number of its place."""
    with sqlite3.connect(path) as db:
        return db.execute("select key, place from place_name").fetchall()


def asked(names: list[tuple[str, int]], count: int) -> list[str]:
    """Names to look up, half of them known, in random order."""
    draw = random.Random(SEED)
    known = [key for key, _ in draw.sample(names, count // 2)]
    unknown = [f"{key}x{number}" for number, key in enumerate(known)]
    mixed = [*known, *unknown]
    draw.shuffle(mixed)
    return mixed


def measured(label: str, path: Path, opened: Callable[[], Find], names: list[str]) -> None:
    """Print one line: size, time to open, time of a look-up."""
    start = time.perf_counter()
    find = opened()
    find(names[0])
    ready = time.perf_counter()
    for name in names:
        find(name)
    done = time.perf_counter()
    click.echo(
        f"{label:<12} {path.stat().st_size / 1e6:7.1f} MB  open {1000 * (ready - start):8.1f} ms"
        f"  look-up {1e6 * (done - ready) / len(names):8.2f} us"
    )


def sqlite_find(path: Path) -> Find:
    """As shipped, places and all."""
    return open_places(path).named


def pickle_find(path: Path) -> Find:
    """A dictionary in memory."""
    return pickle.loads(path.read_bytes()).get  # type: ignore[no-any-return]


def duckdb_find(path: Path) -> Find:
    """A DuckDB file with an index."""
    db = duckdb.connect(str(path), read_only=True)
    return lambda key: db.execute("select place from n where key = ?", [key]).fetchall()


@click.command(help=__doc__)
@click.option("--names", default=20_000, show_default=True)
def main(names: int) -> None:
    """Measure all four."""
    shipped = shipped_places()
    known = rows(shipped)
    wanted = asked(known, names)
    measured("sqlite", shipped, lambda: sqlite_find(shipped), wanted)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "names.pickle"
        grouped: dict[str, list[int]] = {}
        for key, place in known:
            grouped.setdefault(key, []).append(place)
        table.write_bytes(pickle.dumps(grouped))
        measured("pickle", table, lambda: pickle_find(table), wanted)
        file = Path(folder) / "names.duckdb"
        with duckdb.connect(str(file)) as db:
            db.execute("create table n (key varchar, place bigint)")
            listed = Path(folder) / "names.csv"
            with listed.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows(known)
            db.execute(f"copy n from '{listed}' (header false)")
            db.execute("create index by_key on n (key)")
        measured("duckdb", file, lambda: duckdb_find(file), wanted[:2000])
        with suppress(ImportError):
            marisa(Path(folder) / "names.marisa", known, wanted)


def marisa(path: Path, known: list[tuple[str, int]], wanted: list[str]) -> None:
    """A MARISA trie from name to number."""
    import marisa_trie

    trie = marisa_trie.RecordTrie("<q", [(key, (place,)) for key, place in known])
    trie.save(str(path))

    def opened() -> Find:
        fresh = marisa_trie.RecordTrie("<q")
        fresh.mmap(str(path))
        return fresh.get  # type: ignore[no-any-return]

    measured("marisa", path, opened, wanted)


if __name__ == "__main__":
    main()
