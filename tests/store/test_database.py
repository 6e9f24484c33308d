"""What every database of a store does, whoever keeps it."""

from datetime import date, datetime

import pyarrow as pa
import pytest

from dragoman.errors import StoreError, UsageError
from dragoman.store.columns import TABLES
from dragoman.store.migrate import read_meta
from tests.store.builders import NEWEST, a_database, coders, names_in


def test_a_change_is_kept_when_its_block_ends(home):
    with a_database(home) as database, database.change() as change:
        change.insert("coders", coders("one", "two"))
    with a_database(home) as database:
        assert names_in(database) == ["one", "two"]


def insert_and_fail(change):
    change.insert("coders", coders("one"))
    raise ZeroDivisionError


def test_a_change_that_raises_leaves_nothing(home):
    with a_database(home) as database:
        with pytest.raises(ZeroDivisionError), database.change() as change:
            insert_and_fail(change)
        assert names_in(database) == []


def test_only_the_change_itself_sees_what_it_wrote(home):
    with a_database(home) as database:
        with database.change() as change:
            change.insert("coders", coders("one"))
            assert names_in(change) == ["one"]
            assert names_in(database) == []
        assert names_in(database) == ["one"]


def test_staged_rows_can_be_joined_and_are_gone_after_the_change(home):
    with a_database(home) as database:
        with database.change() as change:
            change.insert("coders", coders("one", "two"))
            change.stage("wanted", coders("two").select(["name"]))
            assert change.read("select number from coders join wanted using (name)").num_rows == 1
        with pytest.raises(UsageError):
            database.read("select * from wanted")


def test_parameters_are_numbered_and_may_be_lists(home):
    with a_database(home) as database:
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
        "set threads = 1",
        "",
    ],
)
def test_a_read_refuses_all_but_a_select(home, sql):
    with a_database(home) as database, pytest.raises(UsageError):
        database.read(sql)


@pytest.mark.parametrize(
    "sql", ["select", "select * from nothing", "select nothing from coders", "select 1 / 'one'"]
)
def test_a_faulty_select_is_the_askers_fault(home, sql):
    with a_database(home) as database, pytest.raises(UsageError, match="cannot be asked"):
        database.read(sql)


def a_value(kind):
    """Something of this type that is easily lost."""
    if kind == pa.list_(pa.string()):
        return ["", "a,b", '"{}"\\', "Ödön\x00", "two\nlines"]
    return {
        pa.string(): "\\N \x00 Ödön 🙂\t",
        pa.bool_(): False,
        pa.int16(): -(2**15),
        pa.int32(): 2**31 - 1,
        pa.int64(): -(2**63),
        pa.float32(): 0.5,
        pa.float64(): 0.1,
        pa.date32(): date(1, 1, 1),
        pa.timestamp("us"): datetime(2024, 3, 9, 12, 0, 0, 7),
        pa.binary(): b"\x00\xff\\",
    }[kind]


@pytest.mark.parametrize("name", TABLES)
def test_rows_come_back_as_they_were_kept(home, name):
    schema = TABLES[name]
    rows = pa.Table.from_pylist([{one.name: a_value(one.type) for one in schema}], schema)
    with a_database(home) as database:
        with database.change() as change:
            change.insert(name, rows)
        assert database.read(f"select * from {name}") == rows


def test_nothing_comes_back_as_nothing(home):
    row = {"left_story": "", "right_story": ""}
    with a_database(home) as database:
        with database.change() as change:
            change.insert("copies", pa.Table.from_pylist([row], TABLES["copies"]))
            change.stage("empty", TABLES["copies"].empty_table())
            assert change.read("select * from empty") == TABLES["copies"].empty_table()
        assert database.read("select * from copies").to_pylist() == [row]


def test_a_faulty_change_is_the_stores_fault(home):
    with a_database(home) as database:
        with pytest.raises(StoreError, match="fails"), database.change() as change:
            change.write("insert into nothing values (1)")
        assert names_in(database) == []


def test_what_a_store_is_stays_when_it_is_opened_again(home):
    with a_database(home) as database:
        before = read_meta(database)
    with a_database(home) as database:
        assert read_meta(database) == before
        assert before == {"store": "store-1", "schema": NEWEST, "dragoman": "9.9"}


def test_a_database_that_was_closed_is_closed(home):
    with a_database(home) as database:
        pass
    with pytest.raises(StoreError):
        database.read("select 1 as one")
