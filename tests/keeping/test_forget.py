"""What is forgotten goes from every table and from the disk, and does not come back."""

import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.keeping.answering import answer
from dragoman.keeping.forget import Forgotten
from dragoman.keeping.store import Store
from dragoman.store.indices import Index
from dragoman.store.requests import Correct, Forget, Grave, Judge
from dragoman.types import Answer, SetAside
from tests.builders import a_voice, an_actor
from tests.keeping.builders import (
    LINKING,
    NOW,
    a_coded,
    a_record,
    a_store,
    a_story,
    a_told,
    column,
    events,
    put,
    said,
)
from tests.store.builders import a_duck

CHECKOUT = Path(__file__).parents[2]
LATER = NOW + timedelta(minutes=5)
TABLES = ("stories", "codings", "records", "voices", "blocks", "story_keys", "copies", "membership")
NAME = "Mália Böhm-Quist"
NAMING = f"Police arrested {NAME} in Oslo, the mayor said."
OF_HER = "Police arrested a teacher in Oslo, she said later."


def forgotten(store, kind, name, **more):
    return store.forget(Forget(Grave(kind), name, "Ada", LATER, **more))


def on_disk(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def a_naming(story="n", text=NAMING):
    """A story whose words name her, beside the police."""
    return a_told(story, "arrest", text=text)


def a_speaking(story="v"):
    """A story whose words do not name her; who speaks was found to be her."""
    told = a_story(OF_HER, id=story, publisher="v.example")
    voice = a_voice("she", "said", "Police arrested a teacher", text=OF_HER)
    her = an_actor("she", text=OF_HER, name=NAME)
    record = a_record("arrested", text=OF_HER, id=f"{story}-raid", mode="raid")
    return a_coded(told, [record], [replace(voice, source=her)])


def test_a_story_goes_with_all_that_hangs_on_it(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid", "arrest"), a_told("b", "raid"))
        said(store, "a-raid", "b-raid", "same")
        store.correct(Correct("a-raid", "numbers.dead", "3", "Ada", LATER))
        assert forgotten(store, "story", "a") == Forgotten(1, 2, 0, 2, 1, 1, 0)
        for name in TABLES:
            if name not in ("blocks", "story_keys"):
                assert store.read(f"select * from {name}").num_rows == (name in _LEFT), name
        assert column(store, "select distinct record from blocks") == ["b-raid"]
        assert column(store, "select distinct story from story_keys") == ["b"]
        assert column(store, "select count(*) from judgements") == [0]
        assert column(store, "select count(*) from corrections") == [0]


_LEFT = ("stories", "codings", "records", "membership")


def test_events_are_made_anew_from_what_is_left(tmp_path):
    (tmp_path / "other").mkdir()
    with a_store(tmp_path) as store, a_store(tmp_path / "other") as other:
        put(store, a_told("a", "raid", "arrest"))
        for each in (store, other):
            put(each, a_told("b", "raid"), a_told("c", "raid"), at=NOW + timedelta(hours=1))
        forgotten(store, "story", "a")
        assert events(store) == events(other) == {"b-raid": ["b-raid", "c-raid"]}
        assert store.read("select * from events") == other.read("select * from events")
        assert column(store, "select old || event from redirects") == ["a-raidb-raid"]


def test_an_event_of_nothing_else_goes_and_nothing_leads_to_it(home):
    with a_store(home) as store:
        put(store, a_told("b", "raid", publisher="one.example"))
        put(store, a_told("a", "raid", published=None, publisher="one.example"))
        put(store, a_told("c", "arrest"))
        forgotten(store, "publisher", "One.Example")
        assert events(store) == {"c-arrest": ["c-arrest"]}
        assert column(store, "select count(*) from redirects") == [0]


def test_what_it_held_apart_may_join(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"), a_told("b", "raid"), a_told("c", "raid"))
        said(store, "a-raid", "c-raid", "different")
        assert len(events(store)) == 2
        forgotten(store, "story", "a")
        assert events(store) == {"b-raid": ["b-raid", "c-raid"]}


def test_a_copy_of_it_stands_for_itself(home):
    text = "Police arrested ten people in Oslo on Friday after a long night of protests there."
    with a_store(home) as store:
        put(store, *(a_told(name, "raid", text=text) for name in "abc"))
        assert column(store, "select distinct copy_of from stories") == ["a"]
        forgotten(store, "story", "a")
        assert column(store, "select distinct copy_of from stories") == ["b"]
        assert '"copy_of":"a"' not in column(store, "select body from events")[0]


def test_a_person_goes_with_every_story_that_names_her(home):
    with a_store(home) as store:
        put(store, a_naming(), a_speaking(), a_told("b", "raid"))
        put(store, SetAside("x", "fetch", "no page", url="https://x.example/malia-bohm-quist"))
        assert forgotten(store, "person", "malia böhm quist") == Forgotten(2, 2, 1, 2, 0, 0, 1)
        assert column(store, "select id from stories") == ["b"]
        assert column(store, "select count(*) from set_aside") == [0]
        assert put(store, a_naming("m"), a_speaking("w")).set_aside == 2


def test_a_longer_name_is_another_name(home):
    with a_store(home) as store:
        put(store, a_naming())
        assert forgotten(store, "person", "Böhm-Quister").stories == 0
        assert put(store, a_naming("m")).coded == 1


def test_what_people_said_with_the_name_goes_too(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"), a_told("b", "raid"))
        before = column(store, "select body from events")
        store.judge(Judge("a-raid", "b-raid", Answer.DIFFERENT, "Ada", LATER, f"one is {NAME}"))
        store.correct(Correct("a-raid", "numbers.dead", "3", "Ada", LATER, f"as {NAME} had it"))
        assert forgotten(store, "person", NAME) == Forgotten(0, 0, 0, 0, 1, 1, 0)
        assert column(store, "select body from events") == before


def test_nothing_of_a_person_is_left_on_the_disk(tmp_path):
    with a_duck(tmp_path) as database:
        store = Store(lambda request: answer(database, request, LINKING), lambda: None)
        put(store, a_naming(), a_speaking(), a_told("b", "raid"))
        assert store.search(Index.STORIES, ["quist"]).num_rows == 1
        database.checkpoint()
        put(store, a_naming("m"))  # this one is in the log alone
        assert all(word in on_disk(tmp_path) for word in (NAME.encode(), b"quist"))
        forgotten(store, "person", NAME, why="she asked")
        put(store, a_told("c", "raid"))
        assert store.search(Index.STORIES, ["police"]).num_rows == 2
        for word in (NAME, "Böhm", "quist", "the mayor said", "she said later"):
            assert word.encode() not in on_disk(tmp_path), word
    assert NAME.encode() not in on_disk(tmp_path)


@pytest.mark.parametrize("kind", ["story", "publisher"])
def test_nothing_of_a_text_is_left_on_the_disk(tmp_path, kind):
    with a_store(tmp_path) as store:
        put(
            store,
            a_told("a", "raid", text=NAMING, title="Arrest of a teacher"),
            a_told("b", "raid"),
        )
        forgotten(store, kind, "a" if kind == "story" else "a.example")
        for word in (NAMING[:30], "a teacher", "a.example"):
            assert word.encode() not in on_disk(tmp_path), word
        assert put(store, a_told("z", "raid", text=NAMING, publisher="a.example")).set_aside == 1


def test_the_store_works_on_and_only_one_process_has_it(tmp_path):
    with a_store(tmp_path) as store:
        put(store, a_told("a", "raid"), a_told("b", "raid"))
        before = store.read("select * from meta order by name")
        forgotten(store, "story", "a")
        forgotten(store, "story", "b")
        put(store, a_told("c", "raid"))
        assert store.read("select * from meta order by name") == before
        command = [sys.executable, "-c", "import duckdb, sys; duckdb.connect(sys.argv[1])"]
        other = subprocess.run([*command, tmp_path / "record.duckdb"], capture_output=True)
        assert b"lock" in other.stderr
    with a_store(tmp_path) as store:
        assert column(store, "select id from stories") == ["c"]


def test_a_trial_only_counts(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"))
        assert forgotten(store, "story", "a", trial=True) == Forgotten(1, 1, 0, 1, 0, 0, 0)
        assert column(store, "select id from stories") == ["a"]
        assert column(store, "select count(*) from tombstones") == [0]


def test_a_tombstone_holds_no_word_of_what_it_keeps_out(home):
    with a_store(home) as store:
        put(store, a_told("story-1", "raid"))
        forgotten(store, "story", "story-1", why="a court's order")
        forgotten(store, "person", NAME)
        forgotten(store, "publisher", "b.example")
        rows = store.read("select kind, key, why from tombstones").to_pylist()
        assert sorted(row["kind"] for row in rows) == ["person", "publisher", "story", "story"]
        assert all(len(row["key"]) == 32 and int(row["key"], 16) >= 0 for row in rows)


@pytest.mark.parametrize(
    ("kind", "name", "why", "message"),
    [
        ("story", "none", "", "no story none"),
        ("person", "—", "", "a name has from 1 to 8 words"),
        ("person", NAME, f"{NAME} asked", "neither can hold the name"),
        ("publisher", " ", "", "name the publisher"),
    ],
)
def test_what_cannot_be_forgotten_is_refused(home, kind, name, why, message):
    with a_store(home) as store, pytest.raises(UsageError, match=message):
        forgotten(store, kind, name, why=why)


KILLED = """
import os, signal, sys
from importlib import import_module
from pathlib import Path
from tests.keeping.builders import a_store
from tests.keeping.test_forget import forgotten
module, _, name = sys.argv[2].rpartition(".")
with a_store(Path(sys.argv[1])) as store:
    setattr(import_module(module), name, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    forgotten(store, "story", "a")
"""


@pytest.mark.parametrize(
    "where",
    [
        "dragoman.keeping.forget.purge_marked",
        "dragoman.store.duck.copy_rows",
        "dragoman.store.duck.swap",
        "dragoman.store.purging.unmark",
    ],
)
def test_a_purge_that_was_killed_is_taken_up(tmp_path, where):
    with a_store(tmp_path) as store:
        put(store, a_told("a", "raid", text=NAMING), a_told("b", "raid"))
    command = [sys.executable, "-c", KILLED, tmp_path, where]
    assert subprocess.run(command, cwd=CHECKOUT).returncode == -signal.SIGKILL
    with a_store(tmp_path) as store:
        assert "unpurged" not in column(store, "select name from meta")
        assert column(store, "select id from stories") == ["b"]
        assert NAME.encode() not in on_disk(tmp_path)
        assert not list(tmp_path.glob(".*anew*"))
