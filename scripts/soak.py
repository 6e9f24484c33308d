"""A watch under fire: many feeds and pages from a server that misbehaves, and kill -9 in between.

    python scripts/soak.py --feeds 200 --pages 20000 --seconds 600 --kills 12

In the end every page that was ever served whole must be in the store exactly once.  Exit
status 0 if so, 1 with what is missing or doubled.  The coder is that of DRAGOMAN_MODEL.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench import Table
from dragoman.build import open_store
from dragoman.evaluation.bench import merged, read_bench, write_bench

HERE = Path(__file__).resolve().parent
SERVER = HERE / "soak_server.py"
#: Rounds of --once after the fire, in which what still waits is fetched.
ROUNDS = 200
#: Seconds in which a watch that was started asks for a first page, if there is any left.
PATIENCE = 15.0
#: Settings on which a run hangs.
SETTINGS = ("DRAGOMAN_MODEL", "DRAGOMAN_MIN_SCORE")
_NUMBER = re.compile(r"report (\d+) would follow")
_PLAN = """
allow_private = true
gap_seconds = 0.0
poll_least_seconds = 5
poll_most_seconds = 20
connect_seconds = 2
read_seconds = 2
total_seconds = 5
max_page_bytes = 2000000
retry_seconds = {retry}
retry_most_seconds = {retry}
rest_most_seconds = {retry}
tries = 1000
backlog = 2000
"""


def main() -> int:
    """Soak, and say what came of it."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) if options.folder is None else options.folder
        folder.mkdir(parents=True, exist_ok=True)
        with _server(options, folder / "served.log") as port:
            feeds = _feeds_file(options, folder, port)
            _under_fire(options, feeds, folder)
            _drain(feeds, folder)
        return _judge(folder, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--retry", type=float, default=3.0, help="seconds before the next try")
    parser.add_argument("--folder", type=Path, help="keep the store here")
    parser.add_argument("--out", type=Path, help="write what came of it into this BENCH.json")
    return parser.parse_args()


@contextmanager
def _server(options: argparse.Namespace, log: Path) -> Iterator[int]:
    command = [sys.executable, str(SERVER), str(options.feeds), str(options.pages), str(log)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield int(server.stdout.readline())
        finally:
            server.kill()


def _feeds_file(options: argparse.Namespace, folder: Path, port: int) -> Path:
    sources = "".join(
        f'[[source]]\nurl = "http://127.0.{1 + n // 256}.{n % 256}:{port}/feed"\n'
        for n in range(options.feeds)
    )
    path = folder / "feeds.toml"
    path.write_text(_PLAN.format(retry=options.retry) + sources)
    return path


def _watch(feeds: Path, folder: Path, *more: str) -> subprocess.Popen[bytes]:
    store = str(folder / "record.duckdb")
    command = [sys.executable, "-m", "dragoman", "watch", str(feeds), "--store", store, *more]
    return subprocess.Popen(command, env=os.environ, start_new_session=True)


def _under_fire(options: argparse.Namespace, feeds: Path, folder: Path) -> None:
    """Watch, and kill it again and again while it is at work; the last one is asked to stop."""
    chance = random.Random(5)
    log = folder / "served.log"
    end = time.monotonic() + options.seconds
    for _ in range(options.kills):
        share = max(0.5, (end - time.monotonic()) / (options.kills + 1))
        process = _watch(feeds, folder)
        _wait_for_news(log)
        time.sleep(chance.uniform(0, 1.5) * share)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    process = _watch(feeds, folder)
    time.sleep(max(1.0, end - time.monotonic()))
    process.terminate()
    # One that was still loading ends by the signal itself.
    if process.wait(timeout=300) not in (0, -signal.SIGTERM):
        raise SystemExit(f"a watch that was asked to stop ended with {process.returncode}")


def _wait_for_news(log: Path) -> None:
    """Wait until a page is served, for a while."""
    size, end = log.stat().st_size, time.monotonic() + PATIENCE
    while log.stat().st_size == size and time.monotonic() < end:
        time.sleep(0.05)


def _drain(feeds: Path, folder: Path) -> None:
    """Round after round until nothing waits any more."""
    for _ in range(ROUNDS):
        process = _watch(feeds, folder, "--once")
        if process.wait(timeout=3_600) not in (0, 1):
            raise SystemExit(f"a round ended with {process.returncode}")
        if _waiting(folder) == 0:
            return
    raise SystemExit(f"after {ROUNDS} rounds pages still wait")


def _waiting(folder: Path) -> int:
    from dragoman.watching.ledger import open_ledger
    from dragoman.watching.ledger_pages import PageRows

    with open_ledger(folder / "record.duckdb.watch") as book:
        pages = PageRows(book)
        return pages.count("waiting") + pages.count("fetched")


@dataclass(frozen=True)
class Result:
    """Pages that were served whole, those of them that are missing or came twice, and set aside ones."""

    whole: int
    missing: int
    doubled: int
    aside: int


def _write(options: argparse.Namespace, result: Result) -> None:
    """The rows of BENCH.json."""
    settings = [f"{name}={os.environ[name]}" for name in SETTINGS if name in os.environ]
    flags = [
        f"--{name} {getattr(options, name):g}" for name in ("feeds", "pages", "seconds", "kills")
    ]
    table = Table(" ".join([*settings, "python scripts/soak.py", *flags]), date.today())
    told = {
        "pages served whole": result.whole,
        "of them missing in the store": result.missing,
        "of them in the store twice": result.doubled,
        "pages set aside": result.aside,
    }
    rows = [
        table.row(f"soak: {name}", count, "pages", cores=os.cpu_count() or 1)
        for name, count in told.items()
    ]
    kills = table.row(
        "soak: kill -9 of the watch", options.kills, "kills", cores=os.cpu_count() or 1
    )
    write_bench(merged(read_bench(options.out), [*rows, kills]), options.out)


def _judge(folder: Path, options: argparse.Namespace) -> int:
    """Compare what was served whole with what is in the store."""
    lines = (folder / "served.log").read_text().split()
    served = set(map(int, lines))
    with open_store(str(folder / "record.duckdb")) as store:
        texts = store.read("select text from stories")["text"].to_pylist()
        aside = store.read("select kind, count(*) as n from set_aside group by kind").to_pylist()
    kept = Counter(int(found[1]) for text in texts if (found := _NUMBER.search(text)))
    missing, doubled = sorted(served - kept.keys()), [n for n, count in kept.items() if count > 1]
    strange = len(texts) - kept.total()
    print(
        f"{options.feeds} feeds, {options.pages} pages, {options.kills} kills in "
        f"{options.seconds:g} s: {len(served)} pages were served whole ({len(lines)} times); "
        f"{len(texts)} stories: {len(missing)} missing, {len(doubled)} doubled, {strange} "
        f"without their end; set aside {aside}"
    )
    if options.out is not None:
        left = sum(int(row["n"]) for row in aside)
        _write(options, Result(len(served), len(missing), len(doubled), left))
    return int(bool(missing or doubled))


if __name__ == "__main__":
    sys.exit(main())
