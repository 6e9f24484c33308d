from contextlib import closing, contextmanager
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import StoreError
from dragoman.store.columns import TABLES
from dragoman.store.database import Dialect
from dragoman.store.duck import DuckDatabase
from dragoman.store.migrate import Origin, Step, migrate, read_meta, read_steps, statements_of
from tests.store.builders import ORIGIN, a_duck, coders, names_in

LATER = Origin(store="another", program="10")
OURS = read_steps(Dialect.DUCKDB)
NEXT = Step(OURS[-1].number + 1, ("alter table coders add column motto text",))


@contextmanager
def a_store_of_version(home, number):
    """A store with one row, as the dragoman of that version left it."""
    with closing(an_empty_database(home)) as database:
        steps = steps_of(database)
        migrate(database, ORIGIN, steps=tuple(step for step in steps if step.number <= number))
        with database.change() as change:
            change.insert("coders", coders("one"))
        yield database


def an_empty_database(home):
    if isinstance(home, Path):
        duckdb.connect(str(home / "empty.duckdb")).close()
        return DuckDatabase(home / "empty.duckdb")
    from dragoman.store.postgres import PostgresDatabase, read_address

    return PostgresDatabase(read_address(home.address))


def steps_of(database):
    return read_steps(database.dialect)


@pytest.mark.parametrize("number", [step.number for step in OURS])
def test_a_store_of_every_earlier_version_is_brought_up_to_date(home, number):
    with a_store_of_version(home, number) as database:
        migrate(database, LATER, steps=(*steps_of(database), NEXT))
        assert read_meta(database) == {
            "store": "store-1",
            "schema": str(NEXT.number),
            "dragoman": "10",
        }
        assert database.read("select name, motto from coders").to_pylist() == [
            {"name": "one", "motto": None}
        ]


def test_migrating_twice_changes_nothing(home):
    with a_store_of_version(home, OURS[-1].number) as database:
        before = read_meta(database)
        migrate(database, LATER)
        assert read_meta(database) == before


def test_a_migration_that_fails_leaves_the_version_before(home):
    with a_store_of_version(home, OURS[-1].number) as database:
        broken = Step(NEXT.number, (*NEXT.statements, "alter table nothing add column motto text"))
        with pytest.raises(StoreError):
            migrate(database, LATER, steps=(*steps_of(database), broken))
        assert read_meta(database)["schema"] == str(OURS[-1].number)
        assert database.read("select * from coders").column_names == ["number", "name"]


def test_a_newer_store_says_who_can_read_it(home):
    with a_store_of_version(home, OURS[-1].number) as database:
        migrate(database, LATER, steps=(*steps_of(database), NEXT))
        with pytest.raises(StoreError, match=r"written by dragoman 10 .* install that dragoman"):
            migrate(database, ORIGIN)
        assert names_in(database) == ["one"]


def test_a_database_of_something_else_is_refused(tmp_path):
    path = tmp_path / "record.duckdb"
    other = duckdb.connect(str(path))
    other.execute("create table birds (name text)")
    other.close()
    with (
        pytest.raises(StoreError, match=r"record\.duckdb: no store: it holds other .*birds"),
        a_duck(tmp_path),
    ):
        pass


def test_statements_are_paragraphs_and_comments_are_none():
    assert statements_of("-- one; two\n\ncreate table a (\n  b text -- c\n)\n\ndrop table a\n") == [
        "create table a (\n  b text -- c\n)",
        "drop table a",
    ]


def test_each_database_has_its_own_type_of_bytes():
    for dialect, kind in ((Dialect.DUCKDB, "sketch blob"), (Dialect.POSTGRES, "sketch bytea")):
        assert any(kind in line for step in read_steps(dialect) for line in step.statements)


def test_every_table_is_documented():
    words = (Path(__file__).parents[2] / "docs" / "store.md").read_text(encoding="utf-8")
    assert [name for name in ("meta", *TABLES) if f"| `{name}` |" not in words] == []
