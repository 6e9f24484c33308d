"""Several processes that write into one store at once."""

import os
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from dragoman.errors import StoreError
from dragoman.keeping.answering import answer
from dragoman.keeping.linking import Linking
from dragoman.keeping.store import Store
from dragoman.linking.corrections import apply_corrections
from dragoman.linking.merge import build_event
from dragoman.store.columns import TABLES
from dragoman.store.lost import answer_again
from dragoman.store.requests import Run
from tests.builders import CODER, DAY
from tests.keeping.builders import ModeLinker, a_store, a_told, column, events, plain_clusters, put
from tests.keeping.killed import BATCH, MODES, WIRE, a_shared_store, now
from tests.keeping.test_killing import content
from tests.store.builders import a_database, another, where
from tests.store.server import Home
from tests.store.test_postgres import end_connections

WRITERS, STORIES = 3, 18


def stories():
    """Stories that share events and repeat each other, each of its own day."""
    for number in range(STORIES):
        name = f"s{number * 7 % STORIES:02}"
        text = f"{WIRE} {name}" if number % 6 == 0 else None
        modes = (MODES[number % 5], f"only-{number}")
        yield a_told(name, *modes, text=text, published=DAY + timedelta(days=number))


def add_from(address, first):
    """Add all stories in batches, beginning with one of them."""
    every = list(stories())
    turned = every[first:] + every[:first]
    store = a_shared_store(address)
    for at in range(0, STORIES, BATCH):
        store.add(turned[at : at + BATCH], Run(f"run-{first}", CODER, now()), at=now())
    store.close()


def test_writers_at_once_give_the_store_of_one_after_the_other(home):
    alone = another(home)
    firsts = [at * STORIES // WRITERS for at in range(WRITERS)]
    for first in firsts:
        add_from(where(alone), first)
    command = [sys.executable, "-m", "tests.keeping.test_writers", where(home)]
    root = Path(__file__).parents[2]
    with ExitStack() as open_processes:
        writers = [
            open_processes.enter_context(subprocess.Popen([*command, str(first)], cwd=root))
            for first in firsts
        ]
    assert [writer.returncode for writer in writers] == [0] * WRITERS
    assert settled(home) == settled(alone)
    with a_store(home) as store:
        assert column(store, "select cast(sum(stories) as integer) from runs") == [STORIES]


def settled(home):
    """The content of the store without what tells in which order it came: ids of before, history."""
    found = content(home)
    alive = {row["id"] for row in found["events"]}
    assert {row["event"] for row in found.pop("redirects")} <= alive
    for row in found["events"]:
        del row["body"]["history"]
    return found


class EndingLinker(ModeLinker):
    """A linker during whose work the server ends the connections, so many times."""

    def __init__(self, times):
        self.times = times

    def judge(self, faces, left, right):
        if self.times:
            self.times -= 1
            end_connections()
        return super().judge(faces, left, right)


def a_store_that_ends(database, times):
    linking = Linking(EndingLinker(times), plain_clusters, build_event, apply_corrections)
    ask = partial(answer_again, database, partial(answer, linking=linking))
    return Store(ask, database.close, database.dialect)


@pytest.fixture
def server(tmp_path):
    """A place on the server."""
    return Home(tmp_path)


def test_a_batch_whose_connection_is_lost_is_added_over_a_new_one(server):
    told = [a_told("a", "raid"), a_told("b", "raid")]
    with a_store(another(server)) as store:
        put(store, *told)
    with a_database(server) as database:
        assert put(a_store_that_ends(database, 1), *told).coded == 2
    assert content(server) == content(replace(server, folder=server.folder / "another"))


def test_a_batch_that_loses_every_connection_leaves_nothing(server):
    with a_database(server) as database:
        store = a_store_that_ends(database, 2)
        with pytest.raises(StoreError, match="run the same command again"):
            put(store, a_told("a", "raid"), a_told("b", "raid"))
        assert all(store.read(f"select * from {name}").num_rows == 0 for name in TABLES)
        put(store, a_told("a", "raid"), a_told("b", "raid"))
        assert events(store) == {"a-raid": ["a-raid", "b-raid"]}


if __name__ == "__main__":
    add_from(sys.argv[1], int(sys.argv[2]))
    os._exit(0)
