"""Seconds that each hostile page and text takes, by part of the line (tests/fuzz/hostile.py).

    python scripts/hostile_times.py --size 1000000 --limit 60 [NAME...]

Each is read and coded in a process of its own, which is ended at the limit.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))


def main() -> None:
    """Print a line for each: seconds to read, seconds to code, what came of it."""
    given = arguments()
    from tests.fuzz.hostile import FEEDS, PAGES, TEXTS

    for kind, makers in (("page", PAGES), ("text", TEXTS), ("feed", FEEDS)):
        for name in makers:
            if not given.names or f"{kind}:{name}" in given.names or kind in given.names:
                print(f"{kind}:{name:28} {_timed(kind, name, given)}", flush=True)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=1_000_000, help="bytes")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds")
    parser.add_argument("--model", default=str(CHECKOUT / "tests" / "tiny_model"))
    parser.add_argument("names", nargs="*", help="page, text, feed, or page:NAME")
    return parser.parse_args()


def _timed(kind: str, name: str, given: argparse.Namespace) -> str:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    work = (kind, name, given.size, given.model, there)
    process = context.Process(target=_work, args=work)
    process.start()
    there.close()
    told = "not begun"
    try:
        while True:
            if not here.poll(given.limit + 20 * (told == "not begun")):
                process.kill()
                return f"LONGER THAN {given.limit:g} s after: {told}"
            told = here.recv()
            if told.startswith("done"):
                return told
    except EOFError:
        return f"DIED after: {told}"
    finally:
        process.join()


def _work(kind: str, name: str, size: int, model: str, line: Connection) -> None:
    import resource

    from dragoman.build import load
    from dragoman.errors import StoryError
    from dragoman.reading import read
    from dragoman.settings import Settings
    from dragoman.types import GivenText, Page
    from tests.fuzz.hostile import FEEDS, PAGES, TEXTS

    words = {"page": PAGES, "text": TEXTS, "feed": FEEDS}[kind][name](size)
    if kind == "feed":
        _read_feed(words, line)
        return
    coder = load(Settings(model=model))
    read(GivenText("Police arrested two men in Narva on Friday."))
    line.send("begun")
    began = time.perf_counter()
    mark = began
    try:
        story = read(Page(words.encode(), "x.html") if kind == "page" else GivenText(words))
        mark = time.perf_counter()
        line.send(f"read {mark - began:.1f} s, {len(story.text):,} characters")
        told = f"{len(coder.code(story).records):,} records"
    except StoryError as error:
        told = f"{error.kind}: {error.message[:70]}"
    read_in, coded_in = max(mark - began, 0), time.perf_counter() - mark
    if mark == began:
        read_in, coded_in = coded_in, 0.0
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    line.send(f"done  read {read_in:6.1f} s  code {coded_in:6.1f} s  {memory} MiB  {told}")


def _read_feed(words: str, line: Connection) -> None:
    from dragoman.errors import StoryError
    from dragoman.watching.feeds import read_feed

    body = words.encode()
    line.send("begun")
    began = time.perf_counter()
    try:
        listing = read_feed(body, "https://a.example/", charset="utf-8", most=10_000_000)
        told = f"{len(listing.entries):,} entries, {len(listing.parts):,} parts"
    except StoryError as error:
        told = f"{error.kind}: {error.message[:60]}"
    except Exception as error:  # noqa: BLE001, a fault is what is looked for
        told = f"FAULT {type(error).__name__}: {str(error)[:60]}"
    line.send(f"done  read {time.perf_counter() - began:6.1f} s  {told}")


if __name__ == "__main__":
    main()
