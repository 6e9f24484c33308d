"""The file beside a DuckDB store that text search looks through."""

import sqlite3

import pytest

from dragoman.errors import StoreError
from dragoman.store.indices import Index
from dragoman.store.search import SearchFile
from tests.store.asked import an_asked_store


@pytest.fixture
def opened(tmp_path):
    with an_asked_store(tmp_path) as store:
        yield store


def found(opened, *phrases, index=Index.RECORDS):
    return sorted(opened.store.search(index, phrases)["id"].to_pylist())


def file_of(tmp_path):
    return tmp_path / "record.duckdb.search"


def test_a_missing_file_is_made_anew(tmp_path):
    for _ in range(2):
        with an_asked_store(tmp_path) as opened:
            assert found(opened, "raid") == ["raid", "undated"]
        file_of(tmp_path).unlink()


def test_a_broken_file_is_made_anew(opened, tmp_path):
    file_of(tmp_path).write_bytes(b"no database at all, but long enough to be read as one")
    assert found(opened, "raid") == ["raid", "undated"]


def test_a_file_of_another_layout_is_made_anew(opened, tmp_path):
    with sqlite3.connect(file_of(tmp_path)) as other:
        other.execute("create table stories (colour text)")
    other.close()
    assert found(opened, "raid") == ["raid", "undated"]


def test_a_file_that_lags_behind_catches_up(opened, tmp_path):
    found(opened, "raid")
    with sqlite3.connect(file_of(tmp_path)) as behind:
        behind.execute("delete from records")
        behind.execute("delete from stories")
        behind.execute("delete from state")
    behind.close()
    assert found(opened, "raid") == ["raid", "undated"]


def test_forgotten_words_are_gone_from_the_file(tmp_path):
    with an_asked_store(tmp_path) as opened:
        assert found(opened, "lisbon") == ["raid", "undated"]
        with opened.database.change() as change:
            for table, column in (("stories", "id"), ("records", "story"), ("voices", "story")):
                change.write(f"delete from {table} where {column} = $1", ["three"])
        assert found(opened, "lisbon") == []
    assert all(b"lisbon" not in file.read_bytes() for file in tmp_path.glob("*.search*"))


def test_a_place_that_cannot_be_written_is_one_line(opened, tmp_path):
    words = SearchFile(tmp_path / "no" / "file.search", opened.database)
    with pytest.raises(StoreError, match="the search file"):
        words.find(Index.RECORDS, ["raid"])
