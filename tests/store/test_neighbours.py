"""What is asked of the database to find neighbours."""

from contextlib import closing
from datetime import date, timedelta

import pyarrow as pa

from dragoman.store.duck import open_duck
from dragoman.store.neighbours import index_stories
from dragoman.store.rows import table
from tests.store.builders import NOW, ORIGIN, a_database

DAY = date(2024, 3, 9)
KEY = 7


def test_stories_that_share_a_key_are_a_pair_within_the_days(home):
    with a_database(home) as database, database.change() as change:
        change.insert("stories", stories({"old": -32, "near": -31, "undated": None}))
        index_stories(change, {name: [KEY] for name in ("old", "near", "undated")}, days=31)
        change.insert("stories", stories({"new": 0, "other": 0}))
        pairs = index_stories(change, {"new": [KEY, 8], "other": [9]}, days=31)
    assert pairs == {("new", "near"), ("new", "undated")}


def test_stories_of_other_days_take_no_memory_however_many_share_a_key(tmp_path):
    known = {f"known-{number}": -100 for number in range(20_000)}
    arriving = {f"new-{number}": 0 for number in range(400)}
    with closing(open_duck(tmp_path / "record.duckdb", ORIGIN, memory=100)) as database:
        with database.change() as change:
            change.insert("stories", stories(known | arriving))
            change.insert("story_keys", keys(known))
        with database.change() as change:
            change.write("set max_temp_directory_size = '1MB'")  # nothing is put aside on the disk
            pairs = index_stories(change, {name: [KEY] for name in arriving}, days=0)
    assert {name for pair in pairs for name in pair} == arriving.keys()


def keys(names):
    columns = {"key": pa.array([KEY] * len(names), pa.int64()), "story": pa.array(list(names))}
    return pa.table(columns)


def stories(days):
    """Rows of stories that came out so many days after DAY."""
    return table("stories", [row(name, after) for name, after in days.items()])


def row(name, after):
    words = dict.fromkeys(("url", "publisher", "title", "published_evidence", "language"), "")
    return {
        "id": name,
        **words,
        "published": None if after is None else DAY + timedelta(days=after),
        "text": "told",
        "copy_of": name,
        "sketch": b"",
        "coder": 1,
        "added": NOW,
    }
