import sqlite3

import pytest

from dragoman.errors import StoreError, UsageError
from dragoman.store.duck import LockedStoreError
from dragoman.store.migrate import read_meta
from tests.store.builders import a_duck, coders, held_open, names_in


def test_a_change_is_kept_when_its_block_ends(tmp_path):
    with a_duck(tmp_path) as database, database.change() as change:
        change.insert("coders", coders("one", "two"))
    with a_duck(tmp_path) as database:
        assert names_in(database) == ["one", "two"]


def insert_and_fail(change):
    change.insert("coders", coders("one"))
    raise ZeroDivisionError


def test_a_change_that_raises_leaves_nothing(tmp_path):
    with a_duck(tmp_path) as database:
        with pytest.raises(ZeroDivisionError), database.change() as change:
            insert_and_fail(change)
        assert names_in(database) == []


def test_only_the_change_itself_sees_what_it_wrote(tmp_path):
    with a_duck(tmp_path) as database:
        with database.change() as change:
            change.insert("coders", coders("one"))
            assert names_in(change) == ["one"]
            assert names_in(database) == []
        assert names_in(database) == ["one"]


def test_staged_rows_can_be_joined_and_are_gone_after_the_change(tmp_path):
    with a_duck(tmp_path) as database:
        with database.change() as change:
            change.insert("coders", coders("one", "two"))
            change.stage("wanted", coders("two").select(["name"]))
            assert change.read("select number from coders join wanted using (name)").num_rows == 1
        with pytest.raises(UsageError):
            database.read("select * from wanted")


def test_parameters_are_numbered_and_may_be_lists(tmp_path):
    with a_duck(tmp_path) as database:
        with database.change() as change:
            change.insert("coders", coders("one", "two", "three"))
        asked = "select name from coders where number = any($2) and name <> $1"
        assert database.read(asked, ["one", [1, 2]])["name"].to_pylist() == ["two"]
        assert database.read(asked, ["one", []]).num_rows == 0


@pytest.mark.parametrize(
    "sql",
    [
        "delete from coders",
        "with one as (select 1) insert into coders select 1, 'one'",
        "select 1; delete from coders",
        "copy coders to 'coders.csv'",
        "attach 'other.duckdb'",
        "install fts",
        "set threads = 1",
        "select * from read_csv('/etc/hostname')",
        "select * from '/etc/hostname'",
        "",
    ],
)
def test_a_read_refuses_all_but_a_select_of_the_stores_own_tables(tmp_path, sql):
    with a_duck(tmp_path) as database, pytest.raises(UsageError):
        database.read(sql)


@pytest.mark.parametrize(
    "sql", ["select", "select * from nothing", "select nothing from coders", "select 1 / 'one'"]
)
def test_a_faulty_select_is_the_askers_fault(tmp_path, sql):
    with a_duck(tmp_path) as database, pytest.raises(UsageError, match="cannot be asked"):
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
        assert read_meta(database) == {"store": "store-1", "schema": "1", "dragoman": "9.9"}
    assert [path.name for path in tmp_path.iterdir()] == ["record.duckdb"]
