"""What a store on a server does beside what every store does."""

import logging
import os
from contextlib import contextmanager
from itertools import count
from threading import Event, Thread

import pytest

from dragoman.errors import StoreError, UsageError
from dragoman.store.lost import LostServerError, answer_again
from dragoman.store.requests import Read
from tests.store.builders import a_postgres, coders, names_in
from tests.store.server import Home, a_connection, a_database

_number = count()


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


def a_name():
    """The name of a database or user that no test has used."""
    return f"n{os.getpid()}_{next(_number)}"


def end_connections(but=()):
    """Let the server end all connections of stores."""
    with a_connection() as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where application_name = 'dragoman' and not pid = any(%s)",
            [list(but)],
        )


def ask(database):
    return answer_again(database, lambda one, request: one.read(request.sql), Read("select 1 as a"))


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path):
    address = f"postgresql://ada:secret@/news?host={tmp_path}"
    with pytest.raises(StoreError, match="is the server up") as caught, a_postgres(address):
        pass
    assert f"postgresql://{tmp_path}/news" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_database_that_is_not_there_is_named(home):
    address = home.address.replace("/postgres?", "/none?")
    with pytest.raises(StoreError, match='database "none" does not exist'), a_postgres(address):
        pass


def test_a_schema_of_something_else_is_refused(home):
    address = home.address
    with a_connection() as connection:
        connection.execute(f"create table {home.schema}.birds (name text)")
    with (
        pytest.raises(StoreError, match=r"postgresql://.*: no store: it holds other .*birds"),
        a_postgres(address),
    ):
        pass


def test_a_database_that_cannot_hold_every_text_is_refused(home):
    address = a_database(a_name(), "encoding 'LATIN1' locale 'C' template template0")
    with (
        pytest.raises(StoreError, match=r"LATIN1: .*createdb --encoding UTF8"),
        a_postgres(address),
    ):
        pass


@contextmanager
def a_user(home, rights):
    """The address of the store for a user with these rights in its schema."""
    name = a_name()
    address = home.address
    with a_connection() as connection:
        connection.execute(f"create role {name} login")
        connection.execute(f"grant usage {rights} on schema {home.schema} to {name}")
        connection.execute(f"grant select on all tables in schema {home.schema} to {name}")
    yield address.replace("dragoman@", f"{name}@")


def test_who_may_only_read_can_open_a_store_and_not_change_it(home):
    with a_postgres(home.address) as database, database.change() as change:
        change.insert("coders", coders("one"))
    with a_user(home, "") as address, a_postgres(address) as database:
        assert names_in(database) == ["one"]
        with (
            pytest.raises(StoreError, match=r"does not let this user: permission denied"),
            database.change() as change,
        ):
            change.insert("coders", coders("two"))


def test_who_may_not_make_tables_is_told_so(home):
    with (
        a_user(home, "") as address,
        pytest.raises(StoreError, match="does not let this user"),
        a_postgres(address),
    ):
        pass


def test_who_may_make_tables_needs_no_more(home):
    with a_user(home, ", create") as address, a_postgres(address) as database:
        with database.change() as change:
            change.insert("coders", coders("one"))
            change.stage("asked", coders("one"))
        assert names_in(database) == ["one"]


def test_a_connection_that_ended_while_it_was_idle_is_made_anew(home, caplog):
    with a_postgres(home.address) as database:
        end_connections()
        with caplog.at_level(logging.WARNING):
            assert ask(database)["a"].to_pylist() == [1]
    assert "asked again: the connection to the store postgresql://" in caplog.text


def write_and_lose(change, *, then):
    change.insert("coders", coders("one"))
    end_connections()
    change.insert("coders", then)


def test_a_connection_that_ends_in_a_change_leaves_nothing(home):
    with a_postgres(home.address) as database:
        with (
            pytest.raises(LostServerError, match="run the same command again"),
            database.change() as change,
        ):
            write_and_lose(change, then=coders("two"))
        assert names_in(database) == []


def test_a_connection_that_ends_before_its_commit_leaves_nothing(home):
    with a_postgres(home.address) as database:
        with pytest.raises(LostServerError), database.change() as change:
            write_and_lose(change, then=coders())
        assert names_in(database) == []


def test_writers_wait_for_each_other_and_readers_for_nobody(home):
    with a_postgres(home.address) as one, a_postgres(home.address) as other:
        done = Event()

        def write():
            with other.change() as change:
                change.write("update coders set name = name || '!'")
            done.set()

        with one.change() as change:
            waiting = Thread(target=write)
            waiting.start()
            assert not done.wait(0.3)
            assert names_in(other) == []
            change.insert("coders", coders("one"))
        waiting.join()
        assert names_in(one) == ["one!"]


def test_stores_of_two_schemas_do_not_wait_for_each_other(home, tmp_path):
    with (
        a_postgres(home.address) as one,
        a_postgres(Home(tmp_path / "other").address) as other,
        one.change(),
        other.change() as change,
    ):
        change.insert("coders", coders("one"))


def test_two_that_make_a_store_at_once_make_one(home):
    address, faults = home.address, []

    def make():
        try:
            with a_postgres(address):
                pass
        except StoreError as error:
            faults.append(error)

    threads = [Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_connections_are_used_again_and_let_go(home):
    mine = "select count(*) from pg_stat_activity where application_name = 'counted'"
    address = f"{home.address}&application_name=counted"
    with a_connection() as connection:
        with a_postgres(address) as database:
            for _ in range(3):
                names_in(database)
            assert connection.execute(mine).fetchone() == (1,)
        until_gone = (connection.execute(mine).fetchone() for _ in range(1000))
        assert any(row == (0,) for row in until_gone)


@pytest.mark.parametrize(
    "sql",
    [
        "copy coders to program 'true'",
        "values (1); commit",
        "select * from coders for update",
        "select nextval('numbers')",
        "create temp table one (two text)",
    ],
)
def test_a_read_refuses_what_would_change_or_leave_the_server(home, sql):
    with a_postgres(home.address) as database:
        with a_connection() as connection:
            connection.execute(f"create sequence {home.schema}.numbers")
        with pytest.raises(UsageError, match="cannot be asked"):
            database.read(sql)


def test_types_that_no_table_has_can_be_read(home):
    asked = (
        "select sum(n) as sum, avg(n) as mean, cast('1 day' as interval) as span, "
        "cast('{}' as jsonb) as json, array[n] as list, current_schema() as name "
        "from (values (1)) as v (n) group by n"
    )
    with a_postgres(home.address) as database:
        [row] = database.read(asked).to_pylist()
    assert (row["sum"], row["mean"], row["list"]) == (1, 1, [1])
    assert (row["span"], row["json"], row["name"]) == ("1 day, 0:00:00", "{}", home.schema)
