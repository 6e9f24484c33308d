"""A process that adds the same stories whenever it is told to, and can be killed at any moment.

It has loaded everything once and forks for each run, so that a kill costs no start.
Run as `python -m tests.keeping.killed STORE`; each line of standard input begins a run.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from dragoman.keeping.answering import answer
from dragoman.keeping.store import Store
from dragoman.store.lost import answer_again
from dragoman.store.requests import Run
from dragoman.store.sharing import SharedFile
from dragoman.types import SetAside
from tests.builders import CODER, DAY
from tests.keeping.builders import LINKING, a_told
from tests.store.builders import ORIGIN

STORIES, BATCH = 24, 4
MODES = ("raid", "arrest", "protest", "strike", "visit")
WIRE = " ".join(f"Police arrested group number {number} in Oslo." for number in range(20))


def outcomes():
    """Stories that share events, repeat each other, come twice or cannot be coded."""
    for number in range(STORIES):
        name = f"s{number * 7 % STORIES:02}"
        modes = (MODES[number % 5], f"only-{number}")
        text = f"{WIRE} {name}" if number % 6 == 0 else None
        yield a_told(name, *modes, text=text, published=DAY + timedelta(days=number * 3 % 11))
        if number % 9 == 0:
            yield SetAside(f"fault-{number}", "empty", "nothing")
            yield a_told(name, *modes, text=text)
        if number % 13 == 0:
            yield a_told(
                name, "theft", text="Another text under the same id, about an arrested man."
            )


def a_shared_store(where):
    """The store in this file or behind this address, as a command opens it."""
    reply = partial(answer, linking=LINKING)
    if where.startswith("postgresql://"):
        from dragoman.store.postgres import open_postgres  # psycopg may be absent

        database = open_postgres(where, ORIGIN)
        return Store(partial(answer_again, database, reply), database.close, database.dialect)
    file = SharedFile(Path(where), ORIGIN, reply)
    return Store(file.ask, file.close)


def add_all(where, run_id):
    """Add all outcomes, batch by batch."""
    store = a_shared_store(where)
    batch, waiting = [], list(outcomes())
    run = Run(run_id, CODER, now())
    while waiting:
        batch, waiting = waiting[:BATCH], waiting[BATCH:]
        store.add(batch, run, at=now())
    store.close()


def now():
    return datetime.now(UTC).replace(tzinfo=None)


def main():
    print("loaded", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            print(os.getpid(), flush=True)
            add_all(sys.argv[1], line.strip())
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print("done" if status == 0 else "killed", flush=True)


if __name__ == "__main__":
    main()
