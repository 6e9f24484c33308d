import sqlite3
from contextlib import closing

import pytest

from dragoman.errors import StoreError, UsageError
from dragoman.store.duck import LockedStoreError, open_duck
from dragoman.store.migrate import read_meta
from tests.store.builders import NEWEST, ORIGIN, a_duck, held_open


@pytest.mark.parametrize(
    "sql",
    ["install fts", "select * from read_csv('/etc/hostname')", "select * from '/etc/hostname'"],
)
def test_a_read_reaches_nothing_but_the_stores_own_tables(tmp_path, sql):
    with a_duck(tmp_path) as database, pytest.raises(UsageError):
        database.read(sql)


def test_no_extension_is_downloaded_or_loaded_by_itself(tmp_path):
    asked = "select name, value from duckdb_settings() where name like 'auto%extensions'"
    with a_duck(tmp_path) as database:
        assert {row["name"]: row["value"] for row in database.read(asked).to_pylist()} == {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }


def test_a_file_that_another_process_holds_is_locked(tmp_path):
    with a_duck(tmp_path):
        pass
    with (
        held_open(tmp_path / "record.duckdb"),
        pytest.raises(LockedStoreError, match=r"record\.duckdb is in use"),
        a_duck(tmp_path),
    ):
        pass


@pytest.mark.parametrize("content", [b"", b"hello", b"hello" * 10_000])
def test_a_file_that_is_no_store_stays_as_it_is(tmp_path, content):
    (tmp_path / "record.duckdb").write_bytes(content)
    with pytest.raises(StoreError, match=r"record\.duckdb is no store"), a_duck(tmp_path):
        pass
    assert (tmp_path / "record.duckdb").read_bytes() == content


def test_a_file_of_another_database_is_no_store(tmp_path):
    other = sqlite3.connect(tmp_path / "record.duckdb")
    other.execute("create table coders (number integer)")
    other.close()
    with pytest.raises(StoreError, match="no store"), a_duck(tmp_path):
        pass


def test_a_broken_file_is_an_error_that_names_it(tmp_path):
    with a_duck(tmp_path):
        pass
    path = tmp_path / "record.duckdb"
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(StoreError, match=r"record\.duckdb"), a_duck(tmp_path):
        pass


@pytest.mark.parametrize("name", ["missing", "file/inside"])
def test_a_folder_that_is_not_there_is_named(tmp_path, name):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="record"), a_duck(tmp_path / name):
        pass


def test_making_a_store_leaves_one_file(tmp_path):
    with a_duck(tmp_path) as database:
        assert read_meta(database) == {"store": "store-1", "schema": NEWEST, "dragoman": "9.9"}
    assert [path.name for path in tmp_path.iterdir()] == ["record.duckdb"]


def test_a_store_holds_as_much_memory_as_it_is_given_even_when_written_anew(tmp_path):
    asked = "select value from duckdb_settings() where name = 'memory_limit'"
    with closing(open_duck(tmp_path / "record.duckdb", ORIGIN, memory=300)) as database:
        before = database.read(asked)["value"].to_pylist()
        database.purge()
        assert database.read(asked)["value"].to_pylist() == before == ["286.1 MiB"]
