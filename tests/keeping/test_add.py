from dataclasses import replace
from datetime import timedelta

import pytest

from dragoman.errors import StoreError
from dragoman.keeping.add import Added
from dragoman.keeping.linking import Linking
from dragoman.linking.corrections import apply_corrections
from dragoman.store.forgotten import person_key, publisher_key, story_key, text_key, url_key
from dragoman.store.requests import Run
from dragoman.store.rows import table
from dragoman.types import SetAside
from tests.builders import CODER, an_actor
from tests.keeping.builders import (
    NOW,
    RUN,
    ModeLinker,
    a_store,
    a_told,
    column,
    events,
    plain_clusters,
    put,
)
from tests.store.builders import a_database

LATER = NOW + timedelta(days=1)
NEWER = "dragoman 1 + canned"


def test_a_batch_is_counted_and_kept(home):
    with a_store(home) as store:
        added = put(store, a_told("a", "arrest", "raid"), SetAside("b", "empty", "nothing"))
        assert added == Added(coded=1, set_aside=1, known=0, records=2)
        assert column(store, "select id from records order by id") == ["a-arrest", "a-raid"]
        [run] = store.read("select * from runs").to_pylist()
        assert (run["stories"], run["set_aside"], run["finished"]) == (1, 1, NOW)


def test_coding_again_writes_nothing_new(home):
    batch = [a_told("a", "arrest"), SetAside("b", "empty", "nothing")]
    with a_store(home) as store:
        put(store, *batch)
        before = {name: store.read(f"select * from {name}") for name in ("records", "stories")}
        added = put(store, *batch, at=LATER)
        assert (added.coded, added.known) == (0, 1)
        assert all(store.read(f"select * from {name}") == rows for name, rows in before.items())
        assert column(store, "select story from set_aside") == ["b"]


def test_a_story_twice_in_one_batch_is_kept_once(home):
    with a_store(home) as store:
        assert put(store, a_told("a", "raid"), a_told("a", "raid")).known == 1
        assert column(store, "select id from stories") == ["a"]


def test_a_newer_coder_stands_beside_the_old_and_is_shown(home):
    with a_store(home) as store:
        put(store, a_told("a", "arrest"))
        put(store, a_told("a", "raid", coder=NEWER), at=LATER)
        shown = store.read("select id, coder, newest from records order by coder").to_pylist()
        assert [tuple(row.values()) for row in shown] == [
            ("a-arrest", 1, False),
            ("a-raid", 2, True),
        ]
        assert events(store) == {"a-raid": ["a-raid"]}
        assert column(store, "select id from events") == ["a-raid"]


def test_an_older_coder_that_comes_later_is_kept_but_not_shown(home):
    with a_store(home) as store:
        put(store, a_told("a", "arrest"))
        put(store, a_told("b", "raid", coder=NEWER))
        put(store, a_told("b", "arrest"))
        assert column(store, "select id from records where newest order by id") == [
            "a-arrest",
            "b-raid",
        ]
        assert column(store, "select coder from stories order by id") == [1, 2]


def test_the_same_id_with_another_text_is_set_aside(home):
    with a_store(home) as store:
        put(store, a_told("a", "arrest"))
        other = a_told("a", "raid", text="Police arrested nobody today.")
        assert put(store, other).set_aside == 1
        assert column(store, "select kind from set_aside") == ["duplicate-id"]
        assert column(store, "select id from records") == ["a-arrest"]


AT_BERGEN = "The police arrested ten people in Bergen."


@pytest.mark.parametrize(
    "key",
    [
        story_key("a"),
        text_key(AT_BERGEN),
        url_key("https://a.example/1"),
        publisher_key("A.Example"),
        person_key("ten people in BERGEN"),
        person_key("mália-böhm"),
    ],
)
def test_what_was_forgotten_does_not_come_back(home, key):
    told = a_told("a", "arrest", text=AT_BERGEN, url="https://a.example/1")
    somebody = an_actor("police", text=AT_BERGEN, name="Malia Bohm")
    told = replace(told, records=(replace(told.records[0], actors=(somebody,)),))
    with a_database(home) as database, database.change() as change:
        tombstone = {"kind": key[0], "key": key[1], "at": NOW, "by": "Ada", "why": ""}
        change.insert("tombstones", table("tombstones", [tombstone]))
    with a_store(home) as store:
        assert put(store, told, a_told("b", "arrest")) == Added(1, 1, 0, 1)
        assert column(store, "select kind from set_aside") == ["forgotten"]


def test_a_set_aside_name_that_no_table_takes_is_escaped(home):
    with a_store(home) as store:
        put(store, SetAside("bad\udce9.txt", "fetch", "nothing at bad\udce9.txt"))
        assert column(store, "select story from set_aside") == ["bad\\udce9.txt"]


def test_a_batch_that_fails_leaves_nothing(home):
    class Faulty(ModeLinker):
        def judge(self, faces, left, right):
            raise StoreError("no space left")

    linking = Linking(Faulty(), plain_clusters, lambda reports: None, apply_corrections)
    with a_store(home, linking) as store:
        with pytest.raises(StoreError):
            put(store, a_told("a", "arrest"), a_told("b", "arrest"))
        for name in ("stories", "records", "runs", "coders", "blocks", "story_keys"):
            assert store.read(f"select * from {name}").num_rows == 0


def test_runs_count_what_they_brought(home):
    with a_store(home) as store:
        put(store, a_told("a", "arrest"))
        put(store, a_told("b", "arrest"))
        put(store, a_told("c", "arrest"), run=Run("run-2", CODER, NOW))
        assert column(store, "select stories from runs order by id") == [2, 1]
        assert column(store, "select run from codings order by story") == [RUN.id, RUN.id, "run-2"]
