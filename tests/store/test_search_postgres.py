from importlib import resources

from dragoman.store.database import Dialect
from dragoman.store.migrate import read_steps
from dragoman.store.search_postgres import VECTORS


def test_the_indices_are_over_what_is_searched():
    folder = resources.files("dragoman.store") / "migrations"
    text = (folder / "0002_words.postgres.sql").read_text()
    assert all(f"using gin ({vector})" in text for vector in VECTORS.values())


def test_the_indices_are_made_in_postgres_alone():
    made = {
        dialect: any(
            "using gin" in line for step in read_steps(dialect) for line in step.statements
        )
        for dialect in Dialect
    }
    assert made == {Dialect.DUCKDB: False, Dialect.POSTGRES: True}
